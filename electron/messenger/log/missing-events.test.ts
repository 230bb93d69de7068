import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anyHistory, type HistoryEvent } from './testing/test-history.ts';
import {
  ALICE,
  asEntry,
  BOB,
  CONV,
  openTestLog,
  outboxTo,
  syncOnce,
  syncPage,
  type TestLog,
  testId,
  testLog,
  textDraft,
} from './testing/test-log.ts';

/** Disks of busy machines take their time, and each test syncs many times. */
const DISK_TIMEOUT_MS = 60_000;

describe('bringing another up to date', { timeout: DISK_TIMEOUT_MS }, () => {
  let left: TestLog;
  let right: TestLog;
  let run = 0;
  beforeAll(async () => {
    [left, right] = await Promise.all([testLog(testId('left')), testLog(testId('right'))]);
  });
  afterAll(async () => {
    await Promise.all([left.remove(), right.remove()]);
  });
  const nextConv = () => {
    run += 1;
    return testId(`run ${run}`);
  };
  const give = (to: TestLog, conv: string, part: readonly HistoryEvent[]) =>
    to.log.ingest(
      conv,
      to.authority,
      part.map(({ received }) => received),
    );
  const stateOf = async ({ kept }: TestLog, conv: string) => ({
    view: (await kept.store.events.page(conv, undefined, 1_000)).map(({ t, id }) => `${t} ${id}`),
    tips: await kept.store.events.tips(conv),
  });

  test('two who hold any parts of a history, forked or not, end with the same, in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHistory(nextConv, { withForks: true }),
        fc.tuple(fc.nat(), fc.nat()),
        fc.constantFrom(1, 700, 2_000, 100_000),
        async (history, [leftBits, rightBits], maxBytes) => {
          const conv = history[0]?.event.head.conv ?? '';
          // Each side holds a part that is whole in itself, as a member who was away does.
          const leftPart = closedPart(history, leftBits);
          const rightPart = closedPart(history, rightBits);
          await give(left, conv, leftPart);
          await give(right, conv, rightPart);

          const [toLeft, toRight] = [await outboxTo(left, conv), await outboxTo(right, conv)];
          for (let rounds = 0, sent = 1; sent > 0; rounds += 1) {
            sent = await syncPage(left, right, conv, toRight, maxBytes);
            sent += await syncPage(right, left, conv, toLeft, maxBytes);
            expect(rounds).toBeLessThan(300);
          }
          const union = history.filter((one) => leftPart.includes(one) || rightPart.includes(one));
          const leftState = await stateOf(left, conv);
          expect(await stateOf(right, conv)).toEqual(leftState);
          expect(leftState.view).toHaveLength(new Set(union.map(({ event }) => event.id)).size);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Of the history what is chosen by the bits, with all of its past. */
function closedPart(history: readonly HistoryEvent[], bits: number): readonly HistoryEvent[] {
  const wanted = new Set<string>();
  for (const [index, { event, past }] of [...history.entries()].reverse()) {
    if (wanted.has(event.id) || ((bits >> (index % 30)) & 1) === 1) {
      wanted.add(event.id);
      for (const id of past) wanted.add(id);
    }
  }
  return history.filter(({ event }) => wanted.has(event.id));
}

describe('missingFrom', { timeout: DISK_TIMEOUT_MS }, () => {
  let alice: TestLog;
  let bob: TestLog;
  beforeEach(async () => {
    [alice, bob] = await Promise.all([testLog(ALICE), testLog(BOB)]);
  });
  afterEach(async () => {
    await Promise.all([alice.remove(), bob.remove()]);
  });
  const append = async (to: TestLog, ...texts: readonly string[]) => {
    const rows = [];
    for (const text of texts) rows.push(await to.log.append(textDraft(text, 1)));
    return rows;
  };
  const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

  test('begins after what the peer has, and is empty when it has all', async () => {
    const rows = await append(alice, 'a', 'b', 'c');
    const tip = (index: number) => ({ by: ALICE, log: rows[index]?.log ?? '', seq: index, id: rows[index]?.id ?? '' });
    expect(idsOf(await alice.log.missingFrom(CONV, [], 1e6))).toEqual(idsOf(rows));
    expect(idsOf(await alice.log.missingFrom(CONV, [asEntry(tip(0))], 1e6))).toEqual(idsOf(rows.slice(1)));
    expect(await alice.log.missingFrom(CONV, [asEntry(tip(2))], 1e6)).toEqual([]);
    expect(await alice.log.missingFrom(testId('nobody'), [], 1e6)).toEqual([]);
  });

  test('keeps to the bytes, but gives at least one event', async () => {
    const rows = await append(alice, 'a', 'b', 'c');
    const [a, b] = rows.map(({ head, body }) => head.length + (body?.length ?? 0));
    expect(await alice.log.missingFrom(CONV, [], 1)).toHaveLength(1);
    expect(await alice.log.missingFrom(CONV, [], (a ?? 0) + (b ?? 0))).toHaveLength(2);
    expect(await alice.log.missingFrom(CONV, [], (a ?? 0) + (b ?? 0) - 1)).toHaveLength(1);
  });

  test('gives causes before effects across logs', async () => {
    await append(alice, 'a');
    await syncOnce(alice, bob);
    await append(bob, 'b');
    await syncOnce(bob, alice);
    await append(alice, 'c');
    const rows = await alice.log.missingFrom(CONV, [], 1e6);
    expect(rows.map(({ by, seq }) => [by === ALICE ? 'alice' : 'bob', seq])).toEqual([
      ['alice', 0],
      ['bob', 0],
      ['alice', 1],
    ]);
  });

  test('a peer that holds more than we do of a log is sent nothing of it', async () => {
    const [row] = await append(alice, 'a');
    const ahead = { by: ALICE, log: row?.log ?? '', seq: 7, id: 'f'.repeat(16) };
    expect(await alice.log.missingFrom(CONV, [ahead], 1e6)).toEqual([]);
    expect(await alice.log.isRolledBack(CONV, [ahead])).toBe(true);
  });

  test('an id that is cut too short proves nothing', async () => {
    const [row] = await append(alice, 'a');
    const vague = { by: ALICE, log: row?.log ?? '', seq: 0, id: '' };
    expect(await alice.log.missingFrom(CONV, [vague], 1e6)).toHaveLength(1);
  });

  test('a store that was rolled back gets its events back, writes elsewhere, and both sides show everything', async () => {
    await append(alice, 'one', 'two', 'three', 'four');
    await syncOnce(alice, bob);
    // Alice's disk is from before `three`, and she writes before anybody could tell her: a fork.
    const old = await testLog(ALICE);
    try {
      const key = await alice.kept.store.state.getBytes('log.own-key');
      const name = await alice.kept.store.state.getText('log.name');
      await old.kept.store.state.setBytes('log.own-key', key ?? new Uint8Array());
      await old.kept.store.state.setText('log.name', name ?? '');
      const copy: TestLog = { ...old, log: await openTestLog(old.kept, ALICE, 'old') };
      const rows = await alice.log.missingFrom(CONV, [], 1e6);
      await old.kept.store.events.insert(rows.slice(0, 2));
      await append(copy, 'other three');

      expect(await copy.log.isRolledBack(CONV, (await bob.log.tips(CONV)).map(asEntry))).toBe(true);
      await copy.log.beginNewLog();
      const ours = await append(copy, 'five');
      for (let round = 0; round < 3; round += 1) {
        await syncOnce(bob, copy, 1);
        await syncOnce(copy, bob, 1);
      }
      expect(await bob.view()).toHaveLength(6);
      expect(await copy.view()).toEqual(await bob.view());
      expect(ours[0]?.log).not.toBe(name);
      expect(await copy.log.isRolledBack(CONV, (await bob.log.tips(CONV)).map(asEntry))).toBe(false);
    } finally {
      await old.remove();
    }
  });
});
