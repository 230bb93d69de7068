import type { InviteProblem, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import type { MessageKey } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';

/** What to say about each thing that can be wrong with an invite. */
const READ_PROBLEM_KEYS = {
  'no-invite': 'invite.noInvite',
  'invite-mangled': 'invite.mangled',
  'invite-truncated': 'invite.truncated',
  'invite-foreign': 'invite.foreign',
  'invite-newer-version': 'invite.newerVersion',
  'invite-expired': 'invite.expired',
  'invite-to-oneself': 'invite.toOneself',
} as const satisfies Record<InviteProblem, MessageKey>;

export const INVITE_PROBLEM_KEYS = {
  ...READ_PROBLEM_KEYS,
  'no-profile': 'invite.noProfile',
  'disk-full': 'invite.diskFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'acceptInvite'> | Problem<'readInvite'> | Problem<'scanCode'>, MessageKey>;

export type InviteProblemKey = (typeof INVITE_PROBLEM_KEYS)[keyof typeof INVITE_PROBLEM_KEYS];

export interface InviteSender {
  readonly name: string;
  readonly person: string;
  readonly isKnown: boolean;
}

/** Who an invite is from, or the sentence that says why that can't be told. */
export async function readInvite(text: string): Promise<InviteSender | InviteProblemKey> {
  const answer = await bridge.readInvite({ text });
  if (!answer.ok) return INVITE_PROBLEM_KEYS[answer.error];
  const { name, person, knownConversationId } = answer.value;
  return { name, person, isKnown: knownConversationId !== undefined };
}

/** Uses an invite and opens the chat, which is there at once. */
export async function acceptInvite(text: string): Promise<InviteProblemKey | null> {
  const answer = await bridge.acceptInvite({ text });
  if (!answer.ok) return INVITE_PROBLEM_KEYS[answer.error];
  const { setInviteText, showConversation } = useAppStore.getState();
  setInviteText('');
  showConversation(answer.value.conversationId);
  return null;
}

/** Whether it is worth asking: every invite carries its scheme (app-protocol.md "Invites"). */
export const looksLikeInvite = (text: string): boolean => /hashline:/i.test(text);
