import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HIDDEN } from '../hidden.ts';
import type { EventRow } from '../store.ts';
import { inProcessStorageWorker, type TestStore, testStore } from '../testing/index.ts';

const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const ME = hex('me');
const AUTHORS = [ME, hex('ann'), hex('ben')];
const MESSAGES = ['text', 'album'];
/** Edits, reactions and deletions change messages and are none. */
const KINDS = ['text', 'album', 'text', 'edit', 'react', 'delete'];

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore(inProcessStorageWorker);
});
afterAll(() => kept.remove());

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: fc.constant('come' as const), author: fc.nat(2), late: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('read' as const), at: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('hide' as const),
      at: fc.nat(),
      reason: fc.constantFrom(HIDDEN.void, HIDDEN.here),
      isHidden: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('erase' as const), at: fc.nat() }) },
);

/** What a person would count: every message of others in front of them that was not there, or not that far up, when they read. */
it('the unread count and the first unread place are those of a plain count, whatever came, in whatever order', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.array(fc.nat(5), { minLength: 40 }),
      async (steps, kinds) => {
        run += 1;
        const conv = hex(`conv ${run}`);
        const rows: EventRow[] = [];
        const read = new Set<string>();
        const { events, marks } = kept.store;
        for (const [turn, one] of steps.entries()) {
          const index = 'at' in one ? one.at % Math.max(1, rows.length) : 0;
          const row = rows[index];
          if (one.what === 'come') {
            const fresh = next(
              conv,
              rows,
              AUTHORS[one.author] ?? ME,
              turn,
              one.late,
              KINDS[kinds[turn] ?? 0] ?? 'text',
            );
            await events.insert([fresh]);
            rows.push(fresh);
          } else if (row?.t === undefined) continue;
          else if (one.what === 'read') {
            const tips = await events.tipsUpTo(conv, { t: row.t, id: row.id });
            await marks.setRead(
              ME,
              conv,
              tips.filter((tip) => tip.by !== ME),
            );
            for (const other of rows) if (compare(other, row) <= 0) read.add(other.id);
          } else if (one.what === 'erase') {
            await events.eraseBody(row.id);
            rows[index] = { ...row, body: undefined };
          } else {
            await events.setHidden([row.id], one.reason, one.isHidden);
            const hidden = row.hidden ?? 0;
            rows[index] = { ...row, hidden: one.isHidden ? hidden | one.reason : hidden & ~one.reason };
          }
        }
        const unread = rows
          .filter(
            ({ id, by, kind, hidden, body }) =>
              by !== ME && MESSAGES.includes(kind) && !hidden && body && !read.has(id),
          )
          .sort(compare);
        expect(await events.countUnread(conv, [ME], MESSAGES)).toBe(unread.length);
        const [first] = unread;
        expect(await events.firstUnread(conv, [ME], MESSAGES)).toEqual(first && { t: first.t, id: first.id });
      },
    ),
    { numRuns: 100 },
  );
});

it('what is read for all conversations at once is what each of them says', async () => {
  const { events, marks, starts } = kept.store;
  const effectKinds = ['edit', 'react', 'delete'];
  // One with a fork at its end, and two effects on it, beside all that the runs before left.
  const conv = hex('conv forked');
  const first = next(conv, [], hex('ann'), 1, 0, 'text');
  const second = { ...first, id: hex('the other branch'), t: 12 };
  const effects = ['react', 'edit'].map((kind, index) => ({
    ...next(conv, [second], hex('ben'), 2 + index, 0, kind),
    log: hex(kind).slice(0, 16),
  }));
  const deletion = { ...next(conv, [second], ME, 5, 0, 'delete'), of: second.id };
  await events.insert([first, second, ...effects, deletion]);
  const tip = { by: first.by, log: first.log, seq: first.seq, id: first.id };
  for (const peer of [hex('cleo'), hex('ann')]) {
    await marks.setStored(peer, conv, [tip, { ...tip, by: ME }]);
    await marks.setRead(peer, conv, [tip]);
    await marks.setRefused(hex(`${peer} refused`), conv, peer, 'unsigned', 1);
  }
  const all = await starts.all({ ownDevices: [ME], kinds: MESSAGES, effectKinds });
  expect(all.find((start) => start.conv === conv)).toMatchObject({
    isForked: true,
    about: [{}, {}, {}],
    tips: [{}],
    hasOpenDeletions: true,
    stored: [{}, {}, {}, {}],
    read: [{}, {}],
    refused: [{}, {}],
  });
  for (const start of all) {
    const [newest] = await events.page(start.conv, undefined, 1);
    const ids = newest === undefined ? [] : [newest.id];
    expect(start).toEqual({
      conv: start.conv,
      newest,
      about: await events.about(ids, effectKinds),
      isForked: (await events.forked(ids)).length > 0,
      unreadCount: await events.countUnread(start.conv, [ME], MESSAGES),
      tips: (await events.tips(start.conv)).filter((tip) => tip.by === ME),
      hasOpenDeletions: (await events.openDeletions(start.conv)).length > 0,
      stored: await marks.stored(start.conv),
      read: await marks.read(start.conv),
      refused: await marks.refused(start.conv),
    });
  }
});

/** The next event of an author's log; `late`: it sorts as far back as its log lets it. */
function next(conv: string, rows: readonly EventRow[], by: string, turn: number, late: number, kind: string): EventRow {
  const before = rows.filter((row) => row.by === by).at(-1);
  const t = Math.max((before?.t ?? 0) + 1, 10 * turn - 10 * late);
  return {
    id: hex(`${conv} ${turn}`),
    conv,
    by,
    log: by.slice(0, 16),
    seq: (before?.seq ?? -1) + 1,
    prev: before?.id,
    after: [],
    at: t,
    kind,
    of: MESSAGES.includes(kind) ? undefined : rows.at(-1)?.id,
    head: new Uint8Array([1]),
    body: new Uint8Array([1]),
    own: undefined,
    sig: undefined,
    blobs: [],
    t,
    storedAtMs: turn,
    hidden: MESSAGES.includes(kind) ? 0 : HIDDEN.effect,
  };
}

function compare(a: EventRow, b: EventRow): number {
  return (a.t ?? 0) - (b.t ?? 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
