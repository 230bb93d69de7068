import type { StateCreator } from 'zustand';
import type {
  AppStateView,
  LookView,
  NetworkView,
  NoticeView,
  StartProblem,
  ThemeName,
} from '../../electron/bridge/contract.ts';
import type { AppState } from './app-store.ts';

type ReadyState = Extract<AppStateView, { phase: 'ready' }>;

/** Who is here and how the program is doing. */
export interface SessionSlice {
  readonly phase: AppStateView['phase'];
  /** Why the store waits for a secret, while it does. */
  readonly lock: 'passphrase' | 'key-missing' | null;
  readonly failure: { readonly problem: StartProblem; readonly detail: string } | null;
  readonly version: string;
  readonly profile: ReadyState['profile'];
  readonly network: NetworkView;
  readonly notices: readonly NoticeView[];
  readonly theme: ThemeName;
  readonly look: LookView;
  applyProfile(profile: NonNullable<ReadyState['profile']>): void;
  applyNetwork(network: NetworkView): void;
  applyNotices(notices: readonly NoticeView[]): void;
  applyTheme(theme: ThemeName): void;
  applyLook(look: LookView): void;
}

export const createSessionSlice: StateCreator<AppState, [], [], SessionSlice> = (set) => ({
  phase: 'starting',
  lock: null,
  failure: null,
  version: '',
  profile: null,
  network: { state: 'starting', detail: '' },
  notices: [],
  theme: 'system',
  look: { contrast: 'system', motion: 'system', textPercent: 100, language: 'system' },
  applyProfile: (profile) => set({ profile }),
  applyNetwork: (network) => set({ network }),
  applyNotices: (notices) =>
    set(({ hiddenNotices }) => ({
      notices,
      // What went away and comes back is news again.
      hiddenNotices: hiddenNotices.filter((hidden) => notices.some(({ name }) => name === hidden)),
    })),
  applyTheme: (theme) => set({ theme }),
  applyLook: (look) => set({ look }),
});
