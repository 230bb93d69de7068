import type { Input, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import type { MessageKey } from '../../i18n.tsx';

export type RestoreKind = Input<'pickRestore'>['kind'];

export interface Picked {
  readonly pick: string;
  /** Of the file or folder, without where it lies. */
  readonly name: string;
}

const RESTORE_PROBLEM_KEYS = {
  'wrong-words': 'words.wrong',
  'not-a-rescue-file': 'restore.notRescueFile',
  'newer-version': 'restore.newerVersion',
  'file-unreadable': 'restore.unreadable',
  'no-copy': 'restore.noCopy',
  'copy-damaged': 'restore.copyDamaged',
  'disk-full': 'restore.diskFull',
  'folder-has-person': 'problem.ours',
  'folder-not-writable': 'startFailed.folderNotWritable.body',
  'folder-in-use': 'startFailed.folderInUse.body',
  'pick-gone': 'restore.pickGone',
  failed: 'problem.ours',
  'bad-request': 'problem.ours',
  forbidden: 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'restore'>, MessageKey>;

const PICK_PROBLEM_KEYS = {
  'not-a-rescue-file': RESTORE_PROBLEM_KEYS['not-a-rescue-file'],
  'newer-version': RESTORE_PROBLEM_KEYS['newer-version'],
  'file-unreadable': RESTORE_PROBLEM_KEYS['file-unreadable'],
  'no-copy': RESTORE_PROBLEM_KEYS['no-copy'],
  'bad-request': 'problem.ours',
  forbidden: 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'pickRestore'>, MessageKey>;

/** Asks for the file or folder in a dialog of the system; a sentence if it is none. Null: the person changed their mind. */
export async function pickRestore(kind: RestoreKind): Promise<Picked | MessageKey | null> {
  const answer = await bridge.pickRestore({ kind });
  if (!answer.ok) return PICK_PROBLEM_KEYS[answer.error];
  const { pick, name } = answer.value;
  return pick === undefined || name === undefined ? null : { pick, name };
}

/** The sentence for what went wrong, or null: then the app opens with what came back. */
export async function restore(pick: string, words: string): Promise<MessageKey | null> {
  const answer = await bridge.restore({ pick, words });
  return answer.ok ? null : RESTORE_PROBLEM_KEYS[answer.error];
}
