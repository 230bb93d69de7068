import type { StateCreator } from 'zustand';
import type { ConversationId, MessageId, MessageView } from '../../electron/bridge/contract.ts';
import { PAGE_MESSAGES } from '../limits.ts';
import type { AppState } from './app-store.ts';
import { applyAnswer, applyChanged, EMPTY_PAGE, type MessagePage, trimToNewest } from './message-page.ts';
import { markArrivals } from './unread-mark.ts';

export interface MessagesSlice {
  /** Only conversations that were opened have a page. */
  readonly pagesById: Readonly<Partial<Record<ConversationId, MessagePage>>>;
  applyMessagesChanged(id: ConversationId, messages: readonly MessageView[]): void;
  /** A message was taken out of view on this computer. */
  dropMessage(id: ConversationId, messageId: MessageId): void;
  applyPageAnswer(id: ConversationId, answer: Pick<MessagePage, 'messages' | 'hasOlder'>): void;
  applyPageLoading(id: ConversationId, loading: MessagePage['loading']): void;
  /** Called when a chat is left. */
  trimPage(id: ConversationId): void;
}

export const createMessagesSlice: StateCreator<AppState, [], [], MessagesSlice> = (set) => {
  const update = (id: ConversationId, change: (page: MessagePage) => MessagePage) =>
    set(({ pagesById }) => ({ pagesById: { ...pagesById, [id]: change(pagesById[id] ?? EMPTY_PAGE) } }));

  return {
    pagesById: {},
    applyMessagesChanged: (id, messages) =>
      set((state) => {
        const page = state.pagesById[id];
        if (page === undefined) return state; // never opened: loaded when it is
        const unreadMark = markArrivals(state, id, page, messages);
        return { pagesById: { ...state.pagesById, [id]: applyChanged(page, messages) }, unreadMark };
      }),
    dropMessage: (id, messageId) =>
      update(id, (page) => ({ ...page, messages: page.messages.filter((message) => message.id !== messageId) })),
    applyPageAnswer: (id, answer) => update(id, (page) => applyAnswer(page, answer)),
    applyPageLoading: (id, loading) => update(id, (page) => ({ ...page, loading })),
    trimPage: (id) =>
      set((state) => {
        const page = state.pagesById[id];
        return page === undefined
          ? state
          : { pagesById: { ...state.pagesById, [id]: trimToNewest(page, PAGE_MESSAGES) } };
      }),
  };
};

export const selectPage = (id: ConversationId) => (state: AppState) => state.pagesById[id];
