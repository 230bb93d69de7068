import type { MessageId, MessageView } from '../../electron/bridge/contract.ts';
import { PAGE_HEARD_MAX } from '../limits.ts';
import { comparePlaces } from './message-order.ts';

/** What the page holds of one conversation: an unbroken stretch from anywhere in it. */
export interface MessagePage {
  /** Oldest first, in order, each once. */
  readonly messages: readonly MessageView[];
  /** There are messages before the first of these. Null until the first answer tells. */
  readonly hasOlder: boolean | null;
  /** There are messages after the last of these. */
  readonly hasNewer: boolean;
  /** `place`: another stretch is on its way, in place of this one. */
  readonly loading: 'no' | 'place' | 'older' | 'newer' | 'failed';
  /** Counts the stretches: another number, and what is held has nothing to do with what was held before. */
  readonly stretch: number;
  /** What events told while an answer is on its way and no place is known for it yet; null if that was too much. */
  readonly heard: readonly MessageView[] | null;
  /** What was taken out of view while an answer is on its way, which may still hold it. */
  readonly dropped: readonly MessageId[];
}

/** A stretch as the main process answers it. */
export interface Stretch {
  readonly messages: readonly MessageView[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export const EMPTY_PAGE: MessagePage = {
  messages: [],
  hasOlder: null,
  hasNewer: false,
  loading: 'no',
  stretch: 0,
  heard: [],
  dropped: [],
};

const AT_REST = { heard: [], dropped: [] } as const;

/** An answer is awaited from now on. */
export function startLoading(page: MessagePage, loading: 'place' | 'older' | 'newer'): MessagePage {
  return { ...page, loading, ...AT_REST };
}

/** It did not come. */
export function failLoading(page: MessagePage): MessagePage {
  return { ...page, loading: 'failed', ...AT_REST };
}

/**
 * Takes what an event told: new messages, and old ones in a new state. What lies outside the stretch we hold is left out
 * (it comes when that part is loaded), or there would be a gap that nobody sees.
 */
export function applyChanged(page: MessagePage, changed: readonly MessageView[]): MessagePage {
  const within = changed.filter((message) => isWithin(page, message));
  const news = new Set(changed.map(({ id }) => id));
  const noted = isAwaiting(page)
    ? { heard: hear(page.heard, changed), dropped: page.dropped.filter((id) => !news.has(id)) }
    : AT_REST;
  if (within.length === 0 && !isAwaiting(page)) return page;
  return { ...page, ...noted, messages: within.length === 0 ? page.messages : merge(page.messages, within) };
}

/** A message was taken out of view. */
export function applyDropped(page: MessagePage, id: MessageId): MessagePage {
  const without = (messages: readonly MessageView[]) => messages.filter((message) => message.id !== id);
  const noted = isAwaiting(page)
    ? { heard: page.heard === null ? null : without(page.heard), dropped: [...page.dropped, id] }
    : AT_REST;
  return { ...page, ...noted, messages: without(page.messages) };
}

/** Takes another stretch in place of the one held. What events told since it was asked for is newer, and stays. */
export function applyStretch(page: MessagePage, answer: Stretch): MessagePage {
  if (page.heard === null) return failLoading(page);
  const held = { ...EMPTY_PAGE, messages: answer.messages, hasOlder: answer.hasOlder, hasNewer: answer.hasNewer };
  const newer = merge(page.messages, page.heard).filter((message) => isWithin(held, message));
  return { ...held, stretch: page.stretch + 1, messages: without(merge(answer.messages, newer), page.dropped) };
}

/** Takes what stands before the message that was the first when it was asked for. */
export function applyOlder(
  page: MessagePage,
  asked: MessageId | undefined,
  answer: Pick<Stretch, 'messages' | 'hasOlder'>,
): MessagePage {
  if (page.loading !== 'older') return page; // another stretch was asked for meanwhile
  if (page.messages[0]?.id !== asked || page.heard === null) return { ...page, loading: 'no', ...AT_REST };
  return grow(page, answer.messages, { hasOlder: answer.hasOlder });
}

/** Takes what stands behind the message that was the last when it was asked for. */
export function applyNewer(
  page: MessagePage,
  asked: MessageId | undefined,
  answer: Pick<Stretch, 'messages' | 'hasNewer'>,
): MessagePage {
  if (page.loading !== 'newer') return page;
  if (page.messages.at(-1)?.id !== asked || page.heard === null) return { ...page, loading: 'no', ...AT_REST };
  return grow(page, answer.messages, { hasNewer: answer.hasNewer });
}

/** The held stretch and an answer that touches it are one; what was heard meanwhile finds its place in it. */
function grow(page: MessagePage, answer: readonly MessageView[], ends: Partial<MessagePage>): MessagePage {
  const grown = { ...page, ...ends, loading: 'no' as const, messages: merge(answer, page.messages) };
  const heard = (page.heard ?? []).filter((message) => isWithin(grown, message));
  return { ...grown, ...AT_REST, messages: without(merge(grown.messages, heard), page.dropped) };
}

/** Lets go of all but `count` messages at one end, so that a chat scrolled far does not fill the memory. */
export function trimPage(page: MessagePage, keep: 'oldest' | 'newest', count: number): MessagePage {
  if (page.messages.length <= count || isAwaiting(page)) return page;
  return keep === 'newest'
    ? { ...page, messages: page.messages.slice(-count), hasOlder: true }
    : { ...page, messages: page.messages.slice(0, count), hasNewer: true };
}

const isAwaiting = ({ loading }: MessagePage): boolean =>
  loading === 'place' || loading === 'older' || loading === 'newer';

/** Whether a message belongs to the stretch: between its ends, or past one behind which there is nothing else. */
function isWithin({ messages, hasOlder, hasNewer }: MessagePage, message: MessageView): boolean {
  const [first, last] = [messages[0], messages.at(-1)];
  if (hasOlder === true && (first === undefined || comparePlaces(message, first) < 0)) return false;
  return !hasNewer || (last !== undefined && comparePlaces(message, last) <= 0);
}

function hear(heard: MessagePage['heard'], news: readonly MessageView[]): MessagePage['heard'] {
  if (heard === null) return null;
  const all = merge(heard, news);
  return all.length > PAGE_HEARD_MAX ? null : all;
}

function without(messages: readonly MessageView[], ids: readonly MessageId[]): readonly MessageView[] {
  return ids.length === 0 ? messages : messages.filter(({ id }) => !ids.includes(id));
}

/** Both in one order, each message once; where both have it, `over` wins. */
function merge(under: readonly MessageView[], over: readonly MessageView[]): readonly MessageView[] {
  if (over.length === 0) return under;
  const byId = new Map(under.map((message) => [message.id, message]));
  for (const message of over) byId.set(message.id, message);
  return [...byId.values()].sort(comparePlaces);
}
