import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { open as openFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from './support/fixtures.ts';
import { withExpiry, withVersion } from './support/invite-code.ts';
import { cameraJpeg } from './support/jpeg.ts';
import { Person } from './support/person.ts';
import { takePicture } from './support/screenshot.ts';

const DAY_MS = 24 * 3_600_000;

test('an invite that is none, or no longer, gets a sentence and opens nothing', async ({ open }) => {
  const alice = await Person.firstRun('Alice', await open('alice'));
  const bob = await Person.firstRun('Bob', await open('bob'));
  const invite = await alice.copyInvite();
  const link = /hashline:invite\/\S+/.exec(invite)?.[0] ?? '';
  const middle = Math.floor(link.length / 2);
  const mangled = `${link.slice(0, middle)}${link[middle] === 'A' ? 'B' : 'A'}${link.slice(middle + 1)}`;

  await bob.showAddSomeone();
  for (const [text, sentence] of [
    [mangled, 'This invite was damaged on the way. Ask for it once more.'],
    [link.slice(0, middle), 'A part of this invite is missing. Copy the whole message.'],
    ['https://signal.me/#p/+15550100', 'This belongs to another app, not to Hashline.'],
    ['Shall we meet at eight?', 'There is no invite in this text.'],
    [withExpiry(invite, Date.now() - 3 * DAY_MS), 'This invite has run out. Ask for a new one.'],
    [
      withVersion(invite, 2),
      'This invite was made by a newer Hashline. Install the newest version, then paste it again.',
    ],
    [await ownInvite(bob), 'This is your own invite. Send it to someone else.'],
  ] as const) {
    await bob.showAddSomeone();
    await bob.inviteField.fill(text);
    await expect(bob.page.getByText(sentence)).toBeVisible();
    await expect(bob.page.getByRole('button', { name: /^Open chat/ })).toHaveCount(0);
  }
  await takePicture(bob.page, 'invite-to-oneself');

  // And the app goes on: the good one works right after.
  await bob.accept(invite, 'Alice');
  await expect(alice.row('Bob')).toBeVisible();
});

async function ownInvite(person: Person): Promise<string> {
  return (await person.app.ask<{ text: string }>('getInvite')).text;
}

test('a million marks on a letter, and a whole book, are pasted without standing still', async ({ pair }) => {
  const { alice } = pair;
  const paste = async (text: string) => {
    await alice.app.electron.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
    await alice.composer('Bob').press('ControlOrMeta+v');
  };
  await paste(`a${'\u0301'.repeat(1_000_000)}b`);
  await expect(alice.composer('Bob')).toHaveValue(/^a\u0301{30}b$/);
  await paste('Call me Ishmael. '.repeat(60_000));
  await expect(alice.page.getByText('That is too long to paste: 1,020,000 characters')).toBeVisible();
  await expect(alice.composer('Bob')).toHaveValue(/^a\u0301{30}b$/);
});

test('files that are no photos get a sentence each, and the good one among them is sent', async ({ pair, folder }) => {
  const { alice, bob } = pair;
  const at = (name: string) => join(folder, name);
  await writeFile(at('notes.jpg'), 'Dear diary, this is not a picture.');
  await writeFile(at('empty.jpg'), '');
  await writeFile(at('huge.png'), await megapixels(20_000, 15_000));
  await writeFile(at('phone.heic'), Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'));
  await writeFile(at('cut.jpg'), (await cameraJpeg()).subarray(0, 4_000));
  const film = await openFile(at('film.jpg'), 'w');
  await film.truncate(2 * 1024 ** 3);
  await film.close();
  await writeFile(at('good.jpg'), await cameraJpeg());

  const names = ['notes.jpg', 'empty.jpg', 'huge.png', 'phone.heic', 'cut.jpg', 'film.jpg', 'good.jpg'];
  await alice.pickFiles(names.map(at));
  for (const sentence of [
    'notes.jpg is not a picture.',
    'empty.jpg is empty.',
    'huge.png has too many pixels to be sent as a photo.',
    'phone.heic is a kind of picture that Hashline can’t read yet. Save it as JPEG or PNG.',
    'cut.jpg could not be read. It may be damaged.',
    'film.jpg is too large. A photo may have at most 100 MB.',
  ]) {
    await expect(alice.page.getByText(sentence)).toBeVisible();
  }
  await takePicture(alice.page, 'file-problems');
  // What is no picture can still be sent, and what was never one is a file at once, whichever way it was chosen.
  await alice.page.getByRole('button', { name: 'Send it as a file: notes.jpg' }).click();
  await writeFile(at('letter.pdf'), '%PDF-1.4 a letter');
  await alice.pickFiles([at('letter.pdf')]);
  await expect(alice.page.getByRole('list', { name: 'Files to send' }).getByRole('listitem')).toHaveCount(2);
  await expect(alice.page.getByText('notes.jpg is not a picture.')).toHaveCount(0);
  await alice.page.getByRole('textbox', { name: 'Caption of photo 1' }).fill('the good one');
  await alice.page.getByRole('button', { name: 'Send all 3' }).click();
  await expect(bob.message('the good one').getByRole('button', { name: /^Photo 1 of 1/ })).toBeVisible();
  await expect(alice.message('the good one')).toContainText('Seen');
  for (const name of ['notes.jpg', 'letter.pdf']) await expect(bob.message(name)).toBeVisible();
});

/** A real PNG of that many pixels, all of them the same. */
async function megapixels(width: number, height: number): Promise<Buffer> {
  const background = { r: 120, g: 160, b: 90 };
  return await sharp({ create: { width, height, channels: 3, background }, limitInputPixels: false })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

test('datagrams that are empty, random, cut or replayed change nothing', async ({ pair }) => {
  const { alice, bob } = pair;
  const before = ['one', 'two', 'three', 'four', 'before the storm'];
  for (const text of before) {
    // One by one: what is said at once shares a datagram, and the storm is made of real ones.
    await alice.write('Bob', text);
    await expect(alice.message(text)).toContainText('Seen');
  }
  const [ip = '', port = ''] = (await alice.app.address()).split(':');
  const real = await alice.app.datagrams();
  expect(real.length).toBeGreaterThan(10);

  const stranger = createSocket('udp4');
  stranger.bind(0, '127.0.0.1');
  await once(stranger, 'listening');
  const random = mulberry32(20_260_729);
  const send = (bytes: Buffer) =>
    new Promise<void>((resolve, reject) => {
      stranger.send(bytes, Number(port), ip, (error) => (error ? reject(error) : resolve()));
    });
  for (const bytes of real) {
    await send(bytes);
    await send(bytes.subarray(0, Math.floor(random() * bytes.length)));
    await send(Buffer.from(bytes.map((byte) => (random() < 0.02 ? byte ^ 0xff : byte))));
    await send(Buffer.from(Array.from({ length: Math.floor(random() * 1_400) }, () => Math.floor(random() * 256))));
    await send(Buffer.alloc(0));
  }
  stranger.close();

  await bob.write('Alice', 'still here');
  await expect(alice.message('still here')).toBeVisible();
  await alice.write('Bob', 'so am I');
  await expect(alice.message('so am I')).toContainText('Seen');
  expect(await alice.texts()).toEqual([...before, 'still here', 'so am I']);
  await expect(alice.pill('Bob')).toHaveAccessibleName(/: Direct, same network$/);
});

/** Small seeded generator (public domain, by Tommy Ettinger): the storm is the same each time. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
