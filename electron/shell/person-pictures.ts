import type { Messenger } from '../messenger/index.ts';
import type { Photo } from './photos.ts';

/** `picture/HASHNAME/PICTURE_ID`: the id only makes the address a new one when the picture is. */
const ADDRESS = /^picture\/([0-9a-f]{64})\/[0-9a-f]{64}$/;

type PictureSource = Pick<Messenger, 'profile'> & {
  readonly contacts: Pick<Messenger['contacts'], 'pictureOf' | 'ownPicture'>;
};

/** The picture of oneself or of a contact, encoded here and therefore small; undefined if there is none. */
export function openPersonPicture(messenger: PictureSource, address: string): Photo | undefined {
  const person = ADDRESS.exec(address)?.[1];
  if (person === undefined) return undefined;
  const isMe = messenger.profile()?.hashname === person;
  const bytes = isMe ? messenger.contacts.ownPicture() : messenger.contacts.pictureOf(person);
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
