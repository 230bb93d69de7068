import type { StateCreator } from 'zustand';
import type { DesktopView } from '../../electron/bridge/contract.ts';
import type { AppState } from './app-store.ts';

/** The app among the other programs of this computer. */
export interface DesktopSlice {
  /** Null until the main process has told. */
  readonly desktop: DesktopView | null;
  /** The window was closed for the first time, and waits for an answer. */
  readonly isCloseAsked: boolean;
  applyDesktop(desktop: DesktopView): void;
  setCloseAsked(isAsked: boolean): void;
}

export const createDesktopSlice: StateCreator<AppState, [], [], DesktopSlice> = (set) => ({
  desktop: null,
  isCloseAsked: false,
  applyDesktop: (desktop) => set({ desktop }),
  setCloseAsked: (isCloseAsked) => set({ isCloseAsked }),
});
