import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Dice } from '../../../switch/sim/index.ts';
import { openStorage, type Storage } from '../../storage/index.ts';
import { inProcessStorageWorker, type TestFolder, testFolder } from '../../storage/testing/index.ts';
import { BLOB_TURN_MS, BLOB_WANTS_OPEN, BLOB_WRITING_BYTES_MAX, CHUNK_BYTES_MIN } from '../limits.ts';
import { BlobServer } from '../sync/blob-server.ts';
import { encodeFrame, FrameReader } from '../sync/frames.ts';
import { type ChannelPair, channelPair } from '../sync/testing/channel-pair.ts';
import type { BlobStore } from './blob-store.ts';
import type { FetchLane } from './fetch-lane.ts';
import { Fetcher } from './fetcher.ts';
import { openBlobStore } from './open-blob-store.ts';
import { type Claim, Wanted } from './wanted.ts';

const GIVER = 'a'.repeat(64);
const TAKER = 'b'.repeat(64);
const AUTHOR = 'e'.repeat(64);
const dice = new Dice(1);

interface Side {
  readonly storage: Storage;
  readonly blobs: BlobStore;
  readonly folder: TestFolder;
}

async function newSide(): Promise<Side> {
  const folder = testFolder();
  const sealer = {
    kind: 'file',
    seal: async (key: Uint8Array) => key,
    unseal: async (key: Uint8Array) => key,
  } as const;
  const random = (length: number) => dice.bytes(length);
  const opened = await openStorage({ dataFolder: folder.path, sealer, random, worker: () => inProcessStorageWorker() });
  if (!opened.ok) throw new Error(opened.detail);
  const { store, files } = opened.value;
  return { storage: opened.value, blobs: await openBlobStore({ rows: store.blobs, files, random }), folder };
}

async function rest(): Promise<void> {
  for (let turn = 0; turn < 3_000; turn++) await Promise.resolve();
}

let giver: Side;
let taker: Side;
let lines: ChannelPair[] = [];
let whole: string[] = [];
let timers: { readonly ms: number; readonly run: () => void }[] = [];
let logLines: string[] = [];

beforeEach(async () => {
  giver = await newSide();
  taker = await newSide();
  lines = [];
  whole = [];
  timers = [];
  logLines = [];
  ownFromT = 0;
});
afterEach(async () => {
  for (const side of [giver, taker]) {
    await side.storage.close();
    side.folder.remove();
  }
});

const CONV = 'c'.repeat(64);
let impossible: string[] = [];
let givers: string[] = [];
/** Where our time in the conversation begins. */
let ownFromT = 0;

function newFetcher(): Fetcher {
  impossible = [];
  givers = [];
  return new Fetcher({
    blobs: taker.blobs,
    fromT: (conv) => (conv === CONV ? ownFromT : 0),
    after: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    onProgress: () => undefined,
    onWhole: (blob) => whole.push(blob),
    onImpossible: (blob, why) => impossible.push(`${why} ${blob}`),
    onGiver: (_blob, device) => givers.push(device),
    tellDiskFull: () => undefined,
    log: (line) => logLines.push(line),
  });
}

/** A way to a holder, over channels that the giver serves, or that the test answers itself. */
function newLane(fetcher: Fetcher, serve: (pair: ChannelPair) => void = serveAll, device = GIVER): FetchLane {
  return fetcher.lane({
    device,
    convs: () => [CONV],
    openChannel: () => {
      const pair = channelPair(TAKER, device, '_blob');
      lines.push(pair);
      serve(pair);
      return pair.opener;
    },
  });
}

/** By somebody whom nobody here speaks with, unless the test says otherwise. */
const claim = (blob: string, more: Partial<Claim> = {}): Claim => ({
  blob,
  conv: CONV,
  t: 1,
  author: AUTHOR,
  rank: 'rest',
  claimedBytes: undefined,
  ...more,
});

async function start(fetcher: Fetcher, ids: readonly string[], ...lanes: FetchLane[]): Promise<void> {
  for (const id of ids) await fetcher.add(claim(id));
  for (const lane of lanes) lane.setOnline(true);
}

/** All of them, or those of so many ms. */
async function runTimers(ofMs?: number): Promise<void> {
  const due = timers.filter(({ ms }) => ofMs === undefined || ms === ofMs);
  timers = timers.filter((timer) => !due.includes(timer));
  for (const { run } of due) run();
  await rest();
}

function serveAll(pair: ChannelPair): void {
  const host = { blobs: giver.blobs, mayServe: async () => true, log: (line: string) => logLines.push(line) };
  new BlobServer(pair.answerer, host, () => undefined);
}

