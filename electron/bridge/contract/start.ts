import { z } from 'zod';
import { PASSPHRASE_CHARS_MAX, WORDS_CHARS_MAX } from './limits.ts';
import { call, Nothing } from './shapes.ts';

/** Getting in: unlocking the store, coming back from another computer, and going on where nothing opens. */

/** `key-missing`: this computer's key store does not open the key, only the rescue words do. */
export const LockReason = z.enum(['passphrase', 'key-missing']);

export const Words = z.string().max(WORDS_CHARS_MAX);

/** Names a file or folder that the person chose in a dialog of the system; the page never holds a path to act on. */
export const Pick = z.string().regex(/^[0-9a-f]{32}$/);

export const RestoreProblem = z.enum([
  'wrong-words',
  'not-a-rescue-file',
  'newer-version',
  'file-unreadable',
  'no-copy',
  'copy-damaged',
  'disk-full',
  'folder-has-person',
  'folder-not-writable',
  'folder-in-use',
  'pick-gone',
  'failed',
]);

export const startCalls = {
  /** Answers once the store is open, or the answer turned out wrong: then it may be tried again, as often as one likes. */
  unlock: call({
    input: z.union([
      z.strictObject({ passphrase: z.string().min(1).max(PASSPHRASE_CHARS_MAX) }),
      z.strictObject({ words: Words }),
    ]),
    output: Nothing,
    errors: ['wrong', 'not-locked'],
  }),
  /** Opens the data once more: what was wrong may be better now. */
  openAgain: call({ input: Nothing, output: Nothing, errors: [] }),
  /** Asks for the rescue file, or for the folder of full copies. Nothing comes back if the person changed their mind; what is none is refused. */
  pickRestore: call({
    input: z.strictObject({ kind: z.enum(['rescue-file', 'full-copy']) }),
    output: z.strictObject({ pick: Pick.optional(), name: z.string().optional() }),
    errors: ['no-copy', 'not-a-rescue-file', 'newer-version', 'file-unreadable'],
  }),
  /** Only where nobody lives yet. */
  restore: call({
    input: z.strictObject({ pick: Pick, words: Words }),
    output: Nothing,
    errors: RestoreProblem.options,
  }),
  /** Puts what can't be opened into a folder of its own, where it stays, and begins anew. */
  beginAnew: call({
    input: Nothing,
    output: z.strictObject({ folder: z.string() }),
    errors: ['not-now', 'folder-in-use', 'failed'],
  }),
} as const;

export const startEvents = {
  /** 0 to 1, while a full copy is being restored. */
  restoreProgress: z.strictObject({ part: z.number().min(0).max(1) }),
} as const;
