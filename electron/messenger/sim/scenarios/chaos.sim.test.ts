import { afterEach, describe, expect, test } from 'vitest';
import { IS_FULL_RUN } from '../../../../switch/testing/full-run.ts';
import type { MessageView } from '../../views/message-views.ts';
import { type ChaosOptions, type ChaosRecord, comeToRest, liveInChaos } from '../chaos.ts';
import { SimPeople, textsOf } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

/** Of `npm test` and of `npm run test:full`. The groups' worlds (group-worlds.ts) go through most of the same. */
const TEXT_WORLDS = IS_FULL_RUN ? 1_000 : 12;
const PHOTO_WORLDS = IS_FULL_RUN ? 200 : 4;
/** SEED=n SEEDS=1 replays one world; SEEDS=200 looks for new ones. */
const FIRST_SEED = Number(process.env.SEED ?? 1);
const seedsOf = (count: number) =>
  Array.from({ length: Number(process.env.SEEDS ?? count) }, (_, index) => FIRST_SEED + index);
const TEST_MS_MAX = 120_000;

let people: SimPeople | undefined;
afterEach(() => people?.remove());

describe('whatever is lost, doubled, killed or cut off', () => {
  test.each(seedsOf(TEXT_WORLDS))(
    'every text arrives once and in order, and both show the same (seed %i)',
    { timeout: TEST_MS_MAX },
    async (seed) => {
      const { alice, bob, conv, record } = await live(seed, { deeds: 80, albumRatio: 0 });
      await expectAllThere(alice, bob, conv, record);
    },
  );

  test.each(seedsOf(PHOTO_WORLDS))(
    'every photo arrives whole, and is told to have arrived (seed %i)',
    { timeout: TEST_MS_MAX },
    async (seed) => {
      const { alice, bob, conv, record } = await live(seed, { deeds: 40, albumRatio: 0.4 });
      await expectAllThere(alice, bob, conv, record);
      for (const person of [alice, bob]) {
        for (const message of await person.messages(conv)) await expectPhotos(person, message, record);
      }
    },
  );
});

async function live(seed: number, options: ChaosOptions) {
  people = new SimPeople({ seed, lossRatio: 0.15, duplicateRatio: 0.05, delayMs: [5, 300], jobMs: [1, 30] });
  const { alice, bob, conv } = await people.contacts();
  const record = await liveInChaos(people, [alice, bob], conv, options);
  await comeToRest(people, [alice, bob]);
  await people.until('both logs are the same', async () => {
    const [a, b] = [await alice.messages(conv), await bob.messages(conv)];
    return (
      a.length === b.length && a.every((message, index) => message.id === b[index]?.id) && [...a, ...b].every(isAtRest)
    );
  });
  return { alice, bob, conv, record };
}

function isAtRest({ content, delivery }: MessageView): boolean {
  const isWhole = content.kind !== 'album' || content.photos.every((photo) => photo.isWhole && photo.hasThumb);
  return isWhole && delivery.name !== 'waiting' && delivery.name !== 'arriving';
}

async function expectAllThere(alice: SimPerson, bob: SimPerson, conv: string, record: ChaosRecord): Promise<void> {
  const texts = await textsOf(alice, conv);
  expect(await textsOf(bob, conv)).toEqual(texts);
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts.length).toBeGreaterThan(5);
  for (const [person, promised] of record.promised) {
    const own = texts.filter((text) => text.startsWith(`${person.name} `));
    expect(own.filter((text) => !record.unsure.has(text))).toEqual(promised);
    expect(own).toEqual([...own].sort((a, b) => Number(a.split(' ')[1]) - Number(b.split(' ')[1])));
  }
}

async function expectPhotos(person: SimPerson, { content }: MessageView, record: ChaosRecord): Promise<void> {
  if (content.kind !== 'album') return;
  const sent = record.photos.get(content.photos[0]?.caption ?? '');
  expect(sent?.length).toBe(content.photos.length);
  for (const [index, photo] of content.photos.entries()) {
    const full = await person.messenger.openPhoto(`photo/${photo.key}/full`);
    const bytes = await full?.read(0, full.lengthBytes);
    expect(Buffer.compare(bytes ?? new Uint8Array(0), sent?.[index] ?? new Uint8Array(0))).toBe(0);
    expect(await person.messenger.openPhoto(`photo/${photo.key}/thumb`)).toBeDefined();
  }
}
