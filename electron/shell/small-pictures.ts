import type { Messenger } from '../messenger/index.ts';
import type { Photo } from './photos.ts';

/** `picture/PERSON_OR_CONVERSATION/PICTURE_ID`: the id only makes the address a new one when the picture is. */
const ADDRESS = /^picture\/([0-9a-f]{64})\/[0-9a-f]{64}$/;

type Source = Pick<Messenger, 'profile'> & {
  readonly contacts: Pick<Messenger['contacts'], 'pictureOf' | 'ownPicture'>;
  readonly groups: Pick<Messenger['groups'], 'pictureOf'>;
};

/** The picture of oneself, a contact or a group, encoded here and therefore small; undefined if there is none. */
export async function openSmallPicture(messenger: Source, address: string): Promise<Photo | undefined> {
  const whose = ADDRESS.exec(address)?.[1];
  if (whose === undefined) return undefined;
  const isMe = messenger.profile()?.hashname === whose;
  const ofPerson = isMe ? messenger.contacts.ownPicture() : messenger.contacts.pictureOf(whose);
  const bytes = ofPerson ?? (await messenger.groups.pictureOf(whose));
  if (bytes === undefined) return undefined;
  return {
    type: typeOf(bytes),
    lengthBytes: bytes.length,
    read: async (offset, length) => bytes.slice(offset, offset + length),
  };
}

/** By the first bytes, as a browser would tell; the protocol refuses what is no picture. */
function typeOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png';
  const fourth = Buffer.from(bytes.subarray(8, 12)).toString('latin1');
  return fourth === 'WEBP' ? 'image/webp' : 'application/octet-stream';
}
