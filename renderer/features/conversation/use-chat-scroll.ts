import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { AT_BOTTOM_WITHIN_PX, LOAD_OLDER_WITHIN_PX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import type { MessagePage } from '../../store/message-page.ts';
import type { ChatRow } from './chat-rows.ts';
import { loadOlder } from './load-messages.ts';
import { useMarkRead } from './use-mark-read.ts';

interface ChatScrollParts {
  readonly conversation: ConversationView;
  readonly page: MessagePage | undefined;
  readonly rows: readonly ChatRow[];
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** Where the chat stands: at the bottom it stays there, anywhere else it does not move by itself. */
export function useChatScroll({ conversation, page, rows, list, scroller }: ChatScrollParts) {
  const { id } = conversation;
  const isAtBottom = useRef(true);
  const drawnHeightPx = useRef(0);
  const [isAway, setAway] = useState(false);
  const markRead = useMarkRead(conversation, rows, list);
  const isPrepend = useIsPrepend(rows);

  const stayAtBottom = useCallback(() => {
    if (isAtBottom.current) list.current?.scrollToIndex(Number.MAX_SAFE_INTEGER, { align: 'end' });
  }, [list]);

  const onScroll = useCallback(
    (offset: number) => {
      if (scroller.current === null) return;
      const { scrollHeight, clientHeight } = scroller.current;
      const below = scrollHeight - clientHeight - offset;
      // Where the window or the composer has just changed this height, the place says nothing: the observer below puts
      // the chat right in the same frame.
      if (clientHeight === drawnHeightPx.current) isAtBottom.current = below <= AT_BOTTOM_WITHIN_PX;
      setAway(below > clientHeight / 2);
      if (offset < LOAD_OLDER_WITHIN_PX) void loadOlder(id);
      markRead();
    },
    [id, scroller, markRead],
  );

  useOpeningPlace({ page, rows, list, isAtBottom });
  useOwnMessageShown(rows, isAtBottom);
  useLayoutEffect(() => {
    if (rows.length > 0) stayAtBottom();
  }, [rows, stayAtBottom]);
  useEffect(() => {
    const view = scroller.current;
    if (view === null) return;
    // The composer grew, the window changed.
    const observer = new ResizeObserver(() => {
      drawnHeightPx.current = view.clientHeight;
      stayAtBottom();
    });
    observer.observe(view);
    return () => observer.disconnect();
  }, [scroller, stayAtBottom]);

  const onResize = useCallback(() => {
    stayAtBottom();
    markRead();
  }, [stayAtBottom, markRead]);
  const jumpToNewest = useCallback(() => {
    isAtBottom.current = true;
    stayAtBottom();
  }, [stayAtBottom]);
  return { isPrepend, isAway, onScroll, onResize, jumpToNewest };
}

/** True for the one drawing in which older messages came in above: then the list keeps its place from the end. */
function useIsPrepend(rows: readonly ChatRow[]): boolean {
  const firstKey = rows.find(({ kind }) => kind === 'message')?.key;
  const drawnFirstKey = useRef(firstKey);
  const before = drawnFirstKey.current;
  useLayoutEffect(() => {
    drawnFirstKey.current = firstKey;
  }, [firstKey]);
  return before !== undefined && before !== firstKey && rows.some(({ key }) => key === before);
}

/** Once the first part is here: what is new begins at the top of the view, or everything ends at the bottom. */
function useOpeningPlace({
  page,
  rows,
  list,
  isAtBottom,
}: Pick<ChatScrollParts, 'page' | 'rows' | 'list'> & { readonly isAtBottom: RefObject<boolean> }): void {
  const isReady = useAppStore((state) => state.unreadMark !== undefined) && page !== undefined;
  const isPlaced = useRef(false);
  useLayoutEffect(() => {
    if (!isReady || isPlaced.current) return;
    isPlaced.current = true;
    const index = rows.findIndex(({ kind }) => kind === 'unread');
    if (index < 0) return;
    isAtBottom.current = false;
    list.current?.scrollToIndex(index, { align: 'start' });
  }, [isReady, rows, list, isAtBottom]);
}

/** What one has just written is seen, wherever one was reading. */
function useOwnMessageShown(rows: readonly ChatRow[], isAtBottom: RefObject<boolean>): void {
  const newest = rows.findLast((row) => row.kind === 'message');
  const drawnNewest = useRef(newest?.key);
  useLayoutEffect(() => {
    const isNew = drawnNewest.current !== undefined && drawnNewest.current !== newest?.key;
    drawnNewest.current = newest?.key;
    if (isNew && newest?.kind === 'message' && newest.message.isMine) isAtBottom.current = true;
  }, [newest, isAtBottom]);
}
