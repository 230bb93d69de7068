import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationId, MessageView } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { GALLERY_MESSAGES } from '../../limits.ts';
import { placeOf } from '../../store/message-order.ts';
import { mergeNews } from './gallery-items.ts';

export type GalleryKind = 'album' | 'file' | 'voice';

export interface Gallery {
  /** Newest first; undefined until the first of them are here. */
  readonly messages: readonly MessageView[] | undefined;
  readonly hasOlder: boolean;
  readonly hasFailed: boolean;
  readonly loadOlder: () => void;
}

interface Held {
  readonly messages: readonly MessageView[] | undefined;
  readonly hasOlder: boolean;
  readonly hasFailed: boolean;
}

const NOTHING: Held = { messages: undefined, hasOlder: true, hasFailed: false };

/** What was sent of one kind in a conversation, page by page, and what comes in meanwhile. */
export function useGallery(conversationId: ConversationId, kind: GalleryKind): Gallery {
  const [held, setHeld] = useState<Held>(NOTHING);
  const now = useRef(held);
  now.current = held;
  const isLoading = useRef(false);

  const loadOlder = useCallback(() => {
    if (isLoading.current || !now.current.hasOlder) return;
    isLoading.current = true;
    void loadPage(conversationId, kind, now.current.messages?.at(-1)).then((page) => {
      isLoading.current = false;
      setHeld(({ messages = [], hasOlder }) =>
        page === null
          ? { messages, hasOlder, hasFailed: true }
          : { messages: withoutDoubles(messages, page.messages), hasOlder: page.hasOlder, hasFailed: false },
      );
    });
  }, [conversationId, kind]);

  useEffect(() => {
    loadOlder();
    return bridge.on('messagesChanged', (told) => {
      if (told.conversationId !== conversationId) return;
      setHeld((before) =>
        before.messages === undefined
          ? before
          : { ...before, messages: mergeNews(before.messages, told.messages, kind) },
      );
    });
  }, [conversationId, kind, loadOlder]);

  return { ...held, loadOlder };
}

/** A page may come twice: what was asked before the first was drawn knows nothing of it. */
function withoutDoubles(held: readonly MessageView[], page: readonly MessageView[]): readonly MessageView[] {
  const known = new Set(held.map(({ id }) => id));
  return [...held, ...page.filter(({ id }) => !known.has(id))];
}

async function loadPage(conversationId: ConversationId, kind: GalleryKind, oldest: MessageView | undefined) {
  const before = oldest === undefined ? {} : { before: placeOf(oldest) };
  const answer = await bridge.getGallery({ conversationId, kind, limit: GALLERY_MESSAGES, ...before });
  if (!answer.ok) return null;
  return { messages: answer.value.months.flatMap(({ messages }) => messages), hasOlder: answer.value.hasOlder };
}
