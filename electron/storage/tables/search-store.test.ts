import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../connection.ts';
import { HIDDEN } from '../hidden.ts';
import type { EventRow } from '../store.ts';
import { inProcessStorageWorker, type TestStore, testStore } from '../testing/index.ts';

let kept: TestStore;

beforeEach(async () => {
  kept = await testStore(inProcessStorageWorker);
});
afterEach(() => kept.remove());

const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const ANN = hex('ann');
const BEN = hex('ben');
const CONV = hex('conv');

function event(name: string, seq: number, parts: Partial<EventRow> = {}): EventRow {
  const { by = ANN } = parts;
  return {
    id: hex(name),
    conv: CONV,
    by,
    log: hex(`log ${by} ${parts.conv ?? CONV}`).slice(0, 16),
    seq,
    prev: seq === 0 ? undefined : hex(`prev ${name}`),
    after: [],
    at: 1_000 + seq,
    kind: 'text',
    of: undefined,
    head: new Uint8Array([1]),
    body: new TextEncoder().encode(parts.words ?? ''),
    own: undefined,
    sig: undefined,
    blobs: [],
    t: 1_000 + seq,
    storedAtMs: 5_000,
    ...parts,
  };
}

async function found(phrase: string, parts: { readonly conv?: string; readonly kinds?: readonly string[] } = {}) {
  const query = {
    phrases: phrase.split(' '),
    conv: parts.conv,
    kinds: parts.kinds ?? [],
    before: undefined,
    limit: 100,
  };
  return (await kept.store.search.find(query)).map(({ row }) => row.id);
}

describe('what is found', () => {
  it('is every beginning of a word, the newest first, page by page', async () => {
    await kept.store.events.insert([0, 1, 2].map((seq) => event(`m${seq}`, seq, { words: `garden number${seq}` })));
    expect(await found('gard')).toEqual(['m2', 'm1', 'm0'].map(hex));
    expect(await found('gard number1')).toEqual([hex('m1')]);
    expect(await found('arden')).toEqual([]);
    const query = { phrases: ['garden'], conv: undefined, kinds: [], limit: 2 };
    const first = await kept.store.search.find({ ...query, before: undefined });
    const second = await kept.store.search.find({ ...query, before: first.at(-1)?.place });
    expect([...first, ...second].map(({ row }) => row.id)).toEqual(['m2', 'm1', 'm0'].map(hex));
  });

  it('is anywhere in scripts without spaces, but its letters side by side', async () => {
    await kept.store.events.insert([event('m0', 0, { words: '今天天气很好' }), event('m1', 1, { words: '气天' })]);
    expect(await found('天气')).toEqual([hex('m0')]);
    expect(await found('很好')).toEqual([hex('m0')]);
  });

  it('keeps to one conversation and to some kinds where that is asked', async () => {
    const other = hex('other');
    await kept.store.events.insert([
      event('m0', 0, { words: 'boat' }),
      event('m1', 0, { words: 'boat', conv: other }),
      event('m2', 1, { words: 'boat', kind: 'file' }),
    ]);
    expect(await found('boat', { conv: other })).toEqual([hex('m1')]);
    expect(await found('boat', { kinds: ['file'] })).toEqual([hex('m2')]);
    expect(await found('boat', { conv: CONV, kinds: ['text'] })).toEqual([hex('m0')]);
    expect(await found('boat', { conv: hex('nobody') })).toEqual([]);
  });

  it('takes every sign of the query language for a text', async () => {
    await kept.store.events.insert([event('m0', 0, { words: 'and or not near' })]);
    for (const typed of ['"', 'a:b', '(', '-x', '*', '^', 'AND', 'NEAR(', "'", '{scope}']) await found(typed);
    expect(await found('AND')).toEqual([hex('m0')]);
  });

  it('is not moved up by an author whose clock runs ahead', async () => {
    const future = 2 ** 48 - 1;
    await kept.store.events.insert([
      event('liar', 0, { words: 'soon', at: future, t: future, storedAtMs: 2_000 }),
      event('late', 1, { words: 'soon', at: 3_000, storedAtMs: 3_000 }),
    ]);
    expect(await found('soon')).toEqual([hex('late'), hex('liar')]);
  });

  it('has a place for thousands of messages of one millisecond', async () => {
    const many = Array.from({ length: 3_000 }, (_, n) =>
      event(`m${n}`, n, { words: 'same', at: 0, t: n, storedAtMs: 7_000 }),
    );
    await kept.store.events.insert(many);
    const places = await kept.store.search.find({
      phrases: ['same'],
      conv: undefined,
      kinds: [],
      before: undefined,
      limit: 5_000,
    });
    expect(new Set(places.map(({ place }) => place)).size).toBe(3_000);
  });
});

