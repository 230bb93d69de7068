import { z } from 'zod';
import { PASSPHRASE_CHARS_MAX, RESCUE_WORD_CHARS_MAX } from './limits.ts';
import { AtMs, Count, call, InConversation, Nothing } from './shapes.ts';

/** How safe everything is from a lost or broken computer. */

const CopyProblem = z.enum(['folder-missing', 'disk-full', 'failed']);
/** Of the twelve rescue words, the first is 0. */
const Passphrase = z.string().max(PASSPHRASE_CHARS_MAX);
const WordPlace = z.number().int().min(0).max(11);

export const BackupStatus = z.strictObject({
  hasPassphrase: z.boolean(),
  keyIn: z.enum(['system', 'file']),
  words: z.enum(['unseen', 'seen', 'confirmed']),
  /** `isStale`: people or groups came since, and it could not be written again. */
  rescueFile: z.strictObject({ path: z.string(), savedAtMs: AtMs, isStale: z.boolean() }).optional(),
  copy: z
    .strictObject({
      folder: z.string(),
      madeAtMs: AtMs.optional(),
      problem: CopyProblem.optional(),
      /** While one is made. */
      progress: z.number().min(0).max(1).optional(),
    })
    .optional(),
});

const Chosen = z.strictObject({ isChosen: z.boolean() });

export const backupCalls = {
  getBackup: call({ input: Nothing, output: BackupStatus, errors: [] }),
  /** The twelve words, for who says the passphrase; where there is none the system asks. While they are in sight the window is kept out of screenshots, as far as the system can. */
  showRescueWords: call({
    input: z.strictObject({ passphrase: Passphrase.optional() }),
    output: z.strictObject({ words: z.array(z.string()).length(12) }),
    errors: ['wrong-passphrase', 'refused'],
  }),
  hideRescueWords: call({ input: Nothing, output: Nothing, errors: [] }),
  /** Two places to ask for. */
  getWordQuestions: call({
    input: Nothing,
    output: z.strictObject({ places: z.array(WordPlace).length(2) }),
    errors: [],
  }),
  confirmRescueWords: call({
    input: z.strictObject({
      said: z
        .array(z.strictObject({ place: WordPlace, word: z.string().max(RESCUE_WORD_CHARS_MAX) }))
        .min(2)
        .max(12),
    }),
    output: Nothing,
    errors: ['wrong-words'],
  }),
  /** Asks where, writes it there and reads it back; it follows by itself when people or groups come. */
  saveRescueFile: call({ input: Nothing, output: Chosen, errors: ['no-profile', 'failed'] }),
  /** None takes it away. Whoever has one must say it; who has none is asked by the system. */
  setPassphrase: call({
    input: z.strictObject({ passphrase: Passphrase.optional(), current: Passphrase.optional() }),
    output: Nothing,
    errors: ['bad-passphrase', 'wrong-passphrase', 'refused'],
  }),
  /** Asks for the folder of automatic copies. */
  chooseCopyFolder: call({ input: Nothing, output: Chosen, errors: [] }),
  stopCopies: call({ input: Nothing, output: Nothing, errors: [] }),
  /** Answers when it is made, and was opened to see that it is whole. */
  copyNow: call({ input: Nothing, output: Nothing, errors: ['no-folder', ...CopyProblem.options] }),
  /** Asks where, and makes a folder there with a page, photos and files, for people without Hashline. */
  exportConversation: call({
    input: InConversation,
    output: z.strictObject({ folder: z.string().optional(), messageCount: Count, fileCount: Count }),
    errors: ['unknown-conversation', 'folder-missing', 'disk-full', 'failed'],
  }),
} as const;

export const backupEvents = {
  /** Something in it changed: ask `getBackup` anew. */
  backupChanged: z.strictObject({}),
  /** Messages written so far. */
  exportProgress: InConversation.extend({ messageCount: Count }),
} as const;
