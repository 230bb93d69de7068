import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ALICE, asReceived, BOB, CONV, syncOnce, type TestLog, testLog, textDraft } from './testing/test-log.ts';

/** Disks of busy machines take their time, and each test syncs many times. */
const DISK_TIMEOUT_MS = 60_000;

let alice: TestLog;
let bob: TestLog;
beforeEach(async () => {
  [alice, bob] = await Promise.all([testLog(ALICE), testLog(BOB)]);
});
afterEach(async () => {
  await Promise.all([alice.remove(), bob.remove()]);
});

describe('a conversation log', { timeout: DISK_TIMEOUT_MS }, () => {
  test('numbers its events from 0 without gaps, each naming the one before', async () => {
    const rows = await Promise.all(['a', 'b', 'c'].map((text) => alice.log.append(textDraft(text, 5))));
    expect(rows.map(({ seq }) => seq)).toEqual([0, 1, 2]);
    expect(rows.map(({ prev }) => prev)).toEqual([undefined, rows[0]?.id, rows[1]?.id]);
    expect(rows.map(({ t }) => t)).toEqual([5, 6, 7]);
    expect(await alice.log.tips(CONV)).toEqual([{ by: ALICE, log: rows[0]?.log, seq: 2, id: rows[2]?.id }]);
  });

  test('an answer stands after what it answers, whatever the clocks say', async () => {
    const question = await alice.log.append(textDraft('question', 9_000));
    await syncOnce(alice, bob);
    const answer = await bob.log.append(textDraft('answer', 1));
    await syncOnce(bob, alice);
    expect(answer.after).toEqual([question.id]);
    expect(answer.t).toBe(9_001);
    expect(await alice.view()).toEqual([`9000 ${question.id}`, `9001 ${answer.id}`]);
    expect(await bob.view()).toEqual(await alice.view());
  });

  test('an event that comes twice is stored once and told once', async () => {
    const row = await alice.log.append(textDraft('once', 1));
    const first = await bob.log.ingest(CONV, bob.authority, [asReceived(row), asReceived(row)]);
    const again = await bob.log.ingest(CONV, bob.authority, [asReceived(row)]);
    expect(first.stored.map(({ id }) => id)).toEqual([row.id]);
    expect(again).toMatchObject({ stored: [], visible: [], refused: [] });
    expect(await bob.view()).toHaveLength(1);
  });
});