describe('what is not found', () => {
  it('is what waits for its past, until it is in view', async () => {
    await kept.store.events.insert([event('m0', 0, { words: 'waiting', t: undefined })]);
    expect(await found('waiting')).toEqual([]);
    await kept.store.events.release(CONV, [{ id: hex('m0'), t: 9 }]);
    expect(await found('waiting')).toEqual([hex('m0')]);
  });

  it('is an older text of what was edited; somebody else edits nothing', async () => {
    await kept.store.events.insert([
      event('m0', 0, { words: 'first' }),
      event('e1', 1, { words: 'second', kind: 'edit', of: hex('m0'), hidden: HIDDEN.effect }),
      event('e2', 0, { words: 'forged', kind: 'edit', of: hex('m0'), hidden: HIDDEN.effect, by: BEN, t: 9_000 }),
    ]);
    expect(await found('first')).toEqual([]);
    expect(await found('forged')).toEqual([]);
    expect(await found('second')).toEqual([hex('m0')]);
    await kept.store.events.setHidden([hex('e1')], HIDDEN.void, true);
    expect(await found('second')).toEqual([]);
    expect(await found('first')).toEqual([hex('m0')]);
  });

  it('is what was erased: no piece of its words is left in the file or beside it', async () => {
    await kept.store.events.insert([
      event('m0', 0, { words: 'xylophone secretword' }),
      event('e1', 1, { words: 'zucchini', kind: 'edit', of: hex('m0'), hidden: HIDDEN.effect }),
      event('m2', 2, { words: 'xylophone stays' }),
    ]);
    await kept.store.events.eraseBody(hex('m0'));
    await kept.store.events.eraseBody(hex('e1'));
    expect(await found('xyl')).toEqual([hex('m2')]);
    expect(await found('zucchini')).toEqual([]);
    await kept.store.close();
    const connection = openConnection(kept.file, kept.key);
    const tables = connection.all(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'search\\_%' ESCAPE '\\'",
    );
    const dump = tables.flatMap(({ name }) => connection.all(`SELECT * FROM "${String(name)}"`).flatMap(Object.values));
    const text = dump.map((value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value),
    );
    connection.close();
    await kept.reopen();
    expect(tables.length).toBeGreaterThan(3);
    expect(text.join('\n')).toContain('stays');
    expect(text.join('\n')).not.toMatch(/ecretword|ucchini/); // the first letter may stand with a neighbour's
  });
});

/** Any sequence of what can happen to events leaves exactly what a plain look at all of them would find. */
describe('the index', () => {
  const words = fc.constantFrom('apple', 'pear', 'plum', 'quince');
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        what: fc.constant('say' as const),
        by: fc.constantFrom(ANN, BEN),
        words,
        isWaiting: fc.boolean(),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        what: fc.constant('edit' as const),
        by: fc.constantFrom(ANN, BEN),
        words,
        isWaiting: fc.boolean(),
        target: fc.nat(4),
        time: fc.nat(40),
      }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('erase' as const), target: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('release' as const), target: fc.nat(4) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant('hide' as const),
        target: fc.nat(4),
        reason: fc.constantFrom(HIDDEN.void, HIDDEN.here),
        isHidden: fc.boolean(),
      }),
    },
  );

  it('is the same as looking through everything, whatever happens in whatever order', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 16, size: 'max' }), async (steps) => {
        run += 1;
        const conv = hex(`conv ${run}`);
        const rows: EventRow[] = [];
        const change = (n: number, parts: Partial<EventRow>) => {
          const row = rows[n];
          if (row !== undefined) rows[n] = { ...row, ...parts };
        };
        for (const [seq, one] of steps.entries()) {
          const target = 'target' in one ? one.target % Math.max(1, rows.length) : 0;
          const row = rows[target];
          if (one.what === 'say' || one.what === 'edit') {
            const isEdit = one.what === 'edit';
            const fresh = event(`${run} ${seq}`, seq, {
              conv,
              by: one.by,
              words: one.words,
              t: one.isWaiting ? undefined : isEdit ? one.time : seq,
              kind: one.what === 'edit' ? 'edit' : 'text',
              // an edit may come before what it edits
              of: isEdit ? hex(`${run} ${one.target}`) : undefined,
              hidden: isEdit ? HIDDEN.effect : 0,
            });
            await kept.store.events.insert([fresh]);
            rows.push(fresh);
          } else if (row === undefined) continue;
          else if (one.what === 'erase') {
            await kept.store.events.eraseBody(row.id);
            change(target, { body: undefined });
          } else if (one.what === 'release') {
            if (row.t !== undefined) continue;
            await kept.store.events.release(conv, [{ id: row.id, t: seq }]);
            change(target, { t: seq });
          } else {
            await kept.store.events.setHidden([row.id], one.reason, one.isHidden);
            const hidden = row.hidden ?? 0;
            change(target, { hidden: one.isHidden ? hidden | one.reason : hidden & ~one.reason });
          }
        }
        for (const word of ['apple', 'pear', 'plum', 'quince']) {
          expect([...(await found(word, { conv }))].sort()).toEqual([...modelFinds(rows, word)].sort());
        }
      }),
      { numRuns: 80 },
    );
  });
});

function modelFinds(rows: readonly EventRow[], word: string): readonly string[] {
  const shown = rows.filter((row) => row.kind === 'text' && row.t !== undefined && row.hidden === 0 && row.body);
  return shown.flatMap((row) => {
    const edits = rows
      .filter(
        (edit) => edit.kind === 'edit' && edit.of === row.id && edit.by === row.by && edit.body && edit.t !== undefined,
      )
      .filter((edit) => ((edit.hidden ?? 0) & HIDDEN.void) === 0)
      .sort((a, b) => (a.t ?? 0) - (b.t ?? 0) || (a.id < b.id ? -1 : 1));
    return (edits.at(-1) ?? row).words === word ? [row.id] : [];
  });
}
