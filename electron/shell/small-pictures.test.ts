import { describe, expect, test } from 'vitest';
import { openSmallPicture } from './small-pictures.ts';

const ME = 'a'.repeat(64);
const ANNA = 'b'.repeat(64);
const FAMILY = 'e'.repeat(64);
const ID = 'c'.repeat(64);
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 1, 2, 3]);
const WEBP = Uint8Array.from(Buffer.from('RIFF....WEBPVP8 ', 'latin1'));

const messenger = {
  profile: () => ({ hashname: ME, name: 'Maria' }),
  contacts: {
    ownPicture: () => WEBP,
    pictureOf: (person: string) => (person === ANNA ? JPEG : undefined),
  },
  groups: { pictureOf: async (id: string) => (id === FAMILY ? WEBP : undefined) },
};

describe('the picture of a person or a group', () => {
  test.each([
    ['one’s own', ME, 'image/webp', WEBP],
    ['a contact’s', ANNA, 'image/jpeg', JPEG],
    ['a group’s', FAMILY, 'image/webp', WEBP],
  ])('%s', async (_whose, id, type, bytes) => {
    const photo = await openSmallPicture(messenger, `picture/${id}/${ID}`);
    expect([photo?.type, photo?.lengthBytes]).toEqual([type, bytes.length]);
    expect(await photo?.read(2, 3)).toEqual(bytes.slice(2, 5));
  });

  test.each([
    ['somebody without one', `picture/${'d'.repeat(64)}/${ID}`],
    ['no person', `picture/anna/${ID}`],
    ['no picture id', `picture/${ANNA}/`],
    ['more behind it', `picture/${ANNA}/${ID}/full`],
    ['another kind of address', `photo/${ANNA}/full`],
  ])('none for %s', async (_what, address) => {
    expect(await openSmallPicture(messenger, address)).toBeUndefined();
  });

  test('what is no picture is not called one', async () => {
    const odd = { ...messenger, contacts: { ...messenger.contacts, ownPicture: () => Buffer.from('<svg/>') } };
    expect((await openSmallPicture(odd, `picture/${ME}/${ID}`))?.type).toBe('application/octet-stream');
  });
});
