import type { Answer, ConversationId, MessageId } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { PAGE_MESSAGES } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { placeOf } from '../../store/message-order.ts';
import {
  applyNewer,
  applyOlder,
  applyStretch,
  failLoading,
  type Stretch,
  startLoading,
} from '../../store/message-page.ts';
import { findFirstUnread } from '../../store/unread-mark.ts';

const { getState } = useAppStore;

type Asked = Extract<Answer<'pageAround'>, { ok: false }> | { readonly ok: true; readonly value: Stretch };

/** Counts what is on its way for each chat: of two stretches asked for, only the later one is taken. */
let stretchesAsked = 0;
const newestAsked = new Map<ConversationId, number>();

/** Called when a chat is opened: loads it where it is to be read, and marks what is unread. */
export async function openMessages(id: ConversationId): Promise<void> {
  const { pagesById, conversationsById, jump } = getState();
  if (pagesById[id]?.loading === 'place') return; // being opened already
  const unreadCount = conversationsById[id]?.unreadCount ?? 0;
  const isWanted = jump?.conversationId === id;
  if (isWanted) {
    markUnread(id, null);
    return; // the jump loads its own part
  }
  let firstUnread = findFirstUnread(messagesOf(id), unreadCount);
  if (unreadCount > 0 && firstUnread === undefined) firstUnread = await loadFirstUnread(id);
  else if (pagesById[id] === undefined) await loadNewest(id);
  markUnread(id, firstUnread ?? null);
}

function markUnread(id: ConversationId, mark: MessageId | null): void {
  const { pane, setUnreadMark } = getState();
  if (pane.name === 'conversation' && pane.id === id) setUnreadMark(mark);
}

/** The end of the chat, in place of what is held. */
export function loadNewest(id: ConversationId): Promise<boolean> {
  return loadStretch(id, async () => {
    const answer = await bridge.listMessages({ conversationId: id, limit: PAGE_MESSAGES });
    return answer.ok ? { ok: true, value: { ...answer.value, hasNewer: false } } : answer;
  });
}

/** What stands around a message, in place of what is held. Says whether it is here now. */
export function loadAround(id: ConversationId, messageId: MessageId): Promise<boolean> {
  return loadStretch(id, () => bridge.pageAround({ conversationId: id, messageId, limit: PAGE_MESSAGES }));
}

/** The first message of that time or later, or else the newest; undefined if there is none at all. */
export async function findAtDate(
  id: ConversationId,
  atMs: number,
): Promise<{ readonly ok: true; readonly value: MessageId | undefined } | { readonly ok: false }> {
  const answer = await bridge.pageAtDate({ conversationId: id, atMs, limit: PAGE_MESSAGES });
  if (!answer.ok) return { ok: false };
  const messages = answer.value.messages.filter(({ content }) => content.kind !== 'group'); // notes can't be gone to
  const first = messages.find((message) => message.atMs >= atMs) ?? messages.at(-1);
  return { ok: true, value: first?.id };
}

async function loadFirstUnread(id: ConversationId): Promise<MessageId | undefined> {
  let first: MessageId | undefined;
  const isHere = await loadStretch(id, async () => {
    const answer = await bridge.pageAtFirstUnread({ conversationId: id, limit: PAGE_MESSAGES });
    if (!answer.ok) return answer;
    const { place, page } = answer.value;
    first = place?.id;
    if (first !== undefined) markUnread(id, first); // with the page, or the list would be placed twice
    return page === undefined ? undefined : { ok: true, value: page };
  });
  if (first === undefined && !isHere) await loadNewest(id); // all was read meanwhile
  return first;
}

async function loadStretch(id: ConversationId, ask: () => Promise<Asked | undefined>): Promise<boolean> {
  const number = ++stretchesAsked;
  newestAsked.set(id, number);
  getState().updatePage(id, (page) => startLoading(page, 'place'));
  const answer = await ask();
  if (newestAsked.get(id) !== number || getState().pagesById[id] === undefined) return false;
  getState().updatePage(id, (page) => (answer?.ok === true ? applyStretch(page, answer.value) : failLoading(page)));
  return answer?.ok === true;
}

/** Loads what comes before the oldest message held. */
export async function loadOlder(id: ConversationId): Promise<void> {
  const page = getState().pagesById[id];
  const oldest = page?.messages[0];
  if (page === undefined || oldest === undefined) return retry(id);
  if (page.hasOlder !== true || isBusy(page.loading)) return;
  getState().updatePage(id, (held) => startLoading(held, 'older'));
  const answer = await bridge.listMessages({ conversationId: id, limit: PAGE_MESSAGES, before: placeOf(oldest) });
  if (getState().pagesById[id]?.loading !== 'older') return;
  getState().updatePage(id, (held) => (answer.ok ? applyOlder(held, oldest.id, answer.value) : failLoading(held)));
}

/** Loads what comes behind the newest message held. */
export async function loadNewer(id: ConversationId): Promise<void> {
  const page = getState().pagesById[id];
  const newest = page?.messages.at(-1);
  if (page === undefined || newest === undefined || !page.hasNewer || isBusy(page.loading)) return;
  getState().updatePage(id, (held) => startLoading(held, 'newer'));
  const answer = await bridge.pageAfter({ conversationId: id, limit: PAGE_MESSAGES, place: placeOf(newest) });
  if (getState().pagesById[id]?.loading !== 'newer') return;
  getState().updatePage(id, (held) => (answer.ok ? applyNewer(held, newest.id, answer.value) : failLoading(held)));
}

/** Nothing came at all: from the beginning. */
async function retry(id: ConversationId): Promise<void> {
  const page = getState().pagesById[id];
  if (page?.loading === 'failed') await loadNewest(id);
}

const isBusy = (loading: string): boolean => loading === 'place' || loading === 'older' || loading === 'newer';
const messagesOf = (id: ConversationId) => getState().pagesById[id]?.messages ?? [];
