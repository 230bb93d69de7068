import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../switch/index.ts';
import type { ContactRow } from '../../storage/index.ts';
import { inProcessStorageWorker, type TestStore, testStore } from '../../storage/testing/index.ts';
import { PROFILE_CHANGES_MAX, PROFILE_WORDS_MAX } from '../limits.ts';
import type { ImagePort } from '../photos/image-port.ts';
import { createSharpImagePort } from '../photos/sharp-image-port.ts';
import { ContactDetails } from './contact-details.ts';
import { ContactBook, conversationOf } from './contacts.ts';
import { Profiles } from './profiles.ts';

const [ANNA, ME] = ['a'.repeat(64), 'b'.repeat(64)];
const row: ContactRow = {
  person: ANNA,
  device: ANNA,
  conv: conversationOf(ANNA, ME),
  publicKey: new Uint8Array(294),
  name: 'Anna',
  paths: '[]',
  state: 'contact',
  inviteSecret: undefined,
  refusal: undefined,
  addedAtMs: 1,
};
const NO_BYTES = new Uint8Array(0);
const idOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let kept: TestStore;
let images: ImagePort;
let contacts: ContactBook;
let details: ContactDetails;
let profiles: Profiles;
let nowMs = 0;
const said: (JsonObject & { readonly bytes?: number })[] = [];
let picture: { readonly bytes: Uint8Array; readonly id: string } | undefined;

beforeEach(async () => {
  kept = await testStore(() => inProcessStorageWorker());
  images = createSharpImagePort();
  contacts = await ContactBook.open(kept.store.contacts, kept.store.devices);
  await contacts.update(ANNA, () => row);
  details = await ContactDetails.open(kept.store.people);
  said.length = 0;
  picture = undefined;
  nowMs = 0;
  const clock = { wallMs: () => 1_000 + nowMs, after: () => () => undefined };
  profiles = new Profiles({
    core: { contacts, details, store: kept.store, clock, nowMs: () => nowMs },
    images,
    own: {
      name: 'Me',
      get picture() {
        return picture;
      },
    },
    onChange: () => undefined,
  });
});
afterEach(async () => {
  await images.close();
  await kept.remove();
});

async function hear(json: JsonObject, body: Uint8Array = NO_BYTES): Promise<void> {
  const frame = { t: String(json.t), json, body };
  const now = contacts.get(ANNA) ?? row;
  await profiles.takeWord(now, frame, (answer, bytes) => said.push({ ...answer, bytes: bytes?.length ?? 0 }));
}

const pngOf = async (edge: number, noise = false) => {
  const create = { width: edge, height: edge, channels: 3, background: '#a04020' } as const;
  const noisy = { ...create, noise: { type: 'gaussian', mean: 128, sigma: 60 } } as const;
  return new Uint8Array(
    await sharp({ create: noise ? noisy : create })
      .png()
      .toBuffer(),
  );
};

describe('a contact’s profile', () => {
  test('a picture is asked for, decoded and encoded anew before it is kept', async () => {
    const bytes = await pngOf(80);
    await hear({ t: 'profile', name: 'Anna', picture: idOf(bytes) });
    expect(said).toEqual([{ t: 'want-picture', picture: idOf(bytes), bytes: 0 }]);
    await hear({ t: 'picture', picture: idOf(bytes) }, bytes);
    const stored = details.get(ANNA);
    expect(stored.pictureId).toBe(idOf(bytes));
    expect((await sharp(stored.picture).metadata()).width).toBe(80);
    expect(stored.thumbhash?.length).toBeGreaterThan(4);
    await hear({ t: 'profile', name: 'Anna', picture: idOf(bytes) });
    expect(said).toHaveLength(1); // it is here
  });

  test('what is no small picture, or not the one announced, or not asked for, is dropped', async () => {
    const large = await pngOf(600);
    const fat = await pngOf(200, true);
    expect(fat.length).toBeGreaterThan(24_576);
    const text = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const lying = Uint8Array.from([...(await pngOf(40)).subarray(0, 60), ...new Uint8Array(100)]);
    for (const bytes of [large, fat, text, lying, NO_BYTES]) {
      await hear({ t: 'profile', name: 'Anna', picture: idOf(bytes) });
      await hear({ t: 'picture', picture: idOf(bytes) }, bytes);
    }
    const small = await pngOf(30);
    await hear({ t: 'picture', picture: idOf(small) }, small);
    await hear({ t: 'profile', name: 'Anna', picture: idOf(small) });
    await hear({ t: 'picture', picture: idOf(small) }, await pngOf(31));
    expect(details.get(ANNA).picture).toBeUndefined();
    expect(await kept.store.people.changesOf(ANNA)).toEqual([]);
  });

  test.each([
    [{ t: 'profile', name: 'Anna\u202e', picture: '' }],
    [{ t: 'profile', name: ' \u200d ', picture: '' }],
    [{ t: 'profile', name: 'x'.repeat(65), picture: '' }],
    [{ t: 'profile', name: 7, picture: '' }],
    [{ t: 'profile', name: 'Bea' }],
    [{ t: 'profile', name: 'Bea', picture: 'zz' }],
    [{ t: 'picture' }],
    [{ t: 'want-picture', picture: 5 }],
  ])('%j changes nothing', async (json) => {
    await hear(json);
    expect(contacts.get(ANNA)?.name).toBe('Anna');
    expect(said).toEqual([]);
  });

  test('is heard so often an hour, and the changes kept have an end', async () => {
    for (let hour = 0; hour < 4; hour++) {
      nowMs = hour * 3_600_001;
      for (let n = 0; n < 2 * PROFILE_WORDS_MAX; n++)
        await hear({ t: 'profile', name: `Anna ${hour} ${n}`, picture: '' });
      expect(contacts.get(ANNA)?.name).toBe(`Anna ${hour} ${PROFILE_WORDS_MAX - 1}`);
    }
    const changes = await kept.store.people.changesOf(ANNA);
    expect(changes).toHaveLength(PROFILE_CHANGES_MAX);
    expect(changes.at(-1)?.before).toBe(`Anna 3 ${PROFILE_WORDS_MAX - 2}`);
  });

  test('our own picture is given to who names it, so often an hour, and no other bytes', async () => {
    const bytes = await pngOf(40);
    await hear({ t: 'want-picture', picture: idOf(bytes) });
    expect(said).toEqual([]);
    picture = { bytes, id: idOf(bytes) };
    for (let n = 0; n < 2 * PROFILE_WORDS_MAX; n++) await hear({ t: 'want-picture', picture: idOf(bytes) });
    expect(said).toHaveLength(PROFILE_WORDS_MAX);
    expect(said[0]).toEqual({ t: 'picture', picture: idOf(bytes), bytes: bytes.length });
  });
});
