import { type RefObject, useEffect } from 'react';
import type { MessageView } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { LOOKED_AT_MAX } from '../../limits.ts';

/** What is on screen and not all here. In the order in which it came into view. */
const lookedAt = new Map<string, Pick<MessageView, 'conversationId' | 'id'>>();
let isToBeTold = false;

/** Once a frame, however much comes into view in it. */
function tellLater(): void {
  if (isToBeTold) return;
  isToBeTold = true;
  requestAnimationFrame(() => {
    isToBeTold = false;
    const messages = [...lookedAt.values()]
      .slice(-LOOKED_AT_MAX)
      .map(({ conversationId, id }) => ({ conversationId, messageId: id }));
    void bridge.lookAt({ messages }); // without an answer: if it fails, things only come in another order
  });
}

/** While the element is in view and something of its message is missing, that is fetched before the rest. */
export function useLookedAt(
  element: RefObject<HTMLElement | null>,
  { conversationId, id }: MessageView,
  isMissing: boolean,
): void {
  useEffect(() => {
    if (!isMissing || element.current === null) return;
    const look = (isSeen: boolean) => {
      if (isSeen === lookedAt.has(id)) return;
      if (isSeen) lookedAt.set(id, { conversationId, id });
      else lookedAt.delete(id);
      tellLater();
    };
    const observer = new IntersectionObserver((entries) => look(entries.at(-1)?.isIntersecting === true));
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      look(false);
    };
  }, [element, conversationId, id, isMissing]);
}
