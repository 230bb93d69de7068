import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { ConversationView, MessageView } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { useAppStore } from '../../store/app-store.ts';
import { comparePlaces, type Place, placeOf } from '../../store/message-order.ts';
import type { ChatRow } from './chat-rows.ts';

/** Read is what stood in the visible part of an open chat while the window had the focus. */
export function useMarkRead(
  { id, unreadCount }: ConversationView,
  rows: readonly ChatRow[],
  list: RefObject<VirtualizerHandle | null>,
): () => void {
  const isFocused = useAppStore((state) => state.isWindowFocused);
  const told = useRef<Place | null>(null);

  const markRead = useCallback(() => {
    if (!isFocused || unreadCount === 0 || list.current === null) return;
    const { scrollOffset, viewportSize } = list.current;
    const newest = newestUpTo(rows, list.current.findItemIndex(scrollOffset + viewportSize - 1));
    if (newest === undefined || (told.current !== null && comparePlaces(newest, told.current) <= 0)) return;
    const place = placeOf(newest);
    told.current = place;
    void bridge.markRead({ conversationId: id, upTo: place }).then((answer) => {
      if (!answer.ok && told.current === place) told.current = null; // tried again at the next occasion
    });
  }, [id, isFocused, unreadCount, rows, list]);

  useEffect(() => {
    // After the list has measured what came in; before that everything counts as visible.
    const frame = requestAnimationFrame(() => markRead());
    return () => cancelAnimationFrame(frame);
  }, [markRead]);
  return markRead;
}

function newestUpTo(rows: readonly ChatRow[], index: number): MessageView | undefined {
  for (let at = Math.min(index, rows.length - 1); at >= 0; at--) {
    const row = rows[at];
    if (row?.kind === 'message') return row.message;
  }
  return undefined;
}