/** Compared as bytes: `toEqual` of 600,000 takes seconds. */
const holds = async (side: Side, id: string, content: Uint8Array | undefined) => {
  const info = await side.blobs.info(id);
  const read = await side.blobs.read(id, 0, info?.length ?? 0);
  return read !== undefined && content !== undefined && Buffer.compare(read, content) === 0;
};

function frames(pair: ChannelPair, by: 'opener' | 'answerer') {
  const reader = new FrameReader();
  return pair.sent
    .filter((packet) => packet.by === by)
    .flatMap(({ body }) => {
      const read = reader.push(body);
      return read.ok ? read.value : [];
    });
}

/** How many wants were unanswered after each frame, in the order in which both sides sent. */
function openWants(pair: ChannelPair): readonly number[] {
  const readers = { opener: new FrameReader(), answerer: new FrameReader() };
  let open = 0;
  return pair.sent.flatMap(({ by, body }) => {
    const read = readers[by].push(body);
    return (read.ok ? read.value : []).map((frame) => {
      if (frame.t === 'want') open += 1;
      if (frame.t === 'done') open -= 1;
      return open;
    });
  });
}

describe('the fetcher', () => {
  test('bring blobs over whole: previews first, then in order, two wants open at a time', async () => {
    const contents = [70_000, 600_000, 0, 262_144].map((length) => dice.bytes(length));
    const ids: string[] = [];
    for (const content of contents) ids.push((await giver.blobs.addBytes(content)).id);
    const preview = (await giver.blobs.addBytes(dice.bytes(500))).id;
    const fetcher = newFetcher();
    await fetcher.add(claim(preview));
    await fetcher.add(claim(preview, { rank: 'preview' }));
    await start(fetcher, ids, newLane(fetcher));
    for (let round = 0; round < 20 && whole.length < 5; round++) await rest();
    expect(new Set(whole)).toEqual(new Set([preview, ...ids])); // each as soon as it is on disk, which takes its time
    for (const [index, id] of ids.entries()) expect(await holds(taker, id, contents[index])).toBe(true);
    expect(logLines).toEqual([]);
    const [line] = lines;
    if (line === undefined) throw new Error('no channel');
    expect(lines).toHaveLength(1);
    expect(Math.max(...openWants(line))).toBe(BLOB_WANTS_OPEN);
    const wants = frames(line, 'opener').filter(({ t }) => t === 'want');
    expect([...new Set(wants.map(({ json }) => json.blob))]).toEqual([preview, ...ids]);
  });

  test('go on after a broken line with the chunks that are missing, and with no other', async () => {
    const count = 4 + BLOB_WRITING_BYTES_MAX / CHUNK_BYTES_MIN; // more than are on their way to the disk at a time
    const content = new Uint8Array(count * CHUNK_BYTES_MIN);
    const { id } = await giver.blobs.addBytes(content);
    const fetcher = newFetcher();
    await start(fetcher, [id], newLane(fetcher));
    const stored = async () => (await taker.blobs.info(id))?.storedChunkCount ?? 0;
    while ((await stored()) < 2) await Promise.resolve();
    lines[0]?.break();
    await rest();
    const missing = await taker.blobs.missingChunks(id);
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.length).toBeLessThan(count);
    for (const { run } of timers.splice(0)) run();
    for (let round = 0; round < 20 && whole.length === 0; round++) await rest();
    expect(whole).toEqual([id]);
    const [second] = lines.slice(1);
    if (second === undefined) throw new Error('no second channel');
    const [want] = frames(second, 'opener');
    expect(want?.json.manifest).toBeUndefined();
    const chunks = frames(second, 'answerer').filter((frame) => frame.t === 'chunk');
    expect(new Set(chunks.map((frame) => frame.json.index))).toEqual(new Set(missing));
  });

  test('end a channel over which a wrong chunk came, keep nothing of it, and rest after three', async () => {
    const content = dice.bytes(1_000);
    const { id } = await giver.blobs.addBytes(content);
    const manifest = (await giver.blobs.manifest(id)) ?? new Uint8Array(0);
    const fetcher = newFetcher();
    const lane = newLane(fetcher, ({ answerer }) => {
      answerer.onPacket((_packet, done) => done());
      const chunk = encodeFrame({ t: 'chunk', blob: id, index: 0, offset: 0 }, new Uint8Array(1_000));
      answerer.send({
        body: new Uint8Array(Buffer.concat([encodeFrame({ t: 'manifest', blob: id }, manifest), chunk])),
      });
    });
    await start(fetcher, [id], lane);
    for (let round = 0; round < 6; round++) {
      await rest();
      if (round < 5) for (const { run } of timers.splice(0)) run();
    }
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect((await taker.blobs.info(id))?.storedChunkCount).toBe(0);
    expect(logLines).toContain('blobs: too many wrong chunks, resting');
  });

  test.each([
    ['a manifest of another blob', (id: string) => encodeFrame({ t: 'manifest', blob: id }, dice.bytes(60))],
    [
      'a chunk before the manifest',
      (id: string) => encodeFrame({ t: 'chunk', blob: id, index: 0, offset: 0 }, dice.bytes(9)),
    ],
    ['a head of another shape', () => encodeFrame({ t: 'done', blob: 7 })],
  ])('end a channel over which %s came', async (_what, frame) => {
    const { id } = await giver.blobs.addBytes(dice.bytes(1_000));
    const closes: string[] = [];
    const fetcher = newFetcher();
    const lane = newLane(fetcher, ({ answerer }) => {
      answerer.onPacket((_packet, done) => done());
      answerer.onClose((close) => closes.push(close.reason === 'err' ? close.message : close.reason));
      answerer.send({ body: frame(id) });
    });
    await start(fetcher, [id], lane);
    await rest();
    expect(closes).toHaveLength(1);
    expect(['bad frame', 'wrong manifest']).toContain(closes[0]);
  });

  test('ask no more for what is not theirs, and go on with the next', async () => {
    const { id } = await giver.blobs.addBytes(dice.bytes(1_000));
    const secret = (await giver.blobs.addBytes(dice.bytes(2_000))).id;
    const fetcher = newFetcher();
    const lane = newLane(fetcher, (pair) => {
      const host = { blobs: giver.blobs, mayServe: async (blob: string) => blob !== secret, log: () => undefined };
      new BlobServer(pair.answerer, host, () => undefined);
    });
    await start(fetcher, [secret, id], lane);
    await rest();
    expect(whole).toEqual([id]);
    expect(lines.flatMap((pair) => frames(pair, 'answerer')).filter((frame) => frame.t === 'none')).toHaveLength(1);
  });
});

