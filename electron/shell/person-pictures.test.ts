import { describe, expect, test } from 'vitest';
import { openPersonPicture } from './person-pictures.ts';

const ME = 'a'.repeat(64);
const ANNA = 'b'.repeat(64);
const ID = 'c'.repeat(64);
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 1, 2, 3]);
const WEBP = Uint8Array.from(Buffer.from('RIFF....WEBPVP8 ', 'latin1'));

const messenger = {
  profile: () => ({ hashname: ME, name: 'Maria' }),
  contacts: {
    ownPicture: () => WEBP,
    pictureOf: (person: string) => (person === ANNA ? JPEG : undefined),
  },
};

describe('the picture of a person', () => {
  test.each([
    ['one’s own', ME, 'image/webp', WEBP],
    ['a contact’s', ANNA, 'image/jpeg', JPEG],
  ])('%s', async (_whose, person, type, bytes) => {
    const photo = openPersonPicture(messenger, `picture/${person}/${ID}`);
    expect([photo?.type, photo?.lengthBytes]).toEqual([type, bytes.length]);
    expect(await photo?.read(2, 3)).toEqual(bytes.slice(2, 5));
  });

  test.each([
    ['somebody without one', `picture/${'d'.repeat(64)}/${ID}`],
    ['no person', `picture/anna/${ID}`],
    ['no picture id', `picture/${ANNA}/`],
    ['more behind it', `picture/${ANNA}/${ID}/full`],
    ['another kind of address', `photo/${ANNA}/full`],
  ])('none for %s', (_what, address) => {
    expect(openPersonPicture(messenger, address)).toBeUndefined();
  });

  test('what is no picture is not called one', () => {
    const odd = { ...messenger, contacts: { ...messenger.contacts, ownPicture: () => Buffer.from('<svg/>') } };
    expect(openPersonPicture(odd, `picture/${ME}/${ID}`)?.type).toBe('application/octet-stream');
  });
});
