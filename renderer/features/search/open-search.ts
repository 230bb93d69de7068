import { flushSync } from 'react-dom';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { useAppStore } from '../../store/app-store.ts';
import { focusComposer } from '../messages/focus-composer.ts';
import type { SearchFound } from './use-search.ts';

const { getState } = useAppStore;

export const SEARCH_FIELD_ID = 'search-field';
/** Where list and chat do not fit side by side (MainWindow.module.css). */
const NARROW = '(width < 45rem)';

/**
 * The field is ready to be typed in as soon as this returns: the very next key is its own. `within`: only in this chat.
 */
export function openSearch(within: ConversationId | null): void {
  const { search, setSearch } = getState();
  flushSync(() => setSearch({ text: search?.text ?? '', kind: search?.kind ?? 'all', within }));
  const field = document.getElementById(SEARCH_FIELD_ID);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
  // A menu that was chosen from gives the focus back to its button when it closes.
  requestAnimationFrame(() => {
    if (getState().search !== null && document.activeElement !== field) field.focus();
  });
}

/** The list is back, and writing goes on where a chat is open. */
export function closeSearch(): void {
  flushSync(() => getState().setSearch(null));
  if (getState().pane.name === 'conversation') focusComposer();
}

/** People first, then messages, as they stand in the list. */
export function openFound({ names, messages }: SearchFound, index: number): void {
  const { showConversation, showMessage, setSearch } = getState();
  const name = names[index];
  const message = messages[index - names.length]?.message;
  if (name !== undefined) {
    setSearch(null);
    showConversation(name.conversationId);
  } else if (message !== undefined) {
    if (window.matchMedia(NARROW).matches) setSearch(null); // or it would lie over what was found
    showMessage(message.conversationId, message.id);
  }
}
