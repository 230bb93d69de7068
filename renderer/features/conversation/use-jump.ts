import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { ConversationId, MessageId } from '../../../electron/bridge/contract.ts';
import { tell } from '../../components/toasts.ts';
import { FOUND_SHOWN_MS, QUOTE_SEARCH_MESSAGES_MAX } from '../../limits.ts';
import type { MessagePage } from '../../store/message-page.ts';
import { messageElementId } from '../messages/message-popup.ts';
import type { ChatRow } from './chat-rows.ts';
import { loadOlder } from './load-messages.ts';

interface JumpParts {
  readonly id: ConversationId;
  readonly page: MessagePage | undefined;
  readonly rows: readonly ChatRow[];
  readonly list: RefObject<VirtualizerHandle | null>;
}

/** Goes to a message that a quote names, loading what lies between, and lets it stand out for a moment. */
export function useJump({ id, page, rows, list }: JumpParts) {
  const [wanted, setWanted] = useState<MessageId | null>(null);
  const [found, setFound] = useState<MessageId | null>(null);

  useEffect(() => {
    if (wanted === null) return;
    const index = rows.findIndex(({ key }) => key === wanted);
    if (index >= 0) {
      list.current?.scrollToIndex(index, { align: 'center' });
      setWanted(null);
      setFound(wanted);
    } else if (page?.hasOlder === true && page.messages.length < QUOTE_SEARCH_MESSAGES_MAX) {
      if (page.loading === 'no') void loadOlder(id);
      else if (page.loading === 'failed') setWanted(null); // the top of the chat says so
    } else {
      setWanted(null);
      tell('message.quoteNotFound');
    }
  }, [wanted, rows, page, id, list]);

  useEffect(() => {
    if (found === null) return;
    // The list draws it in the frame after it scrolled there.
    const frame = requestAnimationFrame(() =>
      document.getElementById(messageElementId(found))?.focus({ preventScroll: true }),
    );
    const timer = setTimeout(() => setFound(null), FOUND_SHOWN_MS);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [found]);

  const jump = useCallback((target: MessageId) => {
    setFound(null);
    setWanted(target);
  }, []);
  return { jump, found };
}
