import { FILE_KIND, readFile } from '../blobs/file-body.ts';
import { EDIT_KIND } from '../conversations/effects.ts';
import { readText, TEXT_KIND } from '../conversations/text-body.ts';
import { SEARCH_WORDS_CHARS_MAX } from '../limits.ts';
import { ALBUM_KIND, readAlbum } from '../photos/album.ts';
import { foldedWords } from './fold.ts';

/** Kinds whose events say something that can be found. */
export const SEARCHED_KINDS: readonly string[] = [TEXT_KIND, EDIT_KIND, ALBUM_KIND, FILE_KIND];

/** What an event says, as people would look for it; undefined for one that says nothing. */
export function foundTextOf(kind: string, body: Uint8Array): string | undefined {
  switch (kind) {
    case TEXT_KIND:
    case EDIT_KIND:
      return readText(body);
    case ALBUM_KIND:
      return readAlbum(body)
        ?.items.flatMap(({ caption }) => caption ?? [])
        .join('\n');
    case FILE_KIND:
      return readFile(body)?.name;
    default:
      return undefined;
  }
}

/** The same as the index keeps it. */
export function wordsOfBody(kind: string, body: Uint8Array): string | undefined {
  const text = foundTextOf(kind, body);
  return text === undefined ? undefined : foldedWords(text).slice(0, SEARCH_WORDS_CHARS_MAX);
}
