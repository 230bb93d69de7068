import type {
  BackupView,
  BridgeCalls,
  ConnectionView,
  EventName,
  EventPayload,
  LookView,
  NetworkSettingsView,
} from '../../electron/bridge/contract.ts';

interface FakeParts {
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
}

type SettingsCalls = Pick<
  BridgeCalls,
  | 'getLook'
  | 'setLook'
  | 'unlock'
  | 'openAgain'
  | 'pickRestore'
  | 'restore'
  | 'beginAnew'
  | 'getConnection'
  | 'setNetwork'
  | 'checkConnection'
  | 'getUsualTells'
  | 'getRecentEmoji'
  | 'noteEmoji'
  | 'setUsualTells'
  | 'getAbout'
  | 'showPlace'
  | 'getBackup'
  | 'showRescueWords'
  | 'hideRescueWords'
  | 'getWordQuestions'
  | 'confirmRescueWords'
  | 'saveRescueFile'
  | 'setPassphrase'
  | 'chooseCopyFolder'
  | 'stopCopies'
  | 'copyNow'
  | 'exportConversation'
>;

const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow'.split(' ');

const CONNECTION: ConnectionView = {
  state: 'listening',
  port: 42_424,
  ways: { ipv4: true, ipv6: true, tcp: true },
  networkCount: 1,
  outside: { mapping: 'none', seen: 'varies', isReachable: false, hasSent: true, hasHeard: true },
  seeds: [
    { hashname: 'a1'.repeat(32), isOwn: true, isLinked: true },
    { hashname: 'b2'.repeat(32), isOwn: false, isLinked: false },
    { hashname: 'c3'.repeat(32), isOwn: false, isLinked: true, contact: 'Tom' },
  ],
  carried: { bytes: 3_400_000, packets: 4_100, introductions: 2 },
};

/** Slow enough to see what is shown meanwhile. */
const STEP_MS = 1_500;

const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** What the preview does with settings. The size of text is the page's own here. */
export function fakeSettingsCalls({ emit }: FakeParts, shown: Partial<LookView>): SettingsCalls {
  let look: LookView = { contrast: 'system', motion: 'system', textPercent: 100, language: 'system', ...shown };
  let tells = { read: true, typing: true };
  let network: NetworkSettingsView = { hasPortMapping: true, carries: true, carryBytesPerSecond: 262_144, seeds: '' };
  let shownPassphrase: string | undefined;
  let backup: BackupView = { hasPassphrase: false, keyIn: 'file', words: 'unseen' };
  const change = (given: Partial<BackupView>) => {
    backup = { ...backup, ...given };
    emit('backupChanged', {});
    return ok({});
  };
  return {
    unlock: async (secret) => fail('passphrase' in secret && secret.passphrase === '' ? 'not-locked' : 'wrong'),
    openAgain: async () => ok({}),
    pickRestore: async ({ kind }) =>
      ok({ pick: 'a'.repeat(32), name: kind === 'full-copy' ? 'Backup disk' : 'Hashline rescue file.hashline' }),
    restore: async () => {
      emit('restoreProgress', { part: 0.4 });
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
      return fail('wrong-words');
    },
    beginAnew: async () => ok({ folder: 'Set aside 2026-11-22 14.05.09' }),
    getConnection: async () => ok({ connection: CONNECTION, settings: network }),
    setNetwork: async (given) => {
      if (given.seeds !== undefined && !given.seeds.startsWith('{')) return fail('not-seeds');
      network = { ...network, ...given } as NetworkSettingsView; // a preview takes what it is given
      return ok({});
    },
    checkConnection: async ({ conversationId }) => {
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
      const theirs = { mapping: 'none', seen: 'same', isReachable: false, seedCount: 1, way: 'connected' } as const;
      const contact = { way: 'connected', through: 'bridge', theirs } as const;
      return ok({ ...CONNECTION, atMs: Date.now(), ...(conversationId !== undefined && { contact }) });
    },
    getUsualTells: async () => ok(tells),
    getRecentEmoji: async () => ok({ emoji: ['🌊', '🎂'] }),
    noteEmoji: async () => ok({}),
    setUsualTells: async ({ read, typing }) => {
      tells = { read: read ?? tells.read, typing: typing ?? tells.typing };
      return ok({});
    },
    getAbout: async () =>
      ok({
        version: '0.1.0',
        electron: '45.3.4',
        system: 'linux 6.1 x64',
        licence: 'AGPL-3.0-only',
        dataFolder: '/home/maria/.config/Hashline',
        logFolder: '/home/maria/.config/Hashline/logs',
      }),
    showPlace: async () => ok({}),
    getBackup: async () => ok(backup),
    showRescueWords: async ({ passphrase }) => {
      if (backup.hasPassphrase && passphrase !== shownPassphrase) return fail('wrong-passphrase');
      if (backup.words === 'unseen') change({ words: 'seen' });
      return ok({ words: WORDS });
    },
    hideRescueWords: async () => ok({}),
    getWordQuestions: async () => ok({ places: [2, 7] }),
    confirmRescueWords: async ({ said }) =>
      said.every(({ place, word }) => WORDS[place] === word.trim().toLowerCase())
        ? change({ words: 'confirmed' })
        : fail('wrong-words'),
    saveRescueFile: async () => {
      change({
        rescueFile: { path: '/media/stick/Hashline rescue file.hashline', savedAtMs: Date.now(), isStale: false },
      });
      return ok({ isChosen: true });
    },
    setPassphrase: async ({ passphrase, current }) => {
      if (backup.hasPassphrase && current !== shownPassphrase) return fail('wrong-passphrase');
      shownPassphrase = passphrase;
      return change({ hasPassphrase: passphrase !== undefined });
    },
    chooseCopyFolder: async () => {
      change({ copy: { folder: '/media/backup' } });
      return ok({ isChosen: true });
    },
    stopCopies: async () => change({ copy: undefined }),
    copyNow: async () => {
      change({ copy: { folder: '/media/backup', progress: 0.3 } });
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
      return change({ copy: { folder: '/media/backup', madeAtMs: Date.now() } });
    },
    exportConversation: async ({ conversationId }) => {
      emit('exportProgress', { conversationId, messageCount: 120 });
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
      return ok({ folder: '/home/maria/Anna', messageCount: 240, fileCount: 12 });
    },
    getLook: async () => ok(look),
    setLook: async ({ contrast, motion, textPercent, language }) => {
      look = {
        contrast: contrast ?? look.contrast,
        motion: motion ?? look.motion,
        textPercent: textPercent ?? look.textPercent,
        language: language ?? look.language,
      };
      emit('lookChanged', look);
      return ok({});
    },
  };
}
