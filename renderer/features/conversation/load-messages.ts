import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { PAGE_MESSAGES, UNREAD_SEARCH_MESSAGES_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { placeOf } from '../../store/message-order.ts';
import { findFirstUnread } from '../../store/unread-mark.ts';

const { getState } = useAppStore;

/** Called when a chat is opened: loads its newest part, as far up as there is something unread, and marks that. */
export async function openMessages(id: ConversationId): Promise<void> {
  if (getState().pagesById[id]?.loading === 'newest') return; // being opened already
  const unreadCount = getState().conversationsById[id]?.unreadCount ?? 0;
  if (getState().pagesById[id] === undefined) await loadPage(id, 'newest');
  let firstUnread = findFirstUnread(messagesOf(id), unreadCount);
  while (unreadCount > 0 && firstUnread === undefined && messagesOf(id).length < UNREAD_SEARCH_MESSAGES_MAX) {
    if (!(await loadOlder(id))) break;
    firstUnread = findFirstUnread(messagesOf(id), unreadCount);
  }
  const { pane, setUnreadMark } = getState();
  if (pane.name === 'conversation' && pane.id === id) setUnreadMark(firstUnread ?? null);
}

/** Loads what comes before the oldest message held. Answers whether anything was asked for. */
export async function loadOlder(id: ConversationId): Promise<boolean> {
  const page = getState().pagesById[id];
  if (page === undefined || page.hasOlder !== true || page.loading === 'older') return false;
  return loadPage(id, 'older');
}

async function loadPage(id: ConversationId, part: 'newest' | 'older'): Promise<boolean> {
  const oldest = part === 'older' ? getState().pagesById[id]?.messages[0] : undefined;
  getState().applyPageLoading(id, part);
  const answer = await bridge.listMessages({
    conversationId: id,
    limit: PAGE_MESSAGES,
    ...(oldest !== undefined && { before: placeOf(oldest) }),
  });
  if (answer.ok) getState().applyPageAnswer(id, answer.value);
  else getState().applyPageLoading(id, 'failed');
  return answer.ok;
}

const messagesOf = (id: ConversationId) => getState().pagesById[id]?.messages ?? [];
