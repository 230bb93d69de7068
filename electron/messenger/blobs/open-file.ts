import type { EventRow } from '../../storage/store.ts';
import type { OpenFile } from '../api/files-api.ts';
import { readPhotoKey } from '../conversations/message-view.ts';
import type { Core } from '../core.ts';
import { ALBUM_KIND, itemTypeOf, readAlbum } from '../photos/album.ts';
import { namedBlobs } from './contents.ts';
import type { Fetcher } from './fetcher.ts';
import { FILE_KIND, readFile, readVoice, VOICE_KIND } from './file-body.ts';

/** Enough to tell the sort of a picture or clip. */
const TYPE_BYTES = 16;

/** What a key names inside its message. */
interface Content {
  readonly blob: string;
  readonly bytes: number;
  readonly type: string;
  readonly fileName: string;
}

/** Blobs that a message is about: all but its previews. */
export function contentBlobs(kind: string, body: Uint8Array): readonly string[] {
  return namedBlobs(kind, body).flatMap(({ blob, role }) => (role === 'preview' ? [] : [blob]));
}

/** The blob that a key names, if it is one of this message. */
export function blobOfKey(key: string, row: EventRow): string | undefined {
  const place = readPhotoKey(key);
  return place?.eventId === row.id ? contentOf(row, place.index)?.blob : undefined;
}

/** Content of a message as bytes that can be read while they come. Undefined if there is no such content, or nobody fetches it. */
export async function openFile(address: string, core: Core, fetcher: Fetcher): Promise<OpenFile | undefined> {
  const match = /^file\/([0-9a-f]{64}-\d{1,3})$/.exec(address);
  const place = readPhotoKey(match?.[1] ?? '');
  const row = place === undefined ? undefined : await core.store.events.get(place.eventId);
  const content = row === undefined || place === undefined ? undefined : contentOf(row, place.index);
  if (content === undefined) return undefined;
  const { blob, bytes, type, fileName } = content;
  const isWhole = (await core.blobs.info(blob))?.isWhole === true;
  if (!isWhole && !fetcher.isWanted(blob)) return undefined;
  const read = (offset: number, length: number) => fetcher.read(blob, offset, length);
  if (row?.kind !== ALBUM_KIND) return { type, fileName, lengthBytes: bytes, read };
  const found = itemTypeOf((await read(0, Math.min(bytes, TYPE_BYTES))) ?? new Uint8Array(0)); // not the sender's word
  return found === undefined ? undefined : { type: found, fileName, lengthBytes: bytes, read };
}

function contentOf({ kind, body }: EventRow, index: number): Content | undefined {
  if (body === undefined) return undefined;
  if (kind === ALBUM_KIND) {
    const item = readAlbum(body)?.items[index];
    return (
      item && {
        blob: item.blob,
        bytes: item.bytes,
        type: item.type,
        fileName: nameOfItem(item.type, item.taken, index),
      }
    );
  }
  if (index !== 0) return undefined;
  const file = kind === FILE_KIND ? readFile(body) : undefined;
  if (file !== undefined) return { ...file, fileName: file.name };
  const voice = kind === VOICE_KIND ? readVoice(body) : undefined;
  return voice && { ...voice, fileName: `voice.${voice.type.slice('audio/'.length)}` };
}

/** "2024-05-01 18.30.00 3.jpeg": by the date, and no two of an album alike. */
function nameOfItem(type: string, taken: string | undefined, index: number): string {
  const ending = type === 'video/quicktime' ? 'mov' : type.replace(/^.*\//, '');
  const date = taken === undefined ? '' : `${taken.replace('T', ' ').replaceAll(':', '.')} `;
  return `${date}${index + 1}.${ending}`;
}
