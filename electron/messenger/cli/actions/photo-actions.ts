import { basename } from 'node:path';
import { z } from 'zod';
import type { Messenger } from '../../index.ts';
import { PHOTO_FILE_BYTES_MAX } from '../../limits.ts';
import { type ActionAnswer, type Actions, action } from '../action.ts';
import * as field from '../fields.ts';
import { readWholeFile, savePhoto } from '../files.ts';
import { ALBUM_PHOTOS_MAX } from '../limits.ts';

const photo = z.strictObject(
  { file: field.file, caption: field.words.optional() },
  { error: 'expected a photo: {"file":…,"caption":…}' },
);
const photos = z
  .array(photo, { error: 'expected a list of photos' })
  .min(1, { error: 'expected at least one photo' })
  .max(ALBUM_PHOTOS_MAX, { error: `expected at most ${ALBUM_PHOTOS_MAX} photos` });
const photoKey = z.string({ error: 'expected the key of a photo' }).regex(/^[0-9a-f-]{1,80}$/, {
  error: 'expected the key of a photo',
});
const size = z.enum(['full', 'thumb'], { error: 'expected full or thumb' });

/** Photos from files, and into files. */
export const PHOTO_ACTIONS: Actions = {
  photos: action(
    ['stagePhoto', 'discardStaged', 'sendAlbum'],
    z.strictObject({ conversation: field.conversation, photos }),
    (messenger, fields) => sendAlbum(messenger, fields.conversation, fields.photos),
  ),
  savePhoto: action(
    ['openPhoto'],
    z.strictObject({ photo: photoKey, size: size.default('full'), file: field.file }),
    async (messenger, { photo, size, file }) => {
      const open = await messenger.openPhoto(`photo/${photo}/${size}`);
      return open === undefined ? { ok: false, error: 'photo-not-here' } : savePhoto(open, file);
    },
  ),
};

/** One after the other, so that only one file at a time is held in memory. None is left staged if one can't be taken. */
async function sendAlbum(
  messenger: Messenger,
  conversation: string,
  chosen: readonly z.infer<typeof photo>[],
): Promise<ActionAnswer> {
  const staged: { stagedId: string; caption: string | undefined }[] = [];
  const giveUp = (answer: ActionAnswer) => {
    messenger.discardStaged(staged.map(({ stagedId }) => stagedId));
    return answer;
  };
  for (const { file, caption } of chosen) {
    const bytes = await readWholeFile(file, PHOTO_FILE_BYTES_MAX);
    if (!bytes.ok) return giveUp(bytes);
    const made = await messenger.stagePhoto(basename(file), bytes.value);
    if (!made.ok) return giveUp({ ...made, detail: file });
    staged.push({ stagedId: made.value.stagedId, caption });
  }
  const sent = await messenger.sendAlbum(conversation, staged);
  return sent.ok ? sent : giveUp(sent);
}
