import type { StateCreator } from 'zustand';
import type { ConversationId } from '../../electron/bridge/contract.ts';
import type { AppState } from './app-store.ts';

export type Folder = 'chats' | 'archived';
export type SearchKind = 'all' | 'people' | 'text' | 'photos' | 'files';

/** What is looked for; the list shows what was found instead of the chats. */
export interface SearchAsked {
  readonly text: string;
  readonly kind: SearchKind;
  /** Only in this chat. */
  readonly within: ConversationId | null;
}

/** How the window finds its way among the chats. */
export interface ListSlice {
  readonly folder: Folder;
  /** Deleted a moment ago: out of the list, and still to be had back. */
  readonly leavingIds: readonly ConversationId[];
  readonly search: SearchAsked | null;
  /** What lies over the window. */
  readonly overlay: 'switcher' | 'shortcuts' | null;
  showFolder(folder: Folder): void;
  setLeaving(id: ConversationId, isLeaving: boolean): void;
  setSearch(search: SearchAsked | null): void;
  showOverlay(overlay: ListSlice['overlay']): void;
}

export const createListSlice: StateCreator<AppState, [], [], ListSlice> = (set) => ({
  folder: 'chats',
  leavingIds: [],
  search: null,
  overlay: null,
  showFolder: (folder) => set({ folder }),
  setLeaving: (id, isLeaving) =>
    set(({ leavingIds }) => {
      const others = leavingIds.filter((held) => held !== id);
      return { leavingIds: isLeaving ? [...others, id] : others };
    }),
  setSearch: (search) => set({ search }),
  showOverlay: (overlay) => set({ overlay }),
});
