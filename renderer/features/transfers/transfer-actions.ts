import type { MessageView, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';

/** What to tell the person, for every way this can fail. Leave one out and this does not compile. */
const PROBLEM_KEYS = {
  'unknown-conversation': 'composer.conversationGone',
  'unknown-message': 'message.problem.gone',
  'not-a-member': 'composer.notMember',
  'file-unreadable': 'problem.ours',
  'file-changed': 'problem.ours',
  'too-large': 'transfer.failed.tooLarge',
  'not-a-recording': 'problem.ours',
  'not-here-yet': 'save.problem.notHereYet',
  'disk-full': 'transfer.problem.diskFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'fetchContent'>, MessageKey>;

export type TransferAct = 'fetchContent' | 'pauseContent' | 'declineContent';

/** Fetches, pauses or declines what is in a message; with `key` one part of it. */
export async function changeTransfer(
  act: TransferAct,
  { conversationId, id }: MessageView,
  key?: string,
): Promise<void> {
  const answer = await bridge[act]({ conversationId, messageId: id, ...(key !== undefined && { key }) });
  if (answer.ok) useAppStore.getState().applyMessagesChanged(conversationId, [answer.value.message]);
  else tell(PROBLEM_KEYS[answer.error]);
}
