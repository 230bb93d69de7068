import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { AT_BOTTOM_WITHIN_PX, LOAD_WITHIN_PX, PAGE_HELD_MAX, PAGE_SCROLLING_MAX, SETTLE_MS } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import type { MessagePage } from '../../store/message-page.ts';
import type { ChatRow } from './chat-rows.ts';
import { loadNewer, loadNewest, loadOlder } from './load-messages.ts';
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
  const hasNewer = page?.hasNewer === true;
  const isAtBottom = useRef(true);
  const drawnHeightPx = useRef(0);
  const isSettling = useRef(false);
  const isScrolling = useRef(false);
  const [isAway, setAway] = useState(false);
  const markRead = useMarkRead(conversation, rows, list);

  const stayAtBottom = useCallback(() => {
    if (isAtBottom.current && !hasNewer) list.current?.scrollToIndex(Number.MAX_SAFE_INTEGER, { align: 'end' });
  }, [list, hasNewer]);

  /** Asks for what is missing near the view, before its edge is reached. */
  const loadNear = useCallback(() => {
    const view = scroller.current;
    if (view === null || isSettling.current) return;
    const below = view.scrollHeight - view.clientHeight - view.scrollTop;
    if (view.scrollTop < LOAD_WITHIN_PX) void loadOlder(id);
    else if (below < LOAD_WITHIN_PX) void loadNewer(id);
  }, [id, scroller]);

  const onScroll = useCallback(
    (offset: number) => {
      if (scroller.current === null) return;
      isScrolling.current = true;
      const { scrollHeight, clientHeight } = scroller.current;
      const below = scrollHeight - clientHeight - offset;
      // Where the window or the composer has just changed this height, the place says nothing: the observer below puts
      // the chat right in the same frame.
      if (clientHeight === drawnHeightPx.current) isAtBottom.current = !hasNewer && below <= AT_BOTTOM_WITHIN_PX;
      setAway(hasNewer || below > clientHeight / 2);
      loadNear();
      markRead();
    },
    [scroller, hasNewer, loadNear, markRead],
  );

  const settle = useSettling(isSettling, loadNear);
  useStretchPlace({ id, page, rows, list, isAtBottom, settle });
  useOwnMessageShown(rows, page, isAtBottom);
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
  const trim = useEdges({ id, page, scroller, isScrolling, loadNear });
  const onScrollEnd = useCallback(() => {
    isScrolling.current = false;
    trim();
  }, [trim]);

  const onResize = useCallback(() => {
    stayAtBottom();
    markRead();
  }, [stayAtBottom, markRead]);
  const jumpToNewest = useCallback(() => {
    isAtBottom.current = true;
    if (hasNewer) void loadNewest(id);
    else stayAtBottom();
  }, [id, hasNewer, stayAtBottom]);
  const leaveBottom = useCallback(() => {
    isAtBottom.current = false;
    settle();
  }, [settle]);
  return { isAway: isAway || hasNewer, onScroll, onScrollEnd, onResize, jumpToNewest, leaveBottom };
}

/** Asks for what is near after every drawing, and lets go of what is far, once it is too much. */
function useEdges({
  id,
  page,
  scroller,
  isScrolling,
  loadNear,
}: Pick<ChatScrollParts, 'page' | 'scroller'> & {
  readonly id: ConversationView['id'];
  readonly isScrolling: RefObject<boolean>;
  readonly loadNear: () => void;
}): () => void {
  const trimPage = useAppStore((state) => state.trimPage);
  const count = page?.messages.length ?? 0;
  const isAtRest = page?.loading === 'no';

  const trim = useCallback(() => {
    const view = scroller.current;
    if (view === null || !isAtRest || count <= PAGE_HELD_MAX) return;
    const isInUpperHalf = view.scrollTop + view.clientHeight / 2 < view.scrollHeight / 2;
    // What goes above moves all below; while the list scrolls, it can't put that right.
    if (isInUpperHalf) trimPage(id, 'oldest');
    else if (!isScrolling.current || count > PAGE_SCROLLING_MAX) trimPage(id, 'newest');
  }, [id, count, isAtRest, scroller, isScrolling, trimPage]);

  useEffect(() => {
    if (!isAtRest || count === 0) return;
    // Once the list has measured what came in.
    const frame = requestAnimationFrame(() => {
      trim();
      loadNear();
    });
    return () => cancelAnimationFrame(frame);
  }, [count, isAtRest, trim, loadNear]);
  return trim;
}

/** While the list finds a place among rows it has not measured, none may come in above: it would miss it. */
function useSettling(isSettling: RefObject<boolean>, loadNear: () => void): () => void {
  const timer = useRef<number | undefined>(undefined);
  const onSettled = useRef(loadNear);
  onSettled.current = loadNear;
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return useCallback(() => {
    isSettling.current = true;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      isSettling.current = false;
      onSettled.current();
    }, SETTLE_MS);
  }, [isSettling]);
}

/** Once a stretch is here: the jump that asked for it goes on, what is new begins at the top, or all ends at the bottom. */
function useStretchPlace({
  id,
  page,
  rows,
  list,
  isAtBottom,
  settle,
}: Pick<ChatScrollParts, 'page' | 'rows' | 'list'> & {
  readonly id: ConversationView['id'];
  readonly isAtBottom: RefObject<boolean>;
  readonly settle: () => void;
}): void {
  const isReady = useAppStore((state) => state.unreadMark !== undefined);
  const stretch = page?.stretch ?? 0;
  const placed = useRef(0);
  useLayoutEffect(() => {
    if (!isReady || stretch === placed.current) return;
    const isOpening = placed.current === 0;
    placed.current = stretch;
    if (useAppStore.getState().jump?.conversationId === id) return;
    const unread = isOpening ? rows.findIndex(({ kind }) => kind === 'unread') : -1;
    isAtBottom.current = unread < 0;
    if (unread < 0) return;
    settle();
    list.current?.scrollToIndex(unread, { align: 'start' });
  }, [id, isReady, stretch, rows, list, isAtBottom, settle]);
}

/** What one has just written is seen, wherever one was reading. */
function useOwnMessageShown(
  rows: readonly ChatRow[],
  page: MessagePage | undefined,
  isAtBottom: RefObject<boolean>,
): void {
  const newest = rows.findLast((row) => row.kind === 'message');
  const [stretch, hasNewer] = [page?.stretch, page?.hasNewer];
  const drawn = useRef({ key: newest?.key, stretch, hasNewer });
  useLayoutEffect(() => {
    const before = drawn.current;
    drawn.current = { key: newest?.key, stretch, hasNewer };
    const wasAtEnd = before.key !== undefined && before.stretch === stretch && before.hasNewer === false;
    if (wasAtEnd && before.key !== newest?.key && newest?.message.isMine === true) isAtBottom.current = true;
  }, [newest, stretch, hasNewer, isAtBottom]);
}
