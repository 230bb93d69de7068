import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStorage } from '../../storage/index.ts';
import { inProcessStorageWorker, testSealer } from '../../storage/testing/index.ts';
import { readText } from '../conversations/text-body.ts';
import { befriend, type Headless } from './headless.ts';
import { World } from './world.ts';

const TEST_MS_MAX = 180_000;
const TEXTS = 6;
/** Every flush of the receiver takes this much longer: whoever acknowledges before it has returned is far too early. */
const FLUSH_DELAY_US = 100_000;

/** A flush of the write-ahead log, or a write into it, as strace saw it. Times in ms since 1970 UTC. */
interface LogCall {
  readonly name: 'pwrite64' | 'fdatasync' | 'fsync';
  readonly beganAtMs: number;
  readonly endedAtMs: number;
  /** Where a write ends in the file. */
  readonly endOffset: number;
}

interface Arrival {
  readonly text: string;
  /** Just before it was said, and when the sender heard that it is stored at the other side. */
  readonly saidAtMs: number;
  readonly arrivedAtMs: number;
}

/** Debian has it as a package of that name. Without it this proof is left out, and says so in its name. */
const hasStrace = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;

describe.skipIf(!hasStrace)('what was acknowledged lies on the disk (needs strace)', { timeout: TEST_MS_MAX }, () => {
  let world: World;
  let conversation = '';
  const arrivals: Arrival[] = [];
  let calls: readonly LogCall[] = [];
  let copied = '';

  beforeAll(async () => {
    world = new World();
    const traces = join(world.folder, 'traces');
    mkdirSync(traces);
    const alice = await world.person('alice');
    const bob = await world.person('bob', { via: straced(join(traces, 'bob')) });
    conversation = await befriend(alice, bob);
    for (let index = 0; index < TEXTS; index++) arrivals.push(await sayOne(alice, conversation, `text ${index}`));
    copied = join(world.folder, 'copied');
    cpSync(bob.folder, copied, { recursive: true });
    await bob.stop();
    calls = callsIn(traces);
  }, TEST_MS_MAX);
  afterAll(() => world.remove());

  test('each acknowledgement came after a flush of the log that began after the event was sent', () => {
    for (const { text, saidAtMs, arrivedAtMs } of arrivals) {
      const flushes = calls.filter(({ name, beganAtMs }) => name !== 'pwrite64' && beganAtMs >= saidAtMs);
      expect(
        flushes.some(({ endedAtMs }) => endedAtMs <= arrivedAtMs),
        text,
      ).toBe(true);
      expect(arrivedAtMs - saidAtMs, text).toBeGreaterThanOrEqual(FLUSH_DELAY_US / 1_000);
    }
  });

  test('a log cut back to its last flush before an acknowledgement still has that event and all before it', async () => {
    for (const [index, { arrivedAtMs }] of arrivals.entries()) {
      const folder = join(world.folder, `cut-${index}`);
      cpSync(copied, folder, { recursive: true });
      truncateSync(join(folder, 'store.db-wal'), flushedLength(calls, arrivedAtMs));
      const texts = await textsIn(folder, conversation);
      expect(texts).toEqual(expect.arrayContaining(arrivals.slice(0, index + 1).map(({ text }) => text)));
    }
  });

  test('and nothing of an event is there when the log is cut back to before it was said', async () => {
    const folder = join(world.folder, 'cut-early');
    cpSync(copied, folder, { recursive: true });
    const last = arrivals.at(-1);
    truncateSync(join(folder, 'store.db-wal'), flushedLength(calls, last?.saidAtMs ?? 0));
    expect(await textsIn(folder, conversation)).not.toContain(last?.text);
  });
});

/** One file a thread, so that no line is cut in two by another thread's. */
function straced(prefix: string): readonly string[] {
  const calls = 'trace=pwrite64,fdatasync,fsync';
  const slow = `inject=fdatasync,fsync:delay_exit=${FLUSH_DELAY_US}`;
  return ['strace', '-ff', '-y', '-ttt', '-T', '-s', '0', '-e', calls, '-e', slow, '-e', 'signal=none', '-o', prefix];
}

async function sayOne(alice: Headless, conversation: string, text: string): Promise<Arrival> {
  const saidAtMs = Date.now();
  const { message } = await alice.ask<{ message: { id: string } }>('say', { conversation, text });
  await alice.until(`${text} arrived`, async () => {
    const messages = await alice.messages(conversation);
    return messages.find(({ id }) => id === message.id)?.delivery.name === 'arrived';
  });
  return { text, saidAtMs, arrivedAtMs: Date.now() };
}

const LINE =
  /^(\d+\.\d+) (pwrite64|fdatasync|fsync)\(\d+<[^>]*store\.db-wal>(?:, "[^"]*"\.*, (\d+), (\d+))?\)\s+= (\d+).*<(\d+\.\d+)>$/;

function callsIn(folder: string): readonly LogCall[] {
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'latin1').split('\n'));
  const calls = lines.flatMap((line) => {
    const [, at, name, length, offset, , took] = LINE.exec(line) ?? [];
    if (name !== 'pwrite64' && name !== 'fdatasync' && name !== 'fsync') return [];
    const beganAtMs = 1_000 * Number(at);
    const endedAtMs = beganAtMs + 1_000 * Number(took);
    return [{ name, beganAtMs, endedAtMs, endOffset: Number(offset ?? 0) + Number(length ?? 0) } satisfies LogCall];
  });
  return calls.sort((a, b) => a.beganAtMs - b.beganAtMs);
}

/** How much of the log was surely on the disk at that time: what had been written when the last flush before it began. */
function flushedLength(calls: readonly LogCall[], atMs: number): number {
  const flush = calls.filter(({ name, endedAtMs }) => name !== 'pwrite64' && endedAtMs <= atMs).at(-1);
  const written = calls.filter((call) => call.name === 'pwrite64' && call.endedAtMs <= (flush?.beganAtMs ?? 0));
  return Math.max(0, ...written.map(({ endOffset }) => endOffset));
}

async function textsIn(dataFolder: string, conversation: string): Promise<readonly string[]> {
  const opened = await openStorage({
    dataFolder,
    sealer: testSealer('file'),
    random: (length) => new Uint8Array(length),
    worker: inProcessStorageWorker,
  });
  if (!opened.ok) throw new Error(`${opened.error}: ${opened.detail}`);
  const rows = await opened.value.store.events.page(conversation, undefined, 1_000);
  await opened.value.close();
  return rows.flatMap((row) => (row.body && readText(row.body)) ?? []);
}
