import type { StateCreator } from 'zustand';
import type { ConversationId, MessageId, MessageView } from '../../electron/bridge/contract.ts';
import { PAGE_HELD_KEPT, PAGE_MESSAGES } from '../limits.ts';
import type { AppState } from './app-store.ts';
import { applyChanged, applyDropped, EMPTY_PAGE, type MessagePage, trimPage } from './message-page.ts';
import { markArrivals } from './unread-mark.ts';

/** A message to be shown wherever it stands. */
export interface Jump {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  /** Where one was, to come back to. */
  readonly from?: MessageId;
}

export interface MessagesSlice {
  /** Only conversations that were opened have a page. */
  readonly pagesById: Readonly<Partial<Record<ConversationId, MessagePage>>>;
  /** Not shown yet: its part of the chat may have to be loaded first. */
  readonly jump: Jump | null;
  applyMessagesChanged(id: ConversationId, messages: readonly MessageView[]): void;
  /** A message was taken out of view on this computer. */
  dropMessage(id: ConversationId, messageId: MessageId): void;
  updatePage(id: ConversationId, change: (page: MessagePage) => MessagePage): void;
  /** Lets go of what lies far from where one reads. */
  trimPage(id: ConversationId, keep: 'oldest' | 'newest'): void;
  setJump(jump: Jump | null): void;
}

export const createMessagesSlice: StateCreator<AppState, [], [], MessagesSlice> = (set) => {
  const update = (id: ConversationId, change: (page: MessagePage) => MessagePage) =>
    set(({ pagesById }) => ({ pagesById: { ...pagesById, [id]: change(pagesById[id] ?? EMPTY_PAGE) } }));

  return {
    pagesById: {},
    jump: null,
    applyMessagesChanged: (id, messages) =>
      set((state) => {
        const page = state.pagesById[id];
        if (page === undefined) return state; // never opened: loaded when it is
        const unreadMark = markArrivals(state, id, page, messages);
        return { pagesById: { ...state.pagesById, [id]: applyChanged(page, messages) }, unreadMark };
      }),
    dropMessage: (id, messageId) => update(id, (page) => applyDropped(page, messageId)),
    updatePage: update,
    trimPage: (id, keep) => update(id, (page) => trimPage(page, keep, PAGE_HELD_KEPT)),
    setJump: (jump) => set({ jump }),
  };
};

/** What stays of a chat that is left: its newest part. One that was left elsewhere opens anew. */
export function pagesAfterLeaving(pagesById: AppState['pagesById'], id: ConversationId): AppState['pagesById'] {
  const { [id]: page, ...others } = pagesById;
  if (page === undefined) return pagesById;
  const isAtNewest = !page.hasNewer && page.loading === 'no';
  return isAtNewest ? { ...others, [id]: trimPage(page, 'newest', PAGE_MESSAGES) } : others;
}

export const selectPage = (id: ConversationId) => (state: AppState) => state.pagesById[id];
