import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { ConversationId, MessageId } from '../../../electron/bridge/contract.ts';
import { tell } from '../../components/toasts.ts';
import { FOUND_FRAMES_MAX, FOUND_SHOWN_MS, RETURNS_MAX } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import type { MessagePage } from '../../store/message-page.ts';
import { messageElementId } from '../messages/message-popup.ts';
import type { ChatRow } from './chat-rows.ts';
import { loadAround, loadNewest } from './load-messages.ts';

interface JumpParts {
  readonly id: ConversationId;
  readonly page: MessagePage | undefined;
  readonly rows: readonly ChatRow[];
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly leaveBottom: () => void;
}

/** Goes to a message, loading its part of the chat if need be, lets it stand out for a moment, and knows the way back. */
export function useJump({ id, page, rows, list, leaveBottom }: JumpParts) {
  const wanted = useAppStore((state) => (state.jump?.conversationId === id ? state.jump : null));
  const setJump = useAppStore((state) => state.setJump);
  const [found, setFound] = useState<MessageId | null>(null);
  const [returns, setReturns] = useState<readonly MessageId[]>([]);
  const index = wanted === null ? -1 : rows.findIndex(({ key }) => key === wanted.messageId);

  useLayoutEffect(() => {
    if (wanted === null || index < 0) return;
    leaveBottom();
    list.current?.scrollToIndex(index, { align: 'center' });
    setJump(null);
    setFound(wanted.messageId);
    const { from } = wanted;
    if (from !== undefined) setReturns((before) => [...before, from].slice(-RETURNS_MAX));
  }, [wanted, index, list, leaveBottom, setJump]);

  const isHere = index >= 0;
  useEffect(() => {
    if (wanted !== null && !isHere) void fetchWanted(id, wanted.messageId);
  }, [wanted, isHere, id]);

  useFocusOnFound(found, setFound);

  const jump = useCallback(
    (messageId: MessageId, from?: MessageId) => {
      setFound(null);
      setJump({ conversationId: id, messageId, ...(from !== undefined && { from }) });
    },
    [id, setJump],
  );
  const goBack = useCallback(() => {
    const back = returns.at(-1);
    setReturns(returns.slice(0, -1));
    if (back !== undefined) jump(back);
  }, [returns, jump]);
  const forget = useCallback(() => setReturns((before) => (before.length === 0 ? before : [])), []);
  return { jump, found, canGoBack: returns.length > 0 && page !== undefined, goBack, forget };
}

async function fetchWanted(id: ConversationId, messageId: MessageId): Promise<void> {
  await loadAround(id, messageId);
  const { jump, setJump, pagesById } = useAppStore.getState();
  if (jump?.messageId !== messageId || pagesById[id]?.messages.some((message) => message.id === messageId)) return;
  setJump(null);
  tell('message.notFound');
  if (pagesById[id]?.messages.length === 0) await loadNewest(id);
}

/** What was found has the focus, and stands out until the eye has found it too. */
function useFocusOnFound(found: MessageId | null, setFound: (found: null) => void): void {
  useEffect(() => {
    if (found === null) return;
    let frame = 0;
    let framesLeft = FOUND_FRAMES_MAX;
    const focus = () => {
      const element = document.getElementById(messageElementId(found));
      element?.focus({ preventScroll: true });
      if (element === null && --framesLeft > 0) frame = requestAnimationFrame(focus);
    };
    frame = requestAnimationFrame(focus); // the list draws it in the frames after it scrolled there
    const timer = setTimeout(() => setFound(null), FOUND_SHOWN_MS);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [found, setFound]);
}
