import { z } from 'zod';
import { type Actions, action, done } from '../action.ts';
import * as field from '../fields.ts';
import { readPassphrase } from '../files.ts';

const word = z.strictObject(
  { place: field.count(0, 11), word: field.name },
  { error: 'expected a word: {"place":…,"word":…}' },
);

/** Rescue words and file, passphrase, the full copy, conversations for people without us. */
export const BACKUP_ACTIONS: Actions = {
  backup: action(['backup.status', 'backup.questions'], z.strictObject({}), async ({ backup }) =>
    done({ backup: await backup.status(), questions: backup.questions() }),
  ),
  rescueWords: action(['backup.words'], z.strictObject({}), async ({ backup }) =>
    done({ words: await backup.words() }),
  ),
  confirmRescueWords: action(
    ['backup.confirmWords'],
    z.strictObject({ words: z.array(word, { error: 'expected a list of words' }) }),
    ({ backup }, { words }) => backup.confirmWords(new Map(words.map(({ place, word }) => [place, word]))),
  ),
  saveRescueFile: action(['backup.saveRescueFile'], z.strictObject({ file: field.file }), ({ backup }, { file }) =>
    backup.saveRescueFile(file),
  ),
  /** By a file, so that it is in no line; none takes the passphrase away. */
  setPassphrase: action(
    ['backup.setPassphrase'],
    z.strictObject({ file: field.file.optional() }),
    async ({ backup }, { file }) => {
      if (file === undefined) return backup.setPassphrase(undefined);
      const passphrase = await readPassphrase(file);
      return passphrase.ok ? backup.setPassphrase(passphrase.value) : passphrase;
    },
  ),
  copyFolder: action(
    ['backup.chooseCopyFolder'],
    z.strictObject({ folder: field.file.optional() }),
    async ({ backup }, { folder }) => {
      await backup.chooseCopyFolder(folder);
      return done();
    },
  ),
  export: action(
    ['exports.conversation'],
    z.strictObject({ conversation: field.conversation, folder: field.file }),
    ({ exports }, { conversation, folder }) => exports.conversation(conversation, folder),
  ),
  isPassphrase: action(['backup.isPassphrase'], z.strictObject({ file: field.file }), async ({ backup }, { file }) => {
    const passphrase = await readPassphrase(file);
    return passphrase.ok ? done({ isPassphrase: await backup.isPassphrase(passphrase.value) }) : passphrase;
  }),
  copyNow: action(['backup.copyNow'], z.strictObject({}), ({ backup }) => backup.copyNow()),
};
