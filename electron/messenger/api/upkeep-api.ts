import type { Result } from '../../../switch/index.ts';
import type { PageWords } from '../export/page-words.ts';
import type { BackupView } from '../views/upkeep-views.ts';

/** *New device?*: what is to be thought of a device that shows a contact's root signature (app-protocol.md "People, devices, logs"). */
export interface DevicesApi {
  /**
   * Yes: from now on the contact is spoken to there, and in groups that we lead it comes in beside the old one. No: it is not
   * answered any more. `device`: the one that `ConversationView.newDevice` names.
   */
  answer(
    conversationId: string,
    device: string,
    isTheirs: boolean,
  ): Promise<Result<Record<string, never>, 'unknown-conversation' | 'unknown-device' | 'disk-full'>>;
}

/** Words, rescue file, full copy and passphrase. Restoring happens before a messenger is open: backup/restore.ts. */
export interface BackupApi {
  status(): Promise<BackupView>;
  /** The twelve rescue words, to be written down. Never logged, never kept by who shows them. */
  words(): Promise<readonly string[]>;
  /** Places (0 to 11) of two words to ask for. */
  questions(): readonly [number, number];
  /** Words by place. */
  confirmWords(said: ReadonlyMap<number, string>): Promise<Result<Record<string, never>, 'wrong-words'>>;
  /** Writes the rescue file, reads it back, and writes it again there whenever people or groups come. */
  saveRescueFile(path: string): Promise<Result<Record<string, never>, 'no-profile' | 'failed'>>;
  /** Whether this is the passphrase of now. Takes as long as guessing must. */
  isPassphrase(text: string): Promise<boolean>;
  /** Asked for at each start from then on; none takes it away. */
  setPassphrase(text: string | undefined): Promise<Result<Record<string, never>, 'bad-passphrase'>>;
  /** The folder for automatic copies, on another disk if possible; none ends them. */
  chooseCopyFolder(folder: string | undefined): Promise<void>;
  copyNow(): Promise<Result<Record<string, never>, 'no-folder' | 'folder-missing' | 'disk-full' | 'failed'>>;
}

/** A conversation as people read it without us: a folder with one page, photos, files and recordings, named and dated by when they are from. */
export interface ExportApi {
  /** Makes a folder of its own below `folder`. `onProgress` gets the messages written so far. Without `words` the page speaks English. */
  conversation(
    conversationId: string,
    folder: string,
    onProgress?: (messageCount: number) => void,
    words?: PageWords,
  ): Promise<Result<{ readonly folder: string; readonly messages: number; readonly files: number }, ExportProblem>>;
}

export type ExportProblem = 'unknown-conversation' | 'folder-missing' | 'disk-full' | 'failed';
