import { ALBUM_KIND, blobsOfAlbum, readAlbum } from '../photos/album.ts';
import { FILE_KIND, readFile, readVoice, VOICE_KIND } from './file-body.ts';

/** A blob that a message names, and what it is to the message. */
export interface NamedBlob {
  readonly blob: string;
  /** `preview`: stands for others and is fetched before them. */
  readonly role: 'preview' | 'photo' | 'clip' | 'file' | 'voice';
  /** Length as the sender claims it; undefined where the body does not say. */
  readonly claimedBytes: number | undefined;
}

/** Blobs that the body of any event names, in the order in which they are fetched; none if it can't be read. */
export function namedBlobs(kind: string, body: Uint8Array): readonly NamedBlob[] {
  switch (kind) {
    case ALBUM_KIND:
      return albumBlobs(body);
    case FILE_KIND:
      return one('file', readFile(body));
    case VOICE_KIND:
      return one('voice', readVoice(body));
    default:
      return [];
  }
}

export function blobsOfBody(kind: string, body: Uint8Array): readonly string[] {
  return namedBlobs(kind, body).map(({ blob }) => blob);
}

function one(
  role: 'file' | 'voice',
  body: { readonly blob: string; readonly bytes: number } | undefined,
): readonly NamedBlob[] {
  return body === undefined ? [] : [{ blob: body.blob, role, claimedBytes: body.bytes }];
}

function albumBlobs(body: Uint8Array): readonly NamedBlob[] {
  const album = readAlbum(body);
  if (album === undefined) return [];
  const items = new Map(album.items.map((item) => [item.blob, item]));
  return blobsOfAlbum(album).map((blob) => {
    const item = items.get(blob);
    if (item === undefined) return { blob, role: 'preview', claimedBytes: undefined };
    return { blob, role: item.ms === undefined ? 'photo' : 'clip', claimedBytes: item.bytes };
  });
}
