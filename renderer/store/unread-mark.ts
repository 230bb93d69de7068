import type { ConversationId, MessageId, MessageView } from '../../electron/bridge/contract.ts';
import type { AppState } from './app-store.ts';
import type { MessagePage } from './message-page.ts';

/** The oldest of the newest `unreadCount` messages of others, or undefined if it is not among those loaded. */
export function findFirstUnread(messages: readonly MessageView[], unreadCount: number): MessageId | undefined {
  if (unreadCount === 0) return undefined;
  const received = messages.filter(({ isMine }) => !isMine);
  return received.at(-unreadCount)?.id;
}

/**
 * Where "new messages" stands in the open chat once these have come: what arrives while nobody looks at the window is
 * new to whoever comes back to it. What arrives under one's eyes is not.
 */
export function markArrivals(
  { pane, isWindowFocused, unreadMark }: Pick<AppState, 'pane' | 'isWindowFocused' | 'unreadMark'>,
  id: ConversationId,
  page: MessagePage,
  messages: readonly MessageView[],
): MessageId | null | undefined {
  const isOpen = pane.name === 'conversation' && pane.id === id;
  if (!isOpen || isWindowFocused || unreadMark !== null || page.hasNewer) return unreadMark;
  const known = new Set(page.messages.map((message) => message.id));
  return messages.find((message) => !message.isMine && !message.isLate && !known.has(message.id))?.id ?? null;
}