describe('several holders', () => {
  const OTHER = 'd'.repeat(64);
  const silent = (pair: ChannelPair) => pair.answerer.onPacket((_packet, done) => done());
  const wantsOf = (device: string) =>
    lines.filter(({ opener }) => opener.peer === device).flatMap((pair) => frames(pair, 'opener'));

  test('give different runs of one blob, those that are read first; what one did not give is free for another', () => {
    const wanted = new Wanted('b'.repeat(64), undefined, 'rest');
    expect(wanted.claim(GIVER, 16)).toEqual([[0, 16]]);
    expect(wanted.isFor(OTHER)).toBe(false); // one is enough for the manifest
    wanted.unclaim(GIVER, [[0, 16]]);
    wanted.missing = new Set(Array.from({ length: 40 }, (_, index) => index));
    expect(wanted.claim(GIVER, 16)).toEqual([[0, 16]]);
    expect(wanted.claim(OTHER, 16)).toEqual([[16, 16]]);
    const [length, chunkLength] = [40 * CHUNK_BYTES_MIN, CHUNK_BYTES_MIN];
    wanted.info = { id: wanted.blob, length, chunkLength, chunkCount: 40, storedChunkCount: 0, isWhole: false };
    wanted.reading = { offset: 38 * CHUNK_BYTES_MIN, length: 1 };
    expect(wanted.claim(OTHER, 2)).toEqual([[38, 2]]);
    expect(wanted.claim(OTHER, 16)).toEqual([[32, 6]]);
    expect(wanted.isFor(GIVER)).toBe(false);
    wanted.unclaim(OTHER, [[16, 16]]);
    expect(wanted.claim(GIVER, 16)).toEqual([[16, 16]]);
  });

  test('who stalls is left, and another gives the rest', async () => {
    const { id } = await giver.blobs.addBytes(dice.bytes(600_000));
    const fetcher = newFetcher();
    await start(fetcher, [id], newLane(fetcher, silent, OTHER), newLane(fetcher));
    await rest();
    expect(whole).toEqual([]);
    await runTimers();
    for (let round = 0; round < 20 && whole.length === 0; round++) await rest();
    expect(whole).toEqual([id]);
  });

  test('what lies before our time in a group is asked of nobody, until our time begins before it', async () => {
    const { id } = await giver.blobs.addBytes(dice.bytes(1_000));
    ownFromT = 5;
    const fetcher = newFetcher();
    await start(fetcher, [], newLane(fetcher));
    await fetcher.add(claim(id, { t: 4 }));
    await rest();
    await runTimers();
    expect(wantsOf(GIVER)).toEqual([]);
    ownFromT = 4;
    fetcher.run();
    for (let round = 0; round < 20 && whole.length === 0; round++) await rest();
    expect(whole).toEqual([id]);
  });

  test('what is named before our time and again in it is asked for', async () => {
    const { id } = await giver.blobs.addBytes(dice.bytes(1_000));
    ownFromT = 5;
    const fetcher = newFetcher();
    await start(fetcher, [], newLane(fetcher));
    for (const t of [5, 4]) await fetcher.add(claim(id, { t }));
    for (let round = 0; round < 20 && whole.length === 0; round++) await rest();
    expect(whole).toEqual([id]);
  });

  test('the author is asked first, whoever is there before them', async () => {
    const { id } = await giver.blobs.addBytes(dice.bytes(1_000));
    const fetcher = newFetcher();
    const lanes = [newLane(fetcher, serveAll, OTHER), newLane(fetcher)];
    for (const lane of lanes) lane.setOnline(true);
    await fetcher.add(claim(id, { author: GIVER }));
    for (let round = 0; round < 20 && whole.length === 0; round++) await rest();
    expect(givers).toEqual([GIVER]);
  });

  test('what the author has no time for is asked of the others meanwhile', async () => {
    const ids: string[] = [];
    for (let count = 0; count < BLOB_WANTS_OPEN + 1; count++)
      ids.push((await giver.blobs.addBytes(dice.bytes(1_000 + count))).id);
    const fetcher = newFetcher();
    const lanes = [newLane(fetcher, serveAll, OTHER), newLane(fetcher, silent)];
    for (const lane of lanes) lane.setOnline(true);
    for (const id of ids) await fetcher.add(claim(id, { author: GIVER }));
    for (let round = 0; round < 20 && whole.length === 0; round++) await rest();
    expect(whole).toEqual(ids.slice(BLOB_WANTS_OPEN));
    expect(wantsOf(GIVER)).toHaveLength(BLOB_WANTS_OPEN);
  });

  test('an author who says nothing for three seconds has another asked too, once, and is not left for it', async () => {
    const { id } = await giver.blobs.addBytes(dice.bytes(1_000));
    const fetcher = newFetcher();
    await start(fetcher, [], newLane(fetcher, silent), newLane(fetcher, serveAll, OTHER));
    await fetcher.add(claim(id, { author: GIVER }));
    await rest();
    expect(wantsOf(OTHER)).toEqual([]);
    await runTimers(BLOB_TURN_MS);
    for (let round = 0; round < 20 && whole.length === 0; round++) await rest();
    expect(whole).toEqual([id]);
    expect(givers).toEqual([OTHER]);
    expect(wantsOf(GIVER)).toHaveLength(1);
  });

  test('who was late and comes after all is heard, if nobody else could be asked', async () => {
    const content = dice.bytes(1_000);
    const { id } = await giver.blobs.addBytes(content);
    const fetcher = newFetcher();
    let serveNow: (() => void) | undefined;
    const later = (pair: ChannelPair) => {
      serveNow = () => serveAll(pair); // what was sent meanwhile waits for it
    };
    await start(fetcher, [id], newLane(fetcher, later));
    await rest();
    await runTimers(BLOB_TURN_MS);
    expect(wantsOf(GIVER)).toHaveLength(1);
    serveNow?.();
    for (let round = 0; round < 20 && whole.length === 0; round++) await rest();
    expect(whole).toEqual([id]);
    expect(await holds(taker, id, content)).toBe(true);
  });

  test('who lies costs one chunk, and another gives what is right', async () => {
    const content = dice.bytes(1_000);
    const { id } = await giver.blobs.addBytes(content);
    const fetcher = newFetcher();
    const lie = ({ answerer }: ChannelPair) => {
      answerer.onPacket((_packet, done) => done());
      answerer.send({ body: encodeFrame({ t: 'manifest', blob: id }, dice.bytes(60)) });
    };
    await start(fetcher, [id], newLane(fetcher, lie, OTHER), newLane(fetcher));
    for (let round = 0; round < 20 && whole.length === 0; round++) await rest();
    expect(whole).toEqual([id]);
    expect(givers).toEqual([GIVER]);
  });

  test('who says done without giving anything is asked again later only', async () => {
    const { id } = await giver.blobs.addBytes(dice.bytes(1_000));
    const fetcher = newFetcher();
    const empty = ({ answerer }: ChannelPair) =>
      answerer.onPacket((packet, done) => {
        if (packet.body.length > 0) answerer.send({ body: encodeFrame({ t: 'done', blob: id }) });
        done();
      });
    const wants = () => lines.flatMap((pair) => frames(pair, 'opener')).length;
    await start(fetcher, [id], newLane(fetcher, empty));
    await rest();
    expect(wants()).toBe(1);
    await runTimers();
    expect(wants()).toBe(2);
  });
});

