import { afterAll, afterEach, expect, test } from 'vitest';
import { IS_FULL_RUN } from '../../../../switch/testing/full-run.ts';
import { natlab } from '../../../../switch/tests/natlab/lab.ts';
import { ALBUM_PHOTOS, BRIDGED_EDGE_PX, type Couple, Households, STRAIGHT_EDGE_PX } from './households.ts';

const TEST_MS_MAX = 400_000;

const households = new Households();
afterEach(() => households.down());
afterAll(() => households.remove());

/** Straight, over a bridge, and where UDP is blocked. */
const PAIRS = [
  ['port-restricted', 'port-restricted', STRAIGHT_EDGE_PX],
  ['symmetric', 'port-restricted', BRIDGED_EDGE_PX],
  ['symmetric', 'symmetric', BRIDGED_EDGE_PX],
  ['full-cone', 'symmetric', STRAIGHT_EDGE_PX],
  ['restricted', 'cgnat', STRAIGHT_EDGE_PX],
  ['cgnat', 'cgnat', STRAIGHT_EDGE_PX],
  ['udp-blocked', 'port-restricted', BRIDGED_EDGE_PX],
] as const;
/** Pairs of a short run: one that goes straight. */
const SHORT = 1;

async function coupleAt(a: string, b: string): Promise<Couple> {
  await households.up('--home-a', a, '--home-b', b);
  await households.startSeed('seed1');
  return households.couple('a1', 'b1');
}

/** Sends the album, and comes back as soon as some of it, but not all, is there. */
async function sendHalf(couple: Couple, edgePx: number): Promise<void> {
  await couple.send(await households.album(edgePx));
  await couple.bob.until('a first photo', async () => (await couple.arrivedCount()) > 0);
}

test.each(IS_FULL_RUN ? PAIRS : PAIRS.slice(0, SHORT))(
  'a message and an album go from a %s to a %s home, with the uplink cut in the middle',
  { timeout: TEST_MS_MAX },
  async (a, b, edgePx) => {
    const couple = await coupleAt(a, b);
    await couple.expectTexts();
    await sendHalf(couple, edgePx);
    await natlab('cut', 'a');
    expect(await couple.arrivedCount(), 'the cut came too late').toBeLessThan(ALBUM_PHOTOS);
    await couple.say(couple.alice, 'said into the void');
    await natlab('heal', 'a');
    await couple.expectAlbum();
    expect(await couple.texts(couple.bob)).toEqual(['from Alice', 'from Bob', 'said into the void']);
  },
);

test('two on one network without any other', { timeout: TEST_MS_MAX }, async () => {
  await households.up('--lan-only', '--home-a', 'port-restricted', '--home-b', 'none', '--hosts-per-home', '2');
  const couple = await households.couple('a1', 'a2');
  await couple.expectTexts();
  await couple.send(await households.album(STRAIGHT_EDGE_PX));
  await couple.expectAlbum();
});

test.runIf(IS_FULL_RUN)('the sender leaves home in the middle of an album', { timeout: TEST_MS_MAX }, async () => {
  const couple = await coupleAt('port-restricted', 'port-restricted');
  await couple.expectTexts();
  await sendHalf(couple, STRAIGHT_EDGE_PX);
  await natlab('roam', 'a1', 'cell');
  expect(await couple.arrivedCount(), 'the move came too late').toBeLessThan(ALBUM_PHOTOS);
  await couple.expectAlbum();
});
