import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BridgeCalls, Problem } from '../../bridge/contract.ts';
import type { Messenger, RestoreParts, RestoreProblem } from '../../messenger/index.ts';
import type { Home } from '../home.ts';
import { RESCUE_FILE_BYTES_MAX } from '../limits.ts';
import type { OutsideSystem } from '../outside/system.ts';
import type { Picks } from '../picks.ts';
import type { Unlocking } from '../unlocking.ts';

type StartCalls = Pick<BridgeCalls, 'unlock' | 'openAgain' | 'pickRestore' | 'restore' | 'beginAnew'>;

export interface StartCallsParts {
  readonly unlocking: Unlocking;
  readonly home: () => Home;
  readonly system: Pick<OutsideSystem, 'askFile' | 'askFolder' | 'askSavePath'>;
  readonly picks: Picks;
  /** The open one; undefined while the store is shut. */
  readonly messenger: () => Messenger | undefined;
  readonly restores: Restores;
  readonly onProgress: (part: number) => void;
}

/** What the messenger does with a closed data folder. */
export interface Restores {
  /** What is wrong with what was chosen, as far as it can be told without the words. */
  rescueFileProblem(file: Uint8Array): 'not-a-rescue-file' | 'newer-version' | undefined;
  hasFullCopy(folder: string): Promise<boolean>;
  fromRescueFile(file: Uint8Array, words: string): Promise<RestoreAnswer>;
  fromFullCopy(
    folder: string,
    words: string,
    onProgress: NonNullable<RestoreParts['onProgress']>,
  ): Promise<RestoreAnswer>;
  beginAnew(): Promise<
    | { readonly ok: true; readonly value: { readonly folder: string } }
    | { readonly ok: false; readonly error: 'folder-in-use' | 'folder-not-writable' | 'internal' }
  >;
}

type RestoreAnswer = { readonly ok: true } | { readonly ok: false; readonly error: RestoreProblem };

const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** Of the opening of a store that was made a moment ago: nothing that the person could do something about. */
const OURS = 'failed';
const PROBLEMS = {
  'wrong-words': 'wrong-words',
  'not-a-rescue-file': 'not-a-rescue-file',
  'newer-version': 'newer-version',
  'no-copy': 'no-copy',
  'copy-damaged': 'copy-damaged',
  'folder-has-person': 'folder-has-person',
  'folder-not-writable': 'folder-not-writable',
  'folder-in-use': 'folder-in-use',
  'store-newer': 'newer-version',
  'disk-full': 'disk-full',
  'store-damaged': OURS,
  'key-missing': OURS,
  'passphrase-needed': OURS,
  internal: OURS,
} as const satisfies Record<RestoreProblem, Problem<'restore'>>;

/** Unlocking, restoring, and beginning anew. */
export function startCalls(parts: StartCallsParts): StartCalls {
  const { unlocking, home, system, picks, messenger, restores, onProgress } = parts;

  async function restoreFrom(path: string, words: string): Promise<RestoreAnswer | NoFile> {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => undefined,
    );
    if (isFolder === undefined) return 'file-unreadable';
    if (isFolder) return home().whileClosed(() => restores.fromFullCopy(path, words, onProgress));
    const file = await readRescueFile(path);
    return typeof file === 'string' ? file : home().whileClosed(() => restores.fromRescueFile(file, words));
  }

  async function fileProblem(path: string): Promise<Problem<'pickRestore'> | undefined> {
    const file = await readRescueFile(path);
    return typeof file === 'string' ? file : restores.rescueFileProblem(file);
  }

  const folderProblem = async (path: string): Promise<Problem<'pickRestore'> | undefined> =>
    (await restores.hasFullCopy(path)) ? undefined : 'no-copy';

  return {
    unlock: async (secret) => {
      const result = await unlocking.answer(secret);
      return result === 'open' ? ok({}) : fail(result);
    },
    openAgain: async () => {
      if (!home().isOpen()) await home().open();
      return ok({});
    },
    pickRestore: async ({ kind }) => {
      const path = await (kind === 'rescue-file' ? system.askFile() : system.askFolder());
      if (path === undefined) return ok({});
      const problem = kind === 'rescue-file' ? await fileProblem(path) : await folderProblem(path);
      return problem === undefined ? ok({ pick: picks.put(path), name: basename(path) }) : fail(problem);
    },
    restore: async ({ pick, words }) => {
      if (messenger()?.profile() !== undefined) return fail('folder-has-person');
      const path = picks.pathOf(pick);
      if (path === undefined) return fail('pick-gone');
      const restored = await restoreFrom(path, words);
      if (typeof restored === 'string') return fail(restored);
      return restored.ok ? ok({}) : fail(PROBLEMS[restored.error]);
    },
    beginAnew: async () => {
      if (home().isOpen()) return fail('not-now');
      const begun = await home().whileClosed(() => restores.beginAnew());
      if (begun.ok) return ok({ folder: basename(begun.value.folder) });
      return fail(begun.error === 'folder-in-use' ? 'folder-in-use' : 'failed');
    },
  };
}

type NoFile = 'file-unreadable' | 'not-a-rescue-file';

/** What is no file, or too large to be one of ours, is not read. */
async function readRescueFile(path: string): Promise<Uint8Array | NoFile> {
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size > RESCUE_FILE_BYTES_MAX) return 'not-a-rescue-file';
    return new Uint8Array(await readFile(path));
  } catch {
    return 'file-unreadable';
  }
}
