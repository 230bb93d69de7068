import type { MessageId } from '../../../electron/bridge/contract.ts';

/** Where a menu opens: an element, or the point that was clicked. */
export type PopupAnchor = Element | { readonly getBoundingClientRect: () => DOMRect };

/** What is open about one message. There is one at a time, whatever the number of messages. */
export interface MessagePopup {
  /** `react`: only the emoji. */
  readonly kind: 'menu' | 'react' | 'emoji' | 'history' | 'details' | 'forward' | 'delete';
  readonly messageId: MessageId;
  readonly anchor: PopupAnchor;
}

export type OpenPopup = (popup: MessagePopup) => void;

export const pointAnchor = (x: number, y: number): PopupAnchor => ({
  getBoundingClientRect: () => new DOMRect(x, y, 0, 0),
});

/** Six that say most of what is said. */
export const QUICK_EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const;

/** Names a message's element, so that the focus can go back to it. */
export const messageElementId = (id: MessageId): string => `message-${id}`;
