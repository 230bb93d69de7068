import type { StateCreator } from 'zustand';
import type { ConversationId, ConversationView } from '../../electron/bridge/contract.ts';
import type { AppState } from './app-store.ts';

export type ConversationsById = Readonly<Partial<Record<ConversationId, ConversationView>>>;

export interface ConversationsSlice {
  readonly conversationsById: ConversationsById;
  applyConversationChanged(conversation: ConversationView): void;
  /** An invitation was declined: nothing is left of it. */
  dropConversation(id: ConversationId): void;
}

export const createConversationsSlice: StateCreator<AppState, [], [], ConversationsSlice> = (set) => ({
  conversationsById: {},
  applyConversationChanged: (conversation) =>
    set((state) => ({ conversationsById: { ...state.conversationsById, [conversation.id]: conversation } })),
  dropConversation: (id) =>
    set(({ conversationsById: { [id]: _gone, ...conversationsById } }) => ({ conversationsById })),
});

export const selectConversation = (id: ConversationId) => (state: AppState) => state.conversationsById[id];

/** Newest first. A fresh array each time: read it through `useShallow`, to render again only when an id moves. */
export const selectConversationIds = (state: AppState): readonly ConversationId[] =>
  listConversations(state)
    .sort((one, other) => activeAtMs(other) - activeAtMs(one) || (one.id < other.id ? -1 : 1))
    .map(({ id }) => id);

export const selectHasConversations = (state: AppState): boolean => listConversations(state).length > 0;

/** Derived, never stored: a stored total is a second copy of the truth. */
export const selectUnreadTotal = (state: AppState): number =>
  listConversations(state).reduce((total, { unreadCount }) => total + unreadCount, 0);

function listConversations({ conversationsById }: AppState): ConversationView[] {
  return Object.values(conversationsById).filter((conversation) => conversation !== undefined);
}

/** A chat without messages stands where it was added. */
function activeAtMs({ newest, addedAtMs }: ConversationView): number {
  return newest === undefined ? addedAtMs : Math.max(newest.atMs, addedAtMs);
}
