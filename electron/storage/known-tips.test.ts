import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DATABASE_KEY_BYTES, KNOWN_TIPS_MAX } from './constants.ts';
import { withKnownTips } from './known-tips.ts';
import { controlOf } from './open-store.ts';
import { storeOperations } from './operations.ts';
import { remoteTable } from './remote-table.ts';
import type { EventRow, EventStore } from './store.ts';
import { inProcessStorageWorker, testFolder } from './testing/index.ts';

const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const LOG = '00112233445566ff';
const AUTHORS = ['ann', 'ben'];

const folder = testFolder();
const worker = inProcessStorageWorker();
/** The worker's own table, and how often it was asked for tips. */
let table: EventStore;
let askedCount = 0;
let known: EventStore;

beforeAll(async () => {
  await controlOf(worker).open(join(folder.path, 'store.db'), new Uint8Array(DATABASE_KEY_BYTES));
  table = remoteTable<EventStore>(worker, 'events', storeOperations.events);
});
beforeEach(() => {
  askedCount = 0;
  const tips = (conv: string) => {
    askedCount += 1;
    return table.tips(conv);
  };
  known = withKnownTips({ ...table, tips });
});
afterAll(async () => {
  await worker.stop();
  folder.remove();
});

function rowOf(conv: string, by: string, seq: number): EventRow {
  const id = (at: number) => hex(`${conv} ${by} ${at}`);
  const place = { id: id(seq), conv, by: hex(by), log: LOG, seq, prev: seq === 0 ? undefined : id(seq - 1) };
  const said = {
    after: [],
    at: seq,
    kind: 'text',
    of: undefined,
    head: new Uint8Array([1]),
    body: new Uint8Array([2]),
  };
  return { ...place, ...said, own: undefined, sig: undefined, blobs: [], t: seq, storedAtMs: seq };
}

it('says what the table says, also to who asks while events are stored', async () => {
  const step = fc.record({ author: fc.nat(AUTHORS.length - 1), isAsked: fc.boolean(), isWaited: fc.boolean() });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const conv = hex(`conversation ${run++}`);
      const seqs = AUTHORS.map(() => 0);
      for (const { author, isAsked, isWaited } of steps) {
        const seq = seqs[author] ?? 0;
        seqs[author] = seq + 1;
        const stored = known.insert([rowOf(conv, AUTHORS[author] ?? '', seq)]);
        if (isAsked) expect(await known.tips(conv)).toEqual(await table.tips(conv));
        if (isWaited) await stored;
      }
      expect((await known.tips(conv)).map((tip) => tip.seq + 1).sort()).toEqual(seqs.filter((seq) => seq > 0).sort());
    }),
    { numRuns: 30 },
  );
});

it('asks once as long as nothing is stored in that conversation', async () => {
  const [one, other] = [hex('one'), hex('other')];
  await known.insert([rowOf(one, 'ann', 0)]);
  await known.tips(one);
  await known.insert([rowOf(other, 'ann', 0)]);
  await known.tips(one);
  expect(askedCount).toBe(1);
  await known.insert([rowOf(one, 'ann', 1)]);
  expect((await known.tips(one)).map(({ seq }) => seq)).toEqual([1]);
  expect(askedCount).toBe(2);
});

it('remembers so many conversations, and asks again for the one asked about longest ago', async () => {
  const convs = Array.from({ length: KNOWN_TIPS_MAX + 1 }, (_, index) => hex(`many ${index}`));
  for (const conv of convs) await known.tips(conv);
  await known.tips(convs.at(-1) ?? '');
  expect(askedCount).toBe(convs.length);
  await known.tips(convs[0] ?? '');
  expect(askedCount).toBe(convs.length + 1);
});
