import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openConnection } from '../../storage/connection.ts';
import { testFolder, testSealer } from '../../storage/testing/index.ts';
import type { KeyProtector } from '../index.ts';
import { openKeyProtector, type TestMessenger, testMessenger } from '../testing/test-messenger.ts';
import { filesBelow, keysIn, openToOthers, type Secret, secretSample, secretText, tracesIn } from './traces.ts';

const TEST_MS_MAX = 120_000;
const PHOTO_EDGE_PX = 640;

const TEXTS = { hers: 'Die Kaution liegt im blauen Umschlag', his: 'und der Schlüssel unter dem Oleander' };
const NAMES = { alice: 'Wilhelmine Ostertag', bob: 'Bartholomäus Quint', nickname: 'Onkel Barti vom Moor' };
const CAPTION = 'unser Versteck am Weiher';
const FILE_NAME = 'Testament-Entwurf.odt';
const PASSPHRASE = 'vierzehn nasse Lodenmäntel';

// As the program does at its start: whatever any part writes is its owner's alone.
beforeAll(() => void process.umask(0o077));

const folder = testFolder();
const opened: TestMessenger[] = [];
afterEach(async () => {
  for (const made of opened.splice(0)) await made.remove();
  folder.remove();
});

/** A key store that only this test can open. */
const keyStore: KeyProtector = testSealer('system', 0xa7);

interface Stolen {
  readonly what: string;
  readonly folder: string;
}

/** Two people live a little, with everything that is kept; the disk is copied while they run, and after. */
async function live(mode: string, keyProtector: KeyProtector, passphrase?: string) {
  const made = async (name: string) => {
    const dataFolder = join(folder.path, mode, name);
    const one = await testMessenger({ dataFolder, keyProtector });
    opened.push(one);
    if (!(await one.messenger.createProfile(name)).ok) throw new Error('no profile');
    await one.until('listening', () => one.messenger.network().state === 'listening');
    if (passphrase !== undefined) await one.messenger.backup.setPassphrase(passphrase);
    return { one, dataFolder };
  };
  const [alice, bob] = [await made(NAMES.alice), await made(NAMES.bob)];
  const invite = await alice.one.messenger.getInvite();
  const accepted = invite.ok ? await bob.one.messenger.acceptInvite(invite.value.text) : invite;
  if (!accepted.ok) throw new Error(accepted.error);
  const conv = accepted.value.conversationId;
  for (const { one } of [alice, bob])
    await one.until('a contact', async () => (await one.conversation(conv))?.state === 'contact');

  await alice.one.messenger.sendText(conv, TEXTS.hers);
  await bob.one.messenger.sendText(conv, TEXTS.his);
  const staged = await alice.one.messenger.stagePhoto('IMG_1.jpg', await photo());
  if (!staged.ok) throw new Error(staged.error);
  await alice.one.messenger.sendAlbum(conv, [{ stagedId: staged.value.stagedId, caption: CAPTION }]);
  const file = await photo();
  await alice.one.messenger.files.sendFile(conv, { fileName: FILE_NAME, bytes: file });
  const person = (await alice.one.conversation(conv))?.person;
  if (person === undefined) throw new Error('nobody there');
  await alice.one.messenger.contacts.setNickname(person, NAMES.nickname);

  const picture = await bob.one.until('the photo', async () => {
    const album = (await bob.one.messages(conv)).find(({ content }) => content.kind === 'album')?.content;
    const key = album?.kind === 'album' && album.photos[0]?.isWhole === true ? album.photos[0].key : undefined;
    const open = key === undefined ? undefined : await bob.one.messenger.openPhoto(`photo/${key}/full`);
    return open?.read(0, open.lengthBytes);
  });
  await alice.one.until('all arrived', async () =>
    (await alice.one.messages(conv)).every(({ delivery }) => ['arrived', 'seen', 'received'].includes(delivery.name)),
  );

  const disks: Stolen[] = [];
  for (const { dataFolder } of [alice, bob]) {
    const copy = `${dataFolder}, running`;
    cpSync(dataFolder, copy, { recursive: true });
    disks.push({ what: 'running', folder: copy }, { what: 'stopped', folder: dataFolder });
  }
  const hashnames = [alice, bob].map(({ one }) => one.messenger.profile()?.hashname ?? '');
  await Promise.all([alice.one.stop(), bob.one.stop()]);
  const secrets: Secret[] = [
    ...Object.entries({ ...TEXTS, ...NAMES }).map(([what, text]) => secretText(what, text)),
    ...[CAPTION, FILE_NAME, PASSPHRASE, ...hashnames].map((text) => secretText(text.slice(0, 12), text)),
    ...hashnames.map((hashname) => ({ what: 'a hashname in bytes', bytes: Buffer.from(hashname, 'hex') })),
    secretText('an address', '127.0.0.1'),
    secretSample('the picture', picture),
    secretSample('the file', file),
  ];
  return { disks, secrets, dataFolders: [alice.dataFolder, bob.dataFolder] };
}

