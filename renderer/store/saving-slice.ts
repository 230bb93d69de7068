import type { StateCreator } from 'zustand';
import type { SavingView } from '../../electron/bridge/contract.ts';
import type { AppState } from './app-store.ts';

export interface SavingSlice {
  /** How saving several things goes; null once it was read. */
  readonly saving: SavingView | null;
  applySaving(saving: SavingView | null): void;
}

export const createSavingSlice: StateCreator<AppState, [], [], SavingSlice> = (set) => ({
  saving: null,
  applySaving: (saving) => set({ saving }),
});
