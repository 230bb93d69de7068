import type { BackupView, BridgeCalls, EventName, EventPayload, LookView } from '../../electron/bridge/contract.ts';

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

/** Slow enough to see what is shown meanwhile. */
const STEP_MS = 1_500;

const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** What the preview does with settings. The size of text is the page's own here. */
export function fakeSettingsCalls({ emit }: FakeParts): SettingsCalls {
  let look: LookView = { contrast: 'system', motion: 'system', textPercent: 100, language: 'system' };
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
    showRescueWords: async () => {
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
    setPassphrase: async ({ passphrase }) => change({ hasPassphrase: passphrase !== undefined }),
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
