/** Things the person should know and can act on; shown as one line above the list. */
export type NoticeView =
  /** The database key lies in a file that whoever takes the disk can read. */
  | { readonly name: 'key-in-file' }
  | { readonly name: 'port-changed'; readonly wanted: number; readonly got: number }
  /** The person went on to another computer at this time, by that computer's clock. This one still runs. */
  | { readonly name: 'moved'; readonly atMs: number }
  /** The store was damaged and an older state of it is in use, of this time; the damaged file is kept aside. */
  | { readonly name: 'recovered'; readonly fromAtMs: number }
  /** The store was damaged, and this is what could be read of it. */
  | ({ readonly name: 'salvaged' } & SalvagedView)
  /** The automatic copy could not be made: its folder is gone, its disk is full, or what was written could not be opened. */
  | { readonly name: 'copy-trouble'; readonly problem: 'folder-missing' | 'disk-full' | 'failed' }
  /** There are contacts, and the rescue words were never written down. */
  | { readonly name: 'no-rescue-words' }
  /** The disk is full: what arrives waits at its sender until there is room. */
  | { readonly name: 'disk-full' };

/** What became of a damaged store. */
export interface SalvagedView {
  /** Messages that could be read. */
  readonly saved: number;
  /** Some messages, or some people, could not. */
  readonly areMessagesHarmed: boolean;
  readonly arePeopleHarmed: boolean;
}

/** How safe everything is from a lost or broken computer. */
export interface BackupView {
  readonly hasPassphrase: boolean;
  /** Where the database key lies: in the system's key store, or in a file that whoever takes the disk can read. */
  readonly keyIn: 'system' | 'file';
  /** Whether the rescue words were looked at, and two of them said again. */
  readonly words: 'unseen' | 'seen' | 'confirmed';
  /** `isStale`: people or groups came since, and it could not be written again. */
  readonly rescueFile: { readonly path: string; readonly savedAtMs: number; readonly isStale: boolean } | undefined;
  readonly copy:
    | {
        readonly folder: string;
        readonly madeAtMs: number | undefined;
        readonly problem: 'folder-missing' | 'disk-full' | 'failed' | undefined;
        /** 0 to 1 while one is made. */
        readonly progress: number | undefined;
      }
    | undefined;
}
