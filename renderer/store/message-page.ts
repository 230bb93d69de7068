import type { MessageView } from '../../electron/bridge/contract.ts';
import { comparePlaces } from './message-order.ts';

/** What the page holds of one conversation: an unbroken stretch of it that ends at the newest message. */
export interface MessagePage {
  /** Oldest first, in order, each once. */
  readonly messages: readonly MessageView[];
  /** There are messages before the first of these. Null until the first answer tells. */
  readonly hasOlder: boolean | null;
  readonly loading: 'no' | 'newest' | 'older' | 'failed';
}

export const EMPTY_PAGE: MessagePage = { messages: [], hasOlder: null, loading: 'no' };

/**
 * Takes what an event told: new messages, and old ones in a new state. What lies before the stretch we hold is left out
 * (it comes when that part is loaded), or there would be a gap that nobody sees.
 */
export function applyChanged(page: MessagePage, changed: readonly MessageView[]): MessagePage {
  const first = page.hasOlder === true ? page.messages[0] : undefined;
  const within = first === undefined ? changed : changed.filter((message) => comparePlaces(message, first) >= 0);
  return within.length === 0 ? page : { ...page, messages: merge(page.messages, within) };
}

/**
 * Takes an answer of `listMessages`. What is already here is newer than the answer, since events came while it was on its
 * way, and stays.
 */
export function applyAnswer(page: MessagePage, answer: Pick<MessagePage, 'messages' | 'hasOlder'>): MessagePage {
  const messages = merge(answer.messages, page.messages);
  const oldest = answer.messages[0];
  const isUnbroken = answer.hasOlder !== true || oldest === undefined;
  return {
    messages: isUnbroken ? messages : messages.filter((message) => comparePlaces(message, oldest) >= 0),
    hasOlder: answer.hasOlder,
    loading: 'no',
  };
}

/** Lets go of all but the newest `count`, so that a chat scrolled far up does not stay in memory once it is left. */
export function trimToNewest(page: MessagePage, count: number): MessagePage {
  if (page.messages.length <= count) return page;
  return { ...page, messages: page.messages.slice(-count), hasOlder: true };
}

/** Both in one order, each message once; where both have it, `over` wins. */
function merge(under: readonly MessageView[], over: readonly MessageView[]): readonly MessageView[] {
  const byId = new Map(under.map((message) => [message.id, message]));
  for (const message of over) byId.set(message.id, message);
  return [...byId.values()].sort(comparePlaces);
}
