import { beforeEach, expect, test } from 'vitest';
import { BLOB_WRITING_BYTES_MAX } from '../limits.ts';
import { BlobFetch } from './blob-fetch.ts';
import { encodeFrame } from './frames.ts';
import { type ChannelPair, channelPair } from './testing/channel-pair.ts';

const BLOB = 'b'.repeat(64);
const CHUNK_BYTES = 1_048_576;
/** Chunks that are being written when no more are read. */
const AT_ONCE = BLOB_WRITING_BYTES_MAX / CHUNK_BYTES + 1;
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

interface Writing {
  readonly index: number;
  readonly end: (how?: 'stored' | 'wrong') => void;
  readonly fail: (error: Error) => void;
}

let pair: ChannelPair;
let writing: Writing[];
let told: string[];

beforeEach(() => {
  writing = [];
  told = [];
  pair = channelPair('c'.repeat(64), 'a'.repeat(64), '_blob');
  pair.answerer.onPacket((_, done) => done());
  const fetch = new BlobFetch(
    pair.opener,
    {
      putManifest: async () => 'stored',
      chunkBytes: () => CHUNK_BYTES,
      putChunk: (_, index) =>
        new Promise((resolve, reject) => {
          writing.push({ index, end: (how = 'stored') => resolve(how), fail: reject });
        }),
      onAnswered: () => undefined,
      onSettled: (_, outcome) => told.push(outcome),
      onWrong: () => told.push('wrong'),
      onDiskFull: () => told.push('disk full'),
      log: (line) => told.push(line),
    },
    (close, unsettled) => told.push(`${close.reason}, ${unsettled.length} open`),
  );
  fetch.want({ blob: BLOB, manifest: false, runs: [[0, AT_ONCE + 3]] });
});

/** Chunks as the other side sends them, then what it says of the want. */
async function give(count: number, last: 'done' | 'none' | undefined): Promise<void> {
  for (let index = 0; index < count; index++)
    pair.answerer.send({
      body: encodeFrame({ t: 'chunk', blob: BLOB, index, offset: 0 }, new Uint8Array(CHUNK_BYTES)),
    });
  if (last === 'done') pair.answerer.send({ body: encodeFrame({ t: 'done', blob: BLOB }) });
  if (last === 'none') pair.answerer.send({ body: encodeFrame({ t: 'none', blob: BLOB, why: 'unknown' }) });
  await turns();
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
}

test('chunks come while others are written, no more than the limit says at a time', async () => {
  await give(AT_ONCE + 3, 'done');
  expect(writing.map(({ index }) => index)).toEqual(upTo(AT_ONCE));
  writing[2]?.end();
  await turns();
  expect(writing.map(({ index }) => index)).toEqual(upTo(AT_ONCE + 1));
});

test.each(['done', 'none'] as const)(
  'an answer that ends in %s is settled when all that came is on disk',
  async (last) => {
    await give(2, last);
    writing[1]?.end();
    await turns();
    expect(told).toEqual([]);
    writing[0]?.end();
    await turns();
    expect(told).toEqual([last === 'done' ? 'done' : 'unknown']);
  },
);

test('of several wrong chunks on their way to the disk one is counted, and the want is given back', async () => {
  await give(3, undefined);
  for (const { end } of writing) end('wrong');
  await turns();
  expect(told).toEqual(['wrong', 'err, 1 open']);
});

test('a disk that takes no more ends the channel, and what else is being written changes nothing', async () => {
  await give(3, 'done');
  writing[1]?.fail(new Error('no luck'));
  writing[0]?.end();
  writing[2]?.end();
  await turns();
  expect(told).toEqual([expect.stringContaining('blob fetch: Error'), 'err, 1 open']);
});
