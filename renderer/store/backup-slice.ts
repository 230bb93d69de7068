import type { StateCreator } from 'zustand';
import type { BackupView } from '../../electron/bridge/contract.ts';
import type { AppState } from './app-store.ts';

/** How safe everything is; null until that was told. */
export interface BackupSlice {
  readonly backup: BackupView | null;
  applyBackup(backup: BackupView): void;
}

export const createBackupSlice: StateCreator<AppState, [], [], BackupSlice> = (set) => ({
  backup: null,
  applyBackup: (backup) => set({ backup }),
});
