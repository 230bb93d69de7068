import { create } from 'zustand';
import { type BackupSlice, createBackupSlice } from './backup-slice.ts';
import { type ConversationsSlice, createConversationsSlice } from './conversations-slice.ts';
import { createDesktopSlice, type DesktopSlice } from './desktop-slice.ts';
import { createDraftsSlice, type DraftsSlice } from './drafts-slice.ts';
import { createFilesSlice, type FilesSlice } from './files-slice.ts';
import { createListSlice, type ListSlice } from './list-slice.ts';
import { createMessagesSlice, type MessagesSlice } from './messages-slice.ts';
import { createPeopleSlice, type PeopleSlice } from './people-slice.ts';
import { createSavingSlice, type SavingSlice } from './saving-slice.ts';
import { createSessionSlice, type SessionSlice } from './session-slice.ts';
import { createViewSlice, type ViewSlice } from './view-slice.ts';

/**
 * All that the page knows. What comes from the main process is only written by `sync-from-bridge.ts` and by answers to
 * calls; what belongs to the page (what is open, what is being typed) is written by the features.
 */
export type AppState = BackupSlice &
  SessionSlice &
  ConversationsSlice &
  MessagesSlice &
  PeopleSlice &
  DraftsSlice &
  FilesSlice &
  ListSlice &
  SavingSlice &
  ViewSlice &
  DesktopSlice;

/** A store of its own for each window; the page has one. */
export const createAppStore = () =>
  create<AppState>()((...tools) => ({
    ...createSessionSlice(...tools),
    ...createBackupSlice(...tools),
    ...createConversationsSlice(...tools),
    ...createMessagesSlice(...tools),
    ...createPeopleSlice(...tools),
    ...createDraftsSlice(...tools),
    ...createFilesSlice(...tools),
    ...createListSlice(...tools),
    ...createSavingSlice(...tools),
    ...createViewSlice(...tools),
    ...createDesktopSlice(...tools),
  }));

export const useAppStore = createAppStore();

export type AppStore = typeof useAppStore;
