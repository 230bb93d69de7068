import type { StateCreator } from 'zustand';
import type { ConversationId, LentFileView } from '../../electron/bridge/contract.ts';
import type { AppState } from './app-store.ts';

/** A file that goes with the next message. `isGoing`: it is being read and encrypted. */
export type ChosenFile = Pick<LentFileView, 'token' | 'name' | 'bytes'> & { readonly isGoing: boolean };

export interface FilesSlice {
  /** Kept while the program runs, like the photos beside them. */
  readonly filesById: Readonly<Partial<Record<ConversationId, readonly ChosenFile[]>>>;
  updateFiles(id: ConversationId, change: (files: readonly ChosenFile[]) => readonly ChosenFile[]): void;
}

const NONE: readonly ChosenFile[] = [];

export const createFilesSlice: StateCreator<AppState, [], [], FilesSlice> = (set) => ({
  filesById: {},
  updateFiles: (id, change) =>
    set(({ filesById }) => ({ filesById: { ...filesById, [id]: change(filesById[id] ?? NONE) } })),
});

export const selectFiles =
  (id: ConversationId) =>
  (state: AppState): readonly ChosenFile[] =>
    state.filesById[id] ?? NONE;
