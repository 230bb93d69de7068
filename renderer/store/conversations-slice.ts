import type { StateCreator } from 'zustand';
import type { ConversationId, ConversationView } from '../../electron/bridge/contract.ts';
import type { AppState } from './app-store.ts';
import type { Folder } from './list-slice.ts';

export type ConversationsById = Readonly<Partial<Record<ConversationId, ConversationView>>>;

export interface ConversationsSlice {
  readonly conversationsById: ConversationsById;
  applyConversationsChanged(conversations: readonly ConversationView[]): void;
  /** An invitation was declined: nothing is left of it. */
  dropConversation(id: ConversationId): void;
}

export const createConversationsSlice: StateCreator<AppState, [], [], ConversationsSlice> = (set) => ({
  conversationsById: {},
  applyConversationsChanged: (conversations) =>
    set((state) => {
      const changed = Object.fromEntries(conversations.map((conversation) => [conversation.id, conversation]));
      return { conversationsById: { ...state.conversationsById, ...changed } };
    }),
  dropConversation: (id) =>
    set(({ conversationsById: { [id]: _gone, ...conversationsById } }) => ({ conversationsById })),
});

export const selectConversation = (id: ConversationId) => (state: AppState) => state.conversationsById[id];

/**
 * What the list shows: pinned ones in their order, then the newest first. A fresh array whenever a conversation changes: read it
 * through `useShallow`, to render again only when an id moves.
 */
export const selectConversationIds = ofList((state) => idsIn(state, 'chats'));
export const selectArchivedIds = ofList((state) => idsIn(state, 'archived'));
export const selectPinnedIds = (state: AppState): readonly ConversationId[] =>
  selectConversationIds(state).filter((id) => state.conversationsById[id]?.pinRank !== undefined);

/** All that can be gone to, the last used first: pins have no place of their own here. */
export const selectIdsByUse = ofList((state) =>
  listConversations(state)
    .sort((one, other) => activeAtMs(other) - activeAtMs(one) || (one.id < other.id ? -1 : 1))
    .map(({ id }) => id),
);

export const selectHasConversations = (state: AppState): boolean => listConversations(state).length > 0;

/** Derived, never stored: a stored total is a second copy of the truth. What is muted or put away asks for nobody. */
export const selectUnreadTotal = (state: AppState): number =>
  listConversations(state)
    .filter((conversation) => !conversation.isArchived && !isMuted(conversation, Date.now()))
    .reduce((total, conversation) => total + unreadOf(conversation), 0);

export const selectArchivedUnread = (state: AppState): number =>
  listConversations(state)
    .filter(({ isArchived }) => isArchived)
    .reduce((total, conversation) => total + unreadOf(conversation), 0);

/** Marked by hand it counts as one. */
export const unreadOf = ({ unreadCount, isMarkedUnread }: ConversationView): number =>
  Math.max(unreadCount, isMarkedUnread ? 1 : 0);

export const isMuted = ({ mutedUntilMs }: ConversationView, nowMs: number): boolean =>
  mutedUntilMs !== undefined && mutedUntilMs > nowMs;

/** Sorted anew only when a conversation changed or leaves: every key that is typed asks, and five hundred take a third of its time. */
function ofList(read: (state: AppState) => readonly ConversationId[]): typeof read {
  let last: { readonly of: AppState; readonly ids: readonly ConversationId[] } | undefined;
  return (state) => {
    const isSame = last?.of.conversationsById === state.conversationsById && last.of.leavingIds === state.leavingIds;
    if (last === undefined || !isSame) last = { of: state, ids: read(state) };
    return last.ids;
  };
}

function idsIn(state: AppState, folder: Folder): readonly ConversationId[] {
  return listConversations(state)
    .filter(({ isArchived }) => isArchived === (folder === 'archived'))
    .sort((one, other) => compareRows(one, other, folder))
    .map(({ id }) => id);
}

function compareRows(one: ConversationView, other: ConversationView, folder: Folder): number {
  const [first, second] = [one.pinRank ?? Number.POSITIVE_INFINITY, other.pinRank ?? Number.POSITIVE_INFINITY];
  if (folder === 'chats' && first !== second) return first - second;
  return activeAtMs(other) - activeAtMs(one) || (one.id < other.id ? -1 : 1);
}

function listConversations({ conversationsById, leavingIds }: AppState): ConversationView[] {
  return Object.values(conversationsById).filter(
    (conversation) => conversation !== undefined && !conversation.isDeleted && !leavingIds.includes(conversation.id),
  ) as ConversationView[]; // the filter leaves no undefined
}

/** A chat without messages stands where it was added. */
function activeAtMs({ newest, addedAtMs }: ConversationView): number {
  return newest === undefined ? addedAtMs : Math.max(newest.atMs, addedAtMs);
}
