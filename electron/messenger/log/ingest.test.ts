import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HELD_BACK_MAX } from '../limits.ts';
import { encodeCanonical } from './canonical-json.ts';
import type { LogAuthority, ReceivedEvent } from './conversation-log.ts';
import { buildEvent, type EventFields, eventId, ownCode } from './event.ts';
import { anyHistory, expectedFrontier, expectedTips, expectedView, type HistoryEvent } from './testing/test-history.ts';
import { ALICE, asReceived, BOB, CONV, type TestLog, testId, testLog, textDraft } from './testing/test-log.ts';

/** Disks of busy machines take their time, and each test syncs many times. */
const DISK_TIMEOUT_MS = 60_000;

/** A third device that takes from both: nothing of the history is its own. */
const CAROL = testId('carol');
const both: LogAuthority = { kind: 'two', isOwn: (device) => device === CAROL, peerDevices: [ALICE, BOB] };

describe('a batch of any shape', { timeout: DISK_TIMEOUT_MS }, () => {
  let carol: TestLog;
  let run = 0;
  beforeAll(async () => {
    carol = await testLog(CAROL);
  });
  afterAll(() => carol.remove());

  /** Each run of a property has a conversation of its own in the one store. */
  const nextConv = () => {
    run += 1;
    return testId(`run ${run}`);
  };

  async function stateOf(conv: string) {
    const { events } = carol.kept.store;
    const [page, tips, frontier] = await Promise.all([
      events.page(conv, undefined, 1_000),
      events.tips(conv),
      events.frontier(conv),
    ]);
    return {
      view: page.map(({ t, id }) => `${t} ${id}`),
      tips: tips.map(({ id }) => id).sort(),
      frontier: frontier.map(({ id }) => id).sort(),
    };
  }

  const expectedState = (history: readonly HistoryEvent[]) => ({
    view: expectedView(history),
    tips: expectedTips(history),
    frontier: expectedFrontier(history),
  });

  /** Order of arrival, repeats, and where the batches are cut. */
  const anyArrival = fc.record({
    dice: fc.infiniteStream(fc.nat({ max: 1_000_000 })),
    repeats: fc.array(fc.nat(), { maxLength: 10 }),
    batchSize: fc.integer({ min: 1, max: 20 }),
  });

  async function arrive(
    history: readonly HistoryEvent[],
    { dice, repeats, batchSize }: { dice: Iterator<number>; repeats: readonly number[]; batchSize: number },
  ) {
    const again = repeats.flatMap((index) => history[index % history.length] ?? []);
    const arrivals = [...history, ...again]
      .map((one) => ({ one, place: Number(dice.next().value) }))
      .sort((a, b) => a.place - b.place)
      .map(({ one }) => one.received);
    const conv = history[0]?.event.head.conv ?? '';
    const visible: string[] = [];
    const stored: string[] = [];
    for (let start = 0; start < arrivals.length; start += batchSize) {
      const result = await carol.log.ingest(conv, both, arrivals.slice(start, start + batchSize));
      expect(result.refused).toEqual([]);
      visible.push(...result.visible.map(({ id }) => id));
      stored.push(...result.stored.map(({ id }) => id));
    }
    return { conv, visible, stored };
  }

  test.each([
    { name: 'whole logs', withForks: false },
    { name: 'forked logs', withForks: true },
  ])('in any order, with repeats, cut anywhere, gives the same state: $name', async ({ withForks }) => {
    await fc.assert(
      fc.asyncProperty(anyHistory(nextConv, { withForks }), anyArrival, async (history, arrival) => {
        const { conv, visible, stored } = await arrive(history, arrival);
        expect(await stateOf(conv)).toEqual(expectedState(history));
        const all = [...new Set(history.map(({ event }) => event.id))].sort();
        expect(visible.sort()).toEqual(all); // each told once
        expect(stored.sort()).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });

  test('with some of it missing, shows what is whole and holds back the rest until it comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHistory(nextConv, { withForks: true }),
        anyArrival,
        fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
        async (history, arrival, picks) => {
          const lost = new Set(picks.map((pick) => history[pick % history.length]?.event.id));
          const rest = history.filter(({ event }) => !lost.has(event.id));
          if (rest.length === 0) return;
          const { conv } = await arrive(rest, arrival);
          expect(await stateOf(conv)).toEqual(expectedState(rest));
          await arrive(history, arrival);
          expect(await stateOf(conv)).toEqual(expectedState(history));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('what a peer sends', { timeout: DISK_TIMEOUT_MS }, () => {
  let alice: TestLog;
  let bob: TestLog;
  beforeEach(async () => {
    [alice, bob] = await Promise.all([testLog(ALICE), testLog(BOB)]);
  });
  afterEach(async () => {
    await Promise.all([alice.remove(), bob.remove()]);
  });

  const body = encodeCanonical({ text: 'x' });
  const fields: EventFields = {
    conv: CONV,
    by: ALICE,
    log: 'aaaaaaaaaaaaaaaa',
    seq: 0,
    prev: undefined,
    after: [],
    at: 1,
    kind: 'text',
    must: false,
    of: undefined,
    re: undefined,
  };
  const made = (change: Partial<EventFields>, own?: Uint8Array) => {
    const event = buildEvent({ ...fields, ...change }, body);
    const received: ReceivedEvent = { head: event.headBytes, body, own, sig: undefined };
    return { id: event.id, received };
  };
  const ingest = (...events: readonly { readonly received: ReceivedEvent }[]) =>
    bob.log.ingest(
      CONV,
      bob.authority,
      events.map(({ received }) => received),
    );

  test.each([
    ['of another conversation', { conv: testId('elsewhere') }, undefined, 'other-conversation'],
    ['of an author who is not in it', { by: testId('mallory') }, undefined, 'other-author'],
    ['with an own code of the wrong length', {}, new Uint8Array(15), 'own-malformed'],
    ['that says it is ours, without a mark', { by: BOB }, undefined, 'own-not-ours'],
    ['that says it is ours, with a wrong mark', { by: BOB }, new Uint8Array(16), 'own-not-ours'],
  ])('an event %s is refused with the reason, the rest is taken', async (_name, change, own, why) => {
    const bad = made(change, own);
    const good = made({ at: 2 });
    const result = await ingest(bad, good);
    expect(result.refused).toEqual([{ id: bad.id, why }]);
    expect(result.stored.map(({ id }) => id)).toEqual([good.id]);
    expect(await bob.kept.store.events.get(bad.id)).toBeUndefined();
  });

  test('bytes that are no event are refused under the id they would have', async () => {
    const head = new TextEncoder().encode('{"v": 1}');
    const result = await ingest({ received: { head, body: undefined, own: undefined, sig: undefined } });
    expect(result).toMatchObject({ refused: [{ id: eventId(head), why: 'not-canonical' }], stored: [] });
  });

  test('a prev that is not the one before it in its log is refused', async () => {
    const first = made({});
    const other = made({ log: 'bbbbbbbbbbbbbbbb' });
    const crossed = made({ seq: 1, prev: other.id });
    const jumped = made({ seq: 2, prev: first.id });
    const result = await ingest(first, other, crossed, jumped);
    expect(result.refused).toEqual([
      { id: crossed.id, why: 'prev-not-before' },
      { id: jumped.id, why: 'prev-not-before' },
    ]);
    expect(await bob.view()).toHaveLength(2);
  });

  test('a wrong prev that comes before its proof is never shown, told once, and nothing of it is acknowledged', async () => {
    const first = made({});
    const other = made({ log: 'bbbbbbbbbbbbbbbb' });
    const crossed = made({ seq: 1, prev: other.id });
    const follower = made({ seq: 2, prev: crossed.id });
    expect(await ingest(first, crossed, follower)).toMatchObject({ refused: [] });
    expect((await ingest(other)).refused).toEqual([{ id: crossed.id, why: 'prev-not-before' }]);
    expect((await ingest(other, made({ at: 9, log: 'cccccccccccccccc' }))).refused).toEqual([]);
    expect(await bob.view()).toHaveLength(3);
    expect((await bob.log.tips(CONV)).map(({ id }) => id)).not.toContain(follower.id);
  });

  test('an erased event keeps its place, and a body that comes later does not bring it back', async () => {
    const event = made({});
    const gone = { received: { ...event.received, body: undefined } };
    expect((await ingest(gone)).visible).toMatchObject([{ id: event.id, body: undefined }]);
    expect((await ingest(event)).stored).toEqual([]);
    expect((await bob.kept.store.events.get(event.id))?.body).toBeUndefined();
  });

  test('an erased event and the same whole in one batch are kept whole', async () => {
    const event = made({});
    const gone = { received: { ...event.received, body: undefined } };
    expect((await ingest(event, gone)).stored[0]?.body).toEqual(body);
  });

  test('an empty body is a body', async () => {
    const event = buildEvent(fields, new Uint8Array(0));
    await ingest({ received: { head: event.headBytes, body: new Uint8Array(0), own: undefined, sig: undefined } });
    expect((await bob.kept.store.events.get(event.id))?.body).toEqual(new Uint8Array(0));
  });

  test('of what must wait no more is kept than the limit, and it all comes in when the past is there', async () => {
    const missing = made({});
    const waiting: ReturnType<typeof made>[] = [];
    for (let seq = 0; seq < HELD_BACK_MAX + 5; seq++) {
      const before = waiting.at(-1);
      const past = before === undefined ? { after: [missing.id] } : { prev: before.id };
      waiting.push(made({ log: 'cccccccccccccccc', seq, ...past }));
    }
    const result = await ingest(...waiting);
    expect(result).toMatchObject({ visible: [], refused: [] });
    expect(result.stored).toHaveLength(HELD_BACK_MAX);
    expect(await bob.log.tips(CONV)).toMatchObject([{ seq: HELD_BACK_MAX - 1 }]);
    expect((await ingest(missing)).visible).toHaveLength(HELD_BACK_MAX + 1);
    expect((await ingest(...waiting)).visible).toHaveLength(5);
  });

  test('our own events that come back are known by their mark, and our log is not written on', async () => {
    const lost = await alice.log.append(textDraft('written, then the disk was lost', 5));
    const key = await alice.kept.store.state.getBytes('log.own-key');
    if (key === undefined) throw new Error('no own key');
    const later = buildEvent({ ...fields, log: lost.log, seq: 1, prev: lost.id, at: 6 }, body);
    const back = { head: later.headBytes, body, own: ownCode(key, later.id), sig: undefined };
    expect(await alice.log.isRolledBack(CONV, [{ by: ALICE, log: lost.log, seq: 1, id: later.id.slice(0, 16) }])).toBe(
      true,
    );
    const result = await alice.log.ingest(CONV, alice.authority, [asReceived(lost), back]);
    expect(result.stored.map(({ id }) => id)).toEqual([later.id]);
    const next = await alice.log.append(textDraft('after the rollback', 7));
    expect(next).toMatchObject({ seq: 0, prev: undefined, after: [later.id] });
    expect(next.log).not.toBe(lost.log);
    expect(await alice.log.isRolledBack(CONV, await alice.log.tips(CONV))).toBe(false);
  });
});
