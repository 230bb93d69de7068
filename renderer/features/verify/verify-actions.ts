import type { CheckView, Output, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { INVITE_PROBLEM_KEYS, looksLikeInvite, readInvite } from '../add-contact/accept-invite.ts';

const PROBLEM_KEYS = {
  'unknown-person': 'person.unknown',
  'no-profile': 'person.noProfile',
  'not-near': 'check.notNear',
  'too-often': 'check.tooOften',
  'no-check': 'check.none',
  'other-check': 'check.other',
  'disk-full': 'person.diskFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'startCheck'>, MessageKey>;

export type Safety = Output<'getSafety'>;

/** Words and pictures of both; null if that failed, which is told. */
export async function getSafety(person: string, name: string): Promise<Safety | null> {
  const answer = await bridge.getSafety({ person });
  if (answer.ok) return answer.value;
  tell(PROBLEM_KEYS[answer.error], { name });
  return null;
}

/** The words were read aloud on both sides, and fit. */
export async function confirmWords(person: string, name: string): Promise<boolean> {
  const answer = await bridge.confirmSafetyWords({ person });
  tell(answer.ok ? 'check.done' : PROBLEM_KEYS[answer.error], { name });
  return answer.ok;
}

/** They were read aloud, and do not fit: kept with the contact, with what to do. */
export async function denyWords(person: string, name: string): Promise<boolean> {
  const answer = await bridge.denySafetyWords({ person });
  tell(answer.ok ? 'check.wordsDifferTold' : PROBLEM_KEYS[answer.error], { name });
  return answer.ok;
}

export async function unverify(person: string, name: string): Promise<void> {
  const answer = await bridge.unverify({ person });
  if (!answer.ok) tell(PROBLEM_KEYS[answer.error], { name });
}

/** Begins a check side by side; the sentence that says why not, or null. Its picture comes up on both screens. */
export async function startSideCheck(person: string): Promise<MessageKey | null> {
  const answer = await bridge.startCheck({ person });
  return answer.ok ? null : PROBLEM_KEYS[answer.error];
}

/** Says it of the very check that was looked at: the other side may have begun another one since. */
export async function answerSideCheck({ person, id }: CheckView, name: string, isSame: boolean): Promise<void> {
  const answer = await bridge.answerCheck({ person, id, isSame });
  if (!answer.ok) tell(PROBLEM_KEYS[answer.error], { name });
  else tell(isSame ? 'check.done' : 'check.differsTold', { name });
}

/** Closed without a word: it is over here, and what the other screen still shows means nothing. */
export async function closeSideCheck({ person, id }: CheckView): Promise<void> {
  const answer = await bridge.cancelCheck({ person, id });
  if (!answer.ok) tell('problem.ours');
}

/** A live code for the screen; null if none could be made, which is told. */
export async function getLiveCode(): Promise<Output<'getLiveCode'> | null> {
  const answer = await bridge.getLiveCode({});
  if (answer.ok) return answer.value;
  tell(PROBLEM_KEYS[answer.error]);
  return null;
}

/** Takes the code that the camera saw, if it is this person's: nobody else is added on the way. */
export async function scanCodeOf(person: string, name: string, text: string): Promise<MessageKey | null> {
  if (!looksLikeInvite(text)) return 'qr.notAnInvite';
  const read = await readInvite(text);
  if (typeof read === 'string') return read;
  if (read.person !== person) return 'check.scannedOther';
  const answer = await bridge.scanCode({ text });
  if (!answer.ok) return INVITE_PROBLEM_KEYS[answer.error];
  if (!answer.value.isLive) return 'check.scannedOld';
  tell('check.scannedLive', { name });
  return null;
}
