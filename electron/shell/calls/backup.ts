import type { BridgeCalls, EventPayload } from '../../bridge/contract.ts';
import type { BackupApi, ExportApi, PageWords } from '../../messenger/index.ts';
import type { Consent } from '../consent.ts';
import type { OutsideSystem } from '../outside/system.ts';
import { answer } from '../page-views.ts';

type BackupCalls = Pick<
  BridgeCalls,
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

export interface BackupCallsParts {
  readonly backup: () => BackupApi;
  readonly exports: () => ExportApi;
  readonly system: Pick<OutsideSystem, 'askFile' | 'askFolder' | 'askSavePath'>;
  readonly consent: Pick<Consent, 'byAnswer'>;
  /** Keeps the window out of screenshots and recordings, as far as this system can. */
  readonly protectScreen: (isProtected: boolean) => void;
  /** Where the newest export lies, for who wants to see it. */
  readonly noteExport: (folder: string) => void;
  /** In the language of the moment. */
  readonly exportWords: () => PageWords;
  readonly onExportProgress: (progress: EventPayload<'exportProgress'>) => void;
}

const RESCUE_FILE_NAME = 'Hashline rescue file.hashline';

/** Words, rescue file, copies, passphrase and export. */
export function backupCalls(parts: BackupCallsParts): BackupCalls {
  const { backup, exports, system, consent, protectScreen, noteExport, exportWords, onExportProgress } = parts;

  /** Of what gives everything away or locks everybody out: who has a passphrase says it, who has none is asked by the system. */
  async function refusalOf(
    question: 'rescueWords' | 'passphrase',
    passphrase: string | undefined,
  ): Promise<'wrong-passphrase' | 'refused' | undefined> {
    const { hasPassphrase } = await backup().status();
    if (!hasPassphrase) return (await consent.byAnswer(question)) ? undefined : 'refused';
    const isRight = passphrase !== undefined && (await backup().isPassphrase(passphrase));
    return isRight ? undefined : 'wrong-passphrase';
  }

  return {
    getBackup: async () => answer<'getBackup'>({ ok: true, value: await backup().status() }),
    showRescueWords: async ({ passphrase }) => {
      const refusal = await refusalOf('rescueWords', passphrase);
      if (refusal !== undefined) return { ok: false, error: refusal };
      protectScreen(true);
      return { ok: true, value: { words: [...(await backup().words())] } };
    },
    hideRescueWords: async () => {
      protectScreen(false);
      return { ok: true, value: {} };
    },
    getWordQuestions: async () => ({ ok: true, value: { places: [...backup().questions()] } }),
    confirmRescueWords: async ({ said }) =>
      answer<'confirmRescueWords'>(
        await backup().confirmWords(new Map(said.map(({ place, word }) => [place, word] as const))),
      ),
    saveRescueFile: async () => {
      const path = await system.askSavePath(RESCUE_FILE_NAME);
      if (path === undefined) return { ok: true, value: { isChosen: false } };
      const saved = await backup().saveRescueFile(path);
      return saved.ok ? { ok: true, value: { isChosen: true } } : saved;
    },
    setPassphrase: async ({ passphrase, current }) => {
      const refusal = await refusalOf('passphrase', current);
      if (refusal !== undefined) return { ok: false, error: refusal };
      return answer<'setPassphrase'>(await backup().setPassphrase(passphrase));
    },
    chooseCopyFolder: async () => {
      const folder = await system.askFolder();
      if (folder !== undefined) await backup().chooseCopyFolder(folder);
      return { ok: true, value: { isChosen: folder !== undefined } };
    },
    stopCopies: async () => {
      await backup().chooseCopyFolder(undefined);
      return { ok: true, value: {} };
    },
    copyNow: async () => answer<'copyNow'>(await backup().copyNow()),
    exportConversation: async ({ conversationId }) => {
      const parent = await system.askFolder();
      if (parent === undefined) return { ok: true, value: { messageCount: 0, fileCount: 0 } };
      const tell = (messageCount: number) => onExportProgress({ conversationId, messageCount });
      const made = await exports().conversation(conversationId, parent, tell, exportWords());
      if (!made.ok) return made;
      const { folder, messages, files } = made.value;
      noteExport(folder);
      return { ok: true, value: { folder, messageCount: messages, fileCount: files } };
    },
  };
}