/** A photo that no other equals. */
function photo(): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const create = { width: PHOTO_EDGE_PX, height: PHOTO_EDGE_PX, channels: 3, background: '#336699', noise } as const;
  return sharp({ create }).jpeg({ quality: 80 }).toBuffer();
}

function tracesOn(disks: readonly Stolen[], secrets: readonly Secret[]): readonly string[] {
  return disks.flatMap(({ what, folder: disk }) =>
    filesBelow(disk).flatMap((file) =>
      tracesIn(readFileSync(join(disk, file)), secrets).map((trace) => `${what}, ${file}: ${trace}`),
    ),
  );
}

/** Files of a data folder that give its database away. */
function keysOn(dataFolder: string): readonly string[] {
  const hash = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
  const database = join(dataFolder, 'store.db');
  return filesBelow(dataFolder).filter((file) =>
    keysIn(join(dataFolder, file), hash).some((key) => opens(database, key)),
  );
}

function opens(database: string, key: Uint8Array): boolean {
  try {
    openConnection(database, key).close();
    return true;
  } catch {
    return false;
  }
}

describe('a stolen disk', { timeout: TEST_MS_MAX }, () => {
  test.each([
    ['with a key store', keyStore, undefined],
    ['with a passphrase and no key store', openKeyProtector, PASSPHRASE],
  ] as const)(
    '%s shows no text, name, hashname or picture, and no file of it is the key',
    async (mode, protector, passphrase) => {
      const { disks, secrets, dataFolders } = await live(mode, protector, passphrase);
      expect(tracesOn(disks, secrets)).toEqual([]);
      for (const dataFolder of dataFolders) {
        expect(keysOn(dataFolder)).toEqual([]);
        expect(openToOthers(dataFolder)).toEqual([]);
      }
    },
  );

  test('with neither, gives itself away by its key file, as the app tells the person', async () => {
    const { disks, secrets, dataFolders } = await live('neither', openKeyProtector);
    expect(tracesOn(disks, secrets)).toEqual([]);
    for (const dataFolder of dataFolders) expect(keysOn(dataFolder)).toEqual(['store.key']);
  });
});

test('traces are found in every form that is looked for', () => {
  const secret = secretText('it', TEXTS.his);
  const around = (form: Buffer) => Buffer.concat([Buffer.from('abc'), form, Buffer.from('xyz')]);
  const [plain, wide] = [Buffer.from(TEXTS.his), Buffer.from(TEXTS.his, 'utf16le')];
  const forms = [plain, wide, Buffer.from(wide).swap16(), Buffer.from(plain.toString('hex').toUpperCase())];
  for (let before = 0; before < 3; before++) {
    const text = Buffer.concat([Buffer.alloc(before, 'x'), plain, Buffer.from('and more')]);
    forms.push(Buffer.from(text.toString('base64')), Buffer.from(text.toString('base64url')));
  }
  for (const form of forms) expect(tracesIn(around(form), [secret])).not.toEqual([]);
  expect(tracesIn(around(Buffer.from('something else')), [secret])).toEqual([]);
});
