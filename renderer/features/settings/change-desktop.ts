import type { Input, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';

const OURS = {
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<'forbidden' | 'bad-request' | 'internal', MessageKey>;

/** The main process tells how it is from now on. */
export async function setNotifications(change: Input<'setNotifications'>): Promise<void> {
  const answer = await bridge.setNotifications(change);
  if (!answer.ok) tell(OURS[answer.error]);
}

const TEST_PROBLEMS = {
  ...OURS,
  'not-supported': 'notify.notSupported',
} as const satisfies Record<Problem<'testNotification'>, MessageKey>;

/** How a test went: the system said it showed it, or it was silent about it. */
export async function testNotification(): Promise<'shown' | 'silent' | undefined> {
  const answer = await bridge.testNotification({});
  if (answer.ok) return answer.value.wasShown ? 'shown' : 'silent';
  tell(TEST_PROBLEMS[answer.error]);
  return undefined;
}

export async function setStaysOnClose(stays: boolean): Promise<void> {
  const answer = await bridge.setStaysOnClose({ stays });
  if (!answer.ok) tell(OURS[answer.error]);
}

const START_PROBLEMS = {
  ...OURS,
  failed: 'computer.startFailed',
} as const satisfies Record<Problem<'setStart'>, MessageKey>;

export async function setStart(isOn: boolean): Promise<void> {
  const answer = await bridge.setStart({ isOn });
  if (!answer.ok) tell(START_PROBLEMS[answer.error]);
}

export async function setSpelling(isOn: boolean, languages?: readonly string[]): Promise<void> {
  const answer = await bridge.setSpelling({ isOn, ...(languages !== undefined && { languages: [...languages] }) });
  if (!answer.ok) tell(OURS[answer.error]);
}

export async function setUpdates(isAgreed: boolean): Promise<void> {
  const answer = await bridge.setUpdates({ isAgreed });
  if (!answer.ok) tell(OURS[answer.error]);
}

const UPDATE_PROBLEMS = {
  ...OURS,
  'not-agreed': 'updates.notAgreed',
  'nothing-found': 'updates.nothingFound',
  'no-page': 'updates.none',
} as const satisfies Record<
  Problem<'lookForUpdate'> | Problem<'installUpdate'> | Problem<'openUpdatePage'>,
  MessageKey
>;

export async function lookForUpdate(): Promise<void> {
  const answer = await bridge.lookForUpdate({});
  if (!answer.ok) tell(UPDATE_PROBLEMS[answer.error]);
}

export async function installUpdate(): Promise<void> {
  const answer = await bridge.installUpdate({});
  if (!answer.ok) tell(UPDATE_PROBLEMS[answer.error]);
}

export async function openUpdatePage(): Promise<void> {
  const answer = await bridge.openUpdatePage({});
  if (!answer.ok) tell(UPDATE_PROBLEMS[answer.error]);
}

/** Answers what closing the window means. */
export async function answerClose(stays: boolean): Promise<void> {
  const answer = await bridge.answerClose({ stays });
  if (!answer.ok) tell(OURS[answer.error]);
}
