import type { ConversationId, Output, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { orTell } from '../people/person-problems.ts';

const SETTING_PROBLEM_KEYS = {
  'unknown-conversation': 'problem.conversationGone',
  'unknown-device': 'device.unknown',
  'bad-text': 'problem.ours',
  'too-many-pins': 'problem.ours',
  'disk-full': 'person.diskFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'setTells'> | Problem<'answerNewDevice'> | Problem<'setFileRules'>, MessageKey>;

type Change = Promise<{ ok: true } | { ok: false; error: keyof typeof SETTING_PROBLEM_KEYS }>;

/** Says why it failed, if it did. What changed is told by the main process. */
async function change(answer: Change): Promise<void> {
  const result = await answer;
  if (!result.ok) tell(SETTING_PROBLEM_KEYS[result.error]);
}

/** Whether what is called so here is another name now. Empty: what they call themselves. */
export async function setNickname(person: string, nickname: string): Promise<boolean> {
  return (await orTell(bridge.setNickname({ person, ...(nickname !== '' && { nickname }) }))) !== undefined;
}

/** They and everything said are gone; the main process then tells everything anew. */
export async function removeContact(person: string): Promise<void> {
  await orTell(bridge.removeContact({ person }));
}

export async function getProfileChanges(person: string): Promise<Output<'getProfileChanges'>['changes']> {
  return (await orTell(bridge.getProfileChanges({ person })))?.changes ?? [];
}

export const setTellsRead = (conversationId: ConversationId, read: boolean): Promise<void> =>
  change(bridge.setTells({ conversationId, read }));

export const setTellsTyping = (conversationId: ConversationId, typing: boolean): Promise<void> =>
  change(bridge.setTells({ conversationId, typing }));

export const setMuted = (conversationId: ConversationId, untilMs: number | undefined): Promise<void> =>
  change(bridge.setMuted({ conversationId, ...(untilMs !== undefined && { untilMs }) }));

export const answerNewDevice = (conversationId: ConversationId, device: string, isTheirs: boolean): Promise<void> =>
  change(bridge.answerNewDevice({ conversationId, device, isTheirs }));

/** Bytes up to which files in this chat come by themselves; undefined if that can't be told. */
export async function getByItselfBytes(conversationId: ConversationId): Promise<number | undefined> {
  const answer = await bridge.getFileRules({ conversationId });
  return answer.ok ? answer.value.byItselfBytes : undefined;
}

export const setByItselfBytes = (conversationId: ConversationId, byItselfBytes: number): Promise<void> =>
  change(bridge.setFileRules({ conversationId, rules: { byItselfBytes } }));
