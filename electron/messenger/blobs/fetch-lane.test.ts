import { beforeEach, expect, test } from 'vitest';
import { BLOB_RETRY_MS_MAX, BLOB_RETRY_MS_MIN, BLOB_STALL_MS, BLOB_TURN_MS } from '../limits.ts';
import { encodeFrame } from '../sync/frames.ts';
import { type ChannelPair, channelPair } from '../sync/testing/channel-pair.ts';
import { FetchLane } from './fetch-lane.ts';

const BLOB = 'b'.repeat(64);
const HOLDER = 'a'.repeat(64);

let channels: ChannelPair[] = [];
let rests: { readonly ms: number; readonly end: () => void }[] = [];
let lane: FetchLane;

beforeEach(() => {
  channels = [];
  rests = [];
  lane = new FetchLane({
    device: HOLDER,
    convs: () => [],
    openChannel: () => {
      const pair = channelPair('c'.repeat(64), HOLDER, '_blob');
      pair.answerer.onPacket((_packet, done) => done());
      channels.push(pair);
      return pair.opener;
    },
    after: (ms, end) => {
      const rest = { ms, end };
      if (ms !== BLOB_STALL_MS && ms !== BLOB_TURN_MS) rests.push(rest);
      return () => {
        rests = rests.filter((one) => one !== rest);
      };
    },
    next: () => ({ blob: BLOB, manifest: true, runs: [] }),
    putManifest: async () => 'stored',
    chunkBytes: () => undefined,
    putChunk: async () => 'stored',
    onSettled: () => undefined,
    onLate: () => undefined,
    onOnline: () => undefined,
    tellDiskFull: () => undefined,
    log: () => undefined,
  });
  lane.setOnline(true);
});

async function turns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

/** The newest channel breaks; the rest that follows, in ms. */
async function breakNewest(how: 'err' | 'line-reset' = 'err'): Promise<number | undefined> {
  const newest = channels.at(-1);
  if (how === 'err') newest?.answerer.fail('gone');
  else newest?.break();
  await turns();
  return rests.at(-1)?.ms;
}

async function endRest(): Promise<void> {
  rests.shift()?.end();
  await turns();
}

/** Breaks until the longest rest. */
async function breakOften(): Promise<void> {
  for (let count = 0; count < 8; count++) {
    await breakNewest();
    if (count < 7) await endRest();
  }
  expect(rests.map(({ ms }) => ms)).toEqual([BLOB_RETRY_MS_MAX]);
}

test('whose channels break again and again is asked with growing gaps', async () => {
  const gaps: (number | undefined)[] = [];
  for (let count = 0; count < 7; count++) {
    gaps.push(await breakNewest());
    await endRest();
  }
  expect(gaps).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});

test('another line or another way ends the rest at once, and the next one is short again', async () => {
  await breakOften();
  const before = channels.length;
  lane.renew();
  expect(channels).toHaveLength(before + 1);
  expect(rests).toEqual([]);
  expect(await breakNewest()).toBe(BLOB_RETRY_MS_MIN);
});

test('a line that went away is not held against the holder', async () => {
  for (let count = 0; count < 5; count++) {
    expect(await breakNewest('line-reset')).toBe(BLOB_RETRY_MS_MIN);
    await endRest();
  }
});

test('who gave anything before it broke is asked again soon', async () => {
  await breakOften();
  await endRest();
  channels.at(-1)?.answerer.send({ body: encodeFrame({ t: 'manifest', blob: BLOB }, new Uint8Array(9)) });
  await turns();
  expect(await breakNewest()).toBe(BLOB_RETRY_MS_MIN);
});

test('without a line nothing begins anew', async () => {
  await breakOften();
  lane.setOnline(false);
  const before = channels.length;
  lane.renew();
  expect(channels).toHaveLength(before);
});
