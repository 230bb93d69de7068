import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { createImageQueue, type Decoder } from './image-queue.ts';
import { IMAGE_QUEUE_MAX, IMAGE_TIMEOUT_MS, IMAGE_WINDOW_IDLE_MS } from './limits.ts';

const EDGES = { maxEdgePx: 64, thumbEdgePx: 16 };
const FAILED = { ok: false, error: 'decoder-failed' };
const FILE = new Uint8Array([1, 2, 3]);

let good: Record<string, unknown> & { picture: Record<string, unknown> };
beforeAll(async () => {
  const blank = sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } });
  const picture = {
    type: 'image/jpeg',
    widthPx: 64,
    heightPx: 48,
    bytes: new Uint8Array(await blank.jpeg().toBuffer()),
  };
  const webp = new Uint8Array(await blank.clone().resize(16, 12).webp().toBuffer());
  good = {
    ok: true,
    picture,
    thumb: { type: 'image/webp', widthPx: 16, heightPx: 12, bytes: webp },
    thumbhash: new Uint8Array(21),
  };
});

/** A queue over decoders that answer when told to, and a clock that is turned by hand. */
function scene(opens: () => boolean = () => true) {
  const opened: { jobs: { answer: (reply: unknown) => void }[]; isClosed: boolean }[] = [];
  const timers = new Map<() => void, number>();
  const warnings: string[] = [];
  const queue = createImageQueue({
    open: async () => {
      if (!opens()) return undefined;
      const state = { jobs: [] as { answer: (reply: unknown) => void }[], isClosed: false };
      opened.push(state);
      const decoder: Decoder = {
        run: () => new Promise((answer) => state.jobs.push({ answer })),
        close: () => {
          state.isClosed = true;
        },
      };
      return decoder;
    },
    after: (ms, callback) => {
      timers.set(callback, ms);
      return () => timers.delete(callback);
    },
    warn: (line) => warnings.push(line),
  });
  const ring = (ms: number) => {
    for (const [callback, waits] of [...timers]) {
      if (waits !== ms) continue;
      timers.delete(callback);
      callback();
    }
  };
  /** Lets every promise that can settle do so. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { queue, opened, ring, settle, warnings };
}

describe('the picture queue', () => {
  test('opens one decoder with the first picture, and gives it one at a time, in order', async () => {
    const { queue, opened, settle } = scene();
    const results = [queue.process(FILE, EDGES), queue.process(FILE, EDGES)];
    await settle();
    expect(opened.map(({ jobs }) => jobs.length)).toEqual([1]);
    opened[0]?.jobs[0]?.answer(good);
    expect(await results[0]).toMatchObject({ ok: true, picture: { widthPx: 64 } });
    await settle();
    opened[0]?.jobs[1]?.answer({ ok: false, error: 'not-an-image' });
    expect(await results[1]).toEqual({ ok: false, error: 'not-an-image' });
    expect(opened).toHaveLength(1);
  });

  test.each([
    ['dies', (answer: (reply: unknown) => void) => answer(undefined)],
    ['hangs', (_answer: unknown, ring: (ms: number) => void) => ring(IMAGE_TIMEOUT_MS)],
    ['answers nonsense', (answer: (reply: unknown) => void) => answer({ ok: true })],
  ])('a decoder that %s costs its picture and no other', async (_what, misbehave) => {
    const { queue, opened, ring, settle, warnings } = scene();
    const results = [queue.process(FILE, EDGES), queue.process(FILE, EDGES)];
    await settle();
    misbehave((reply) => opened[0]?.jobs[0]?.answer(reply), ring);
    expect(await results[0]).toEqual(FAILED);
    expect(opened[0]?.isClosed).toBe(true);
    expect(warnings).toHaveLength(1);
    await settle();
    opened[1]?.jobs[0]?.answer(good);
    expect(await results[1]).toMatchObject({ ok: true });
  });

  test('a picture is tried again if the decoder died before it, and not if it died of it', async () => {
    const { queue, opened, settle } = scene();
    const first = queue.process(FILE, EDGES);
    await settle();
    opened[0]?.jobs[0]?.answer(good);
    await first;
    const second = queue.process(FILE, EDGES);
    await settle();
    opened[0]?.jobs[1]?.answer(undefined);
    await settle();
    opened[1]?.jobs[0]?.answer(good);
    expect(await second).toMatchObject({ ok: true });
    const third = queue.process(FILE, EDGES);
    await settle();
    opened[1]?.jobs[1]?.answer(undefined);
    await settle();
    opened[2]?.jobs[0]?.answer(undefined);
    expect(await third).toEqual(FAILED);
    expect(opened).toHaveLength(3);
  });

  test.each([
    ['larger than asked for', () => ({ ...good, picture: { ...good.picture, widthPx: 65 } })],
    ['of another kind than it says', () => ({ ...good, picture: { ...good.picture, type: 'image/png' } })],
    ['with more than a picture', () => ({ ...good, path: '/etc/passwd' })],
    ['without bytes', () => ({ ...good, picture: { ...good.picture, bytes: new Uint8Array(0) } })],
  ])('takes no answer %s', async (_what, lie) => {
    const { queue, opened, settle } = scene();
    const result = queue.process(FILE, EDGES);
    await settle();
    opened[0]?.jobs[0]?.answer(lie());
    expect(await result).toEqual(FAILED);
  });

  test('closes the decoder when there is nothing to do, and opens another for the next picture', async () => {
    const { queue, opened, ring, settle } = scene();
    const first = queue.process(FILE, EDGES);
    await settle();
    opened[0]?.jobs[0]?.answer(good);
    await first;
    ring(IMAGE_WINDOW_IDLE_MS);
    expect(opened[0]?.isClosed).toBe(true);
    void queue.process(FILE, EDGES);
    await settle();
    expect(opened).toHaveLength(2);
    ring(IMAGE_WINDOW_IDLE_MS);
    expect(opened[1]?.isClosed).toBe(false);
  });

  test('a decoder that can’t be opened is an error, and tried again with the next picture', async () => {
    let tries = 0;
    const { queue, opened, settle } = scene(() => {
      tries += 1;
      return tries > 1;
    });
    expect(await queue.process(FILE, EDGES)).toEqual(FAILED);
    void queue.process(FILE, EDGES);
    await settle();
    expect(opened).toHaveLength(1);
  });

  test('closing ends what runs and what waits', async () => {
    const { queue, opened, settle } = scene();
    const results = [queue.process(FILE, EDGES), queue.process(FILE, EDGES)];
    await settle();
    await queue.close();
    expect(await Promise.all(results)).toEqual([FAILED, FAILED]);
    expect(opened.map(({ isClosed }) => isClosed)).toEqual([true]);
    expect(await queue.process(FILE, EDGES)).toEqual(FAILED);
    expect(opened).toHaveLength(1);
  });

  test('a flood of pictures is refused at the limit', async () => {
    const { queue } = scene();
    for (let count = 0; count < IMAGE_QUEUE_MAX; count++) void queue.process(FILE, EDGES);
    expect(await queue.process(FILE, EDGES)).toEqual(FAILED);
  });
});
