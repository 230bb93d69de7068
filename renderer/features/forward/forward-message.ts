import type { ConversationView, MessageView, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { offer, tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { closedKey } from '../groups/group-people.ts';

const PROBLEM_KEYS = {
  'unknown-conversation': 'composer.conversationGone',
  'unknown-message': 'message.problem.gone',
  'not-a-member': 'composer.notMember',
  'file-unreadable': 'problem.ours',
  'file-changed': 'problem.ours',
  'too-large': 'problem.ours',
  'not-a-recording': 'problem.ours',
  'not-here-yet': 'forward.problem.notHereYet',
  'bad-text': 'composer.badText',
  'disk-full': 'composer.diskFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'forward'> | Problem<'sendText'>, MessageKey>;

/** Says a message again in another conversation, under one's own name; whether that worked is told. */
export async function forwardMessage(message: MessageView, to: ConversationView): Promise<boolean> {
  const { content, conversationId, id } = message;
  const answer =
    content.kind === 'text'
      ? await bridge.sendText({ conversationId: to.id, text: content.text })
      : await bridge.forward({ conversationId, messageId: id, to: to.id });
  if (!answer.ok) {
    tell(PROBLEM_KEYS[answer.error]);
    return false;
  }
  const { applyMessagesChanged, showConversation } = useAppStore.getState();
  applyMessagesChanged(to.id, [answer.value.message]);
  offer('forward.done', { name: to.name }, 'forward.open', () => showConversation(to.id));
  return true;
}

/** Conversations one can write in, by a part of their name. */
export function placesToForward(
  conversations: readonly ConversationView[],
  typed: string,
): readonly ConversationView[] {
  const wanted = typed.trim().toLocaleLowerCase();
  return conversations.filter(
    ({ name, group, isDeleted, refusal }) =>
      closedKey(group) === null &&
      group?.state !== 'invited' &&
      !isDeleted &&
      refusal === undefined &&
      name.toLocaleLowerCase().includes(wanted),
  );
}