test('who says that it is not ours is asked again: the event that names it may come to them later', async () => {
  const { id } = await giver.blobs.addBytes(dice.bytes(1_000));
  let mayServe = false;
  const fetcher = newFetcher();
  const lane = newLane(fetcher, (pair) => {
    const host = { blobs: giver.blobs, mayServe: async () => mayServe, log: () => undefined };
    new BlobServer(pair.answerer, host, () => undefined);
  });
  await start(fetcher, [id], lane);
  await rest();
  expect(whole).toEqual([]);
  mayServe = true;
  await runTimers();
  for (let round = 0; round < 20 && whole.length === 0; round++) await rest();
  expect(whole).toEqual([id]);
});

describe('a blob of another length than the message said', () => {
  test('is not fetched', async () => {
    const { id } = await giver.blobs.addBytes(dice.bytes(2_000));
    const fetcher = newFetcher();
    await fetcher.add(claim(id, { claimedBytes: 1_999 }));
    await start(fetcher, [], newLane(fetcher));
    await rest();
    expect(impossible).toEqual([`wrong-size ${id}`]);
    expect((await taker.blobs.info(id))?.storedChunkCount).toBe(0);
  });
});

describe('reading what is on its way', () => {
  test('the chunks that are read come first, and the reader gets them before the blob is whole', async () => {
    const count = 12 + 2 * (BLOB_WRITING_BYTES_MAX / CHUNK_BYTES_MIN); // more than are on their way to the disk at a time
    const content = new Uint8Array(count * CHUNK_BYTES_MIN);
    for (let index = 0; index < count; index++)
      content.fill(index, index * CHUNK_BYTES_MIN, (index + 1) * CHUNK_BYTES_MIN);
    const { id } = await giver.blobs.addBytes(content);
    const fetcher = newFetcher();
    await start(fetcher, [id]);
    const offset = CHUNK_BYTES_MIN * 10 + 7;
    const reading = fetcher.read(id, offset, 1_000);
    await rest();
    newLane(fetcher).setOnline(true);
    expect(await reading).toEqual(content.slice(offset, offset + 1_000));
    expect(whole).toEqual([]);
    const [line] = lines;
    const chunks = line === undefined ? [] : frames(line, 'answerer').filter(({ t }) => t === 'chunk');
    // Two come with the manifest, before anybody can know which one is read.
    expect(chunks.slice(0, 3).map(({ json }) => json.index)).toEqual([0, 1, 10]);
  });

  test('gives nothing for what is not wanted, or does not come in time', async () => {
    const { id } = await giver.blobs.addBytes(dice.bytes(1_000));
    const fetcher = newFetcher();
    expect(await fetcher.read(id, 0, 10)).toBeUndefined();
    await fetcher.add(claim(id));
    const reading = fetcher.read(id, 0, 10);
    await rest();
    await runTimers();
    expect(await reading).toBeUndefined();
  });
});

describe('the blob server', () => {
  test('refuses more than eight wants at a time, and takes no range for memory', async () => {
    const { id } = await giver.blobs.addBytes(dice.bytes(300_000));
    const pair = channelPair(TAKER, GIVER, '_blob');
    serveAll(pair);
    pair.opener.onPacket((_packet, done) => done());
    const want = { t: 'want', blob: id, chunks: [[0, Number.MAX_SAFE_INTEGER]] };
    pair.opener.send({ body: new Uint8Array(Buffer.concat(Array.from({ length: 10 }, () => encodeFrame(want)))) });
    for (let round = 0; round < 10; round++) await rest();
    const answers = frames(pair, 'answerer');
    expect(answers.filter((frame) => frame.t === 'none').map((frame) => frame.json.why)).toEqual(['busy', 'busy']);
    expect(answers.filter((frame) => frame.t === 'done')).toHaveLength(8);
    expect(answers.filter((frame) => frame.t === 'chunk')).toHaveLength(16);
  });
});
