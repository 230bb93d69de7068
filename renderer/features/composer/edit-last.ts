import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { useAppStore } from '../../store/app-store.ts';
import { startEdit } from '../messages/draft-about.ts';
import { focusComposer } from '../messages/focus-composer.ts';
import { lastEditable } from '../messages/message-abilities.ts';

/** Takes the last text of one's own up again. Says whether there is one. */
export function editLast(id: ConversationId): boolean {
  const { conversationsById, pagesById } = useAppStore.getState();
  const conversation = conversationsById[id];
  if (conversation === undefined) return false;
  const message = lastEditable(pagesById[id]?.messages ?? [], conversation);
  if (message === undefined) return false;
  startEdit(message);
  requestAnimationFrame(focusComposer); // with the cursor at the end of the text that has come in
  return true;
}
