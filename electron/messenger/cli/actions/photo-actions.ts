import { basename } from 'node:path';
import { z } from 'zod';
import type { Messenger } from '../../index.ts';
import { CLIP_POSTER_BYTES_MAX } from '../../limits.ts';
import { type ActionAnswer, type Actions, action } from '../action.ts';
import * as field from '../fields.ts';
import { readWholeFile, savePhoto } from '../files.ts';
import { ALBUM_PHOTOS_MAX } from '../limits.ts';

/** What is known of a film by whoever played it: there is no player here. */
const clip = z.strictObject(
  { poster: field.file, widthPx: z.number(), heightPx: z.number(), durationMs: z.number() },
  { error: 'expected a clip: {"poster":…,"widthPx":…,"heightPx":…,"durationMs":…}' },
);
const photo = z.strictObject(
  { file: field.file, caption: field.words.optional(), clip: clip.optional() },
  { error: 'expected a photo: {"file":…,"caption":…}' },
);
const photos = z
  .array(photo, { error: 'expected a list of photos' })
  .min(1, { error: 'expected at least one photo' })
  .max(ALBUM_PHOTOS_MAX, { error: `expected at most ${ALBUM_PHOTOS_MAX} photos` });
const photoKey = z.string({ error: 'expected the key of a photo' }).regex(/^[0-9a-f-]{1,80}$/, {
  error: 'expected the key of a photo',
});
const sentSize = z.enum(['small', 'good', 'original'], { error: 'expected small, good or original' }).default('good');
const size = z.enum(['full', 'thumb'], { error: 'expected full or thumb' });

/** Photos from files, and into files. */
export const PHOTO_ACTIONS: Actions = {
  photos: action(
    ['stagePhoto', 'stageClip', 'discardStaged', 'sendAlbum'],
    z.strictObject({ conversation: field.conversation, photos, size: sentSize }),
    (messenger, fields) => sendAlbum(messenger, fields.conversation, fields.photos, fields.size),
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

/** None is left staged if one can't be taken. */
async function sendAlbum(
  messenger: Messenger,
  conversation: string,
  chosen: readonly z.infer<typeof photo>[],
  size: z.infer<typeof sentSize>,
): Promise<ActionAnswer> {
  const staged: { stagedId: string; caption: string | undefined }[] = [];
  const giveUp = async (answer: ActionAnswer) => {
    await messenger.discardStaged(staged.map(({ stagedId }) => stagedId));
    return answer;
  };
  for (const { file, caption, clip } of chosen) {
    const made = await stage(messenger, file, clip);
    if (!made.ok) return giveUp({ ...made, detail: file });
    staged.push({ stagedId: made.value.stagedId, caption });
  }
  const sent = await messenger.sendAlbum(conversation, staged, size);
  return sent.ok ? sent : giveUp(sent);
}

async function stage(messenger: Messenger, path: string, film: z.infer<typeof clip> | undefined) {
  if (film === undefined) return messenger.stagePhoto(basename(path), { path });
  const poster = await readWholeFile(film.poster, CLIP_POSTER_BYTES_MAX);
  if (!poster.ok) return poster;
  return messenger.stageClip({ ...film, fileName: basename(path), file: { path }, poster: poster.value });
}
