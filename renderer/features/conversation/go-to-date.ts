import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { useAppStore } from '../../store/app-store.ts';
import { findAtDate } from './load-messages.ts';

/** Goes to the first message of that time or later, or else to the newest. */
export async function goToDate(id: ConversationId, atMs: number): Promise<'gone' | 'nothing' | 'failed'> {
  const found = await findAtDate(id, atMs);
  if (!found.ok) return 'failed';
  if (found.value === undefined) return 'nothing';
  const { pane, setJump } = useAppStore.getState();
  if (pane.name === 'conversation' && pane.id === id) setJump({ conversationId: id, messageId: found.value });
  return 'gone';
}
