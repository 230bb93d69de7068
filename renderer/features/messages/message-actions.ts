import type { MessageProblem, MessageView, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { offer, tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { focusComposer } from './focus-composer.ts';

/** What to tell the person, for every way a change can fail. Leave one out and this does not compile. */
export const MESSAGE_PROBLEM_KEYS = {
  'unknown-conversation': 'composer.conversationGone',
  'unknown-message': 'message.problem.gone',
  'not-a-member': 'composer.notMember',
  'not-yours': 'message.problem.notYours',
  'bad-text': 'composer.badText',
  'bad-emoji': 'message.problem.badEmoji',
  'disk-full': 'composer.diskFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<MessageProblem | Problem<'getState'>, MessageKey>;

const addressOf = ({ conversationId, id }: MessageView) => ({ conversationId, messageId: id });

/** Gives this emoji, or takes it back if it is the one given. Answers whether that worked. */
export async function react(message: MessageView, emoji: string): Promise<boolean> {
  const isGiven = message.reactions.some((reaction) => reaction.emoji === emoji && reaction.isMine);
  const answer = await bridge.react({ ...addressOf(message), emoji: isGiven ? '' : emoji });
  if (answer.ok) show(answer.value.message);
  else tell(MESSAGE_PROBLEM_KEYS[answer.error]);
  return answer.ok;
}

/** For everybody, and for good. */
export async function deleteForAll(message: MessageView): Promise<void> {
  const answer = await bridge.deleteForAll(addressOf(message));
  if (answer.ok) show(answer.value.message);
  else tell(MESSAGE_PROBLEM_KEYS[answer.error]);
}

/** Here only; a note says so and offers it back. */
export async function deleteHere(message: MessageView): Promise<void> {
  const answer = await bridge.deleteHere(addressOf(message));
  if (!answer.ok) {
    tell(MESSAGE_PROBLEM_KEYS[answer.error]);
    return;
  }
  useAppStore.getState().dropMessage(message.conversationId, message.id);
  offer('message.deletedHere', {}, 'message.undo', () => void restoreHere(message));
}

async function restoreHere(message: MessageView): Promise<void> {
  const answer = await bridge.restoreHere(addressOf(message));
  focusComposer(); // the note that was pressed is gone
  if (answer.ok) show(answer.value.message);
  else tell(MESSAGE_PROBLEM_KEYS[answer.error]);
}

function show(message: MessageView): void {
  useAppStore.getState().applyMessagesChanged(message.conversationId, [message]);
}
