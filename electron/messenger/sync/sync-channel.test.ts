import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventRow, LogTip } from '../../storage/store.ts';
import { SYNC_WINDOW_BYTES } from '../limits.ts';
import type { ReceivedEvent } from '../log/conversation-log.ts';
import { encodeFrame, type Frame, FrameReader } from './frames.ts';
import { SyncChannel } from './sync-channel.ts';
import type { SharedConversations, SyncHost } from './sync-host.ts';
import { type ChannelPair, channelPair } from './testing/channel-pair.ts';

const CONV = 'c'.repeat(64);
const ALICE = 'a'.repeat(64);
const BOB = 'b'.repeat(64);

/** A log in memory: heads are "by seq", which is all that a channel needs of them. */
class MemoryHost implements SyncHost, SharedConversations {
  readonly rows = new Map<string, EventRow>();
  readonly logLines: string[] = [];
  readonly words: string[] = [];
  greetings = 0;
  catchUpDelayMs = () => 0;
  isSentAtOnce = () => true;
  peerTips: readonly LogTip[] = [];
  inFlightBytes = 0;
  isFull = false;
  refuse: (row: EventRow) => boolean = () => false;
  readonly refusedByPeer: string[] = [];
  /** What is shared now. */
  shared: readonly SyncHost[] = [this];

  constructor(readonly conv = CONV) {}

  append(by: string, bytes = 10): EventRow {
    const row = newRow(by, this.next(by), bytes);
    this.rows.set(row.id, row);
    return row;
  }
  after(_ms: number, callback: () => void): () => void {
    let isCancelled = false;
    queueMicrotask(() => queueMicrotask(() => !isCancelled && callback()));
    return () => {
      isCancelled = true;
    };
  }
  report(error: unknown): void {
    this.logLines.push(String(error));
  }
  greet(): void {
    this.greetings += 1;
  }
  takeWord(frame: Frame): void {
    this.words.push(frame.t);
  }
  async tips(): Promise<readonly LogTip[]> {
    return [ALICE, BOB].flatMap((by) => {
      const tip = this.rows.get(idOf(by, this.next(by) - 1));
      return tip === undefined ? [] : [{ by, log: tip.log, seq: tip.seq, id: tip.id }];
    });
  }
  async missingFrom(tips: readonly LogTip[], maxBytes: number): Promise<readonly EventRow[]> {
    const missing: EventRow[] = [];
    let bytes = 0;
    for (const by of [ALICE, BOB]) {
      const from = Math.max(-1, ...tips.filter((tip) => tip.by === by).map((tip) => tip.seq)) + 1;
      for (let seq = from; seq < this.next(by); seq++) {
        const row = this.rows.get(idOf(by, seq));
        if (row === undefined) break;
        bytes += row.head.length + (row.body?.length ?? 0);
        if (missing.length > 0 && bytes > maxBytes) return missing;
        missing.push(row);
      }
    }
    return missing;
  }
  hosts() {
    return this.shared;
  }
  takeInvited() {
    // nothing else is shared
  }
  invitation() {
    return undefined;
  }
  async mayServe() {
    return true;
  }
  readonly lacking = new Set<string>();
  async lacks() {
    return [...this.lacking];
  }
  async wholeEvent(id: string) {
    return this.rows.get(id);
  }
  async readMarks() {
    return [];
  }
  async unacknowledgedBlobs() {
    return [];
  }
  async standOf() {
    return { whole: [], waits: [], declined: [] };
  }
  async peerHas(tips: readonly LogTip[]): Promise<void> {
    this.peerTips = tips;
  }
  async peerStored(tips: readonly LogTip[]): Promise<void> {
    this.peerTips = tips;
  }
  async peerRead() {
    // not of interest here
  }
  async peerRefused(id: string): Promise<void> {
    this.refusedByPeer.push(id);
  }
  async ingest(events: readonly ReceivedEvent[]) {
    if (this.isFull) {
      this.isFull = false;
      return 'full' as const;
    }
    const stored: EventRow[] = [];
    const refused: { id: string; why: string }[] = [];
    let filledCount = 0;
    for (const { head, body } of events) {
      const [by = '', seq = ''] = Buffer.from(head).toString().split(' ');
      const row = newRow(by, Number(seq), body?.length ?? 0);
      if (this.refuse(row)) refused.push({ id: row.id, why: 'no' });
      else if (!this.rows.has(row.id)) {
        this.rows.set(row.id, row);
        stored.push(row);
      } else if (body !== undefined && this.lacking.delete(row.id)) filledCount += 1;
    }
    return { stored, filledCount, refused };
  }
  takeBudget(): number {
    return 0;
  }
  private next(by: string): number {
    let seq = 0;
    while (this.rows.has(idOf(by, seq))) seq += 1;
    return seq;
  }
}

const idOf = (by: string, seq: number) => (by[0] ?? '') + seq.toString(16).padStart(63, '0');

function newRow(by: string, seq: number, bytes: number): EventRow {
  const head = new Uint8Array(Buffer.from(`${by} ${seq}`));
  const prev = seq === 0 ? undefined : idOf(by, seq - 1);
  const common = {
    after: [],
    at: 0,
    kind: 'text',
    of: undefined,
    own: undefined,
    sig: undefined,
    blobs: [],
    storedAtMs: 0,
  };
  return {
    ...common,
    id: idOf(by, seq),
    conv: CONV,
    by,
    log: '0'.repeat(16),
    seq,
    prev,
    head,
    body: new Uint8Array(bytes),
    t: seq,
  };
}

async function rest(): Promise<void> {
  for (let turn = 0; turn < 2_000; turn++) await Promise.resolve();
}

/** Frames of one name that one side sent. */
function framesBy(pair: ChannelPair, by: 'opener' | 'answerer', t: string) {
  const reader = new FrameReader();
  return pair.sent
    .filter((packet) => packet.by === by)
    .flatMap((packet) => {
      const read = reader.push(packet.body);
      return read.ok ? read.value : [];
    })
    .filter((frame) => frame.t === t);
}

/** Of both sides. */
function framesOf(pair: ChannelPair, t: string) {
  return [...framesBy(pair, 'opener', t), ...framesBy(pair, 'answerer', t)];
}

function connect(alice: MemoryHost, bob: MemoryHost) {
  const pair = channelPair(ALICE, BOB);
  const ends = [
    new SyncChannel(pair.opener, alice, () => undefined),
    new SyncChannel(pair.answerer, bob, () => undefined),
  ] as const;
  for (const end of ends) void end.share();
  return { pair, alice: ends[0], bob: ends[1] };
}

describe('_sync', () => {
  test('brings two logs together, however they differ and wherever the line breaks; each event goes once over a line', async () => {
    const steps = fc.array(fc.constantFrom('alice', 'bob', 'break', 'rest', 'full'), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const [alice, bob] = [new MemoryHost(), new MemoryHost()];
        let line = connect(alice, bob);
        for (const step of [...plan, 'break'] as const) {
          if (step === 'alice') alice.append(ALICE);
          if (step === 'bob') bob.append(BOB);
          if (step === 'alice') line.alice.poke(CONV);
          if (step === 'bob') line.bob.poke(CONV);
          if (step === 'full') bob.isFull = true;
          if (step === 'rest') await rest();
          if (step !== 'break') continue;
          for (const by of ['opener', 'answerer'] as const) {
            const heads = framesBy(line.pair, by, 'event').map((frame) =>
              Buffer.from(frame.body).toString('latin1').slice(0, 70),
            );
            expect(new Set(heads).size).toBe(heads.length);
          }
          line.pair.break();
          line = connect(alice, bob);
        }
        await rest();
        expect([...bob.rows.keys()].sort()).toEqual([...alice.rows.keys()].sort());
        expect(await alice.tips()).toEqual((await bob.tips()).map((tip) => ({ ...tip })));
        expect([...alice.logLines, ...bob.logLines]).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('says what it has before any event, and acknowledges after storing', async () => {
    const [alice, bob] = [new MemoryHost(), new MemoryHost()];
    alice.append(ALICE);
    const { pair } = connect(alice, bob);
    await rest();
    expect(framesBy(pair, 'opener', 'have')).toHaveLength(1);
    expect(framesBy(pair, 'answerer', 'ack')[0]?.json.entries).toEqual([
      [ALICE, '0'.repeat(16), 0, idOf(ALICE, 0).slice(0, 16)],
    ]);
    expect(framesBy(pair, 'answerer', 'event')).toHaveLength(0);
  });

  test('a conversation that one side stops sharing for a while goes on where it stopped', async () => {
    const [alice, bob] = [new MemoryHost(), new MemoryHost()];
    const ends = connect(alice, bob);
    await rest();
    alice.shared = [];
    await ends.alice.share();
    bob.append(BOB);
    ends.bob.poke(CONV);
    alice.append(ALICE);
    await rest();
    expect(alice.rows.size).toBe(1);
    alice.shared = [alice];
    await ends.alice.share();
    await rest();
    expect([...alice.rows.keys()].sort()).toEqual([...bob.rows.keys()].sort());
    expect(bob.rows.size).toBe(2);
  });

  test('what others wrote is not sent into a way that is closed: when it opens, both say first what they got meanwhile', async () => {
    const [alice, bob] = [new MemoryHost(), new MemoryHost()];
    const { pair, ...ends } = connect(alice, bob);
    await rest();
    pair.hold(true);
    for (const host of [alice, bob]) {
      host.isSentAtOnce = () => false;
      host.catchUpDelayMs = () => 1;
      host.append(ALICE); // from a third one, on each side
    }
    for (const end of [ends.alice, ends.bob]) {
      await end.tellStored(CONV);
      end.poke(CONV, true);
    }
    await rest();
    expect(framesOf(pair, 'event')).toHaveLength(0);
    pair.hold(false);
    await rest();
    expect(framesOf(pair, 'event')).toHaveLength(0);
  });

  test('what others wrote goes to who is heard again and does not have it', async () => {
    const [alice, bob] = [new MemoryHost(), new MemoryHost()];
    const { pair, ...ends } = connect(alice, bob);
    await rest();
    pair.hold(true);
    alice.isSentAtOnce = () => false;
    alice.append(BOB);
    await ends.alice.tellStored(CONV);
    ends.alice.poke(CONV, true);
    await rest();
    expect(framesOf(pair, 'event')).toHaveLength(0);
    pair.hold(false);
    await rest();
    expect([...bob.rows.keys()]).toEqual([...alice.rows.keys()]);
  });

  test('a conversation in which nothing is acknowledged holds up no other', async () => {
    const quiet = 'd'.repeat(64);
    const [alice, bob] = [new MemoryHost(), new MemoryHost()];
    const [aliceQuiet, bobQuiet] = [new MemoryHost(quiet), new MemoryHost(quiet)];
    [alice.shared, bob.shared] = [
      [alice, aliceQuiet],
      [bob, bobQuiet],
    ];
    bob.ingest = () => new Promise(() => undefined);
    for (let count = 0; count < 60; count++) alice.append(ALICE, 40_000);
    const { alice: end } = connect(alice, bob);
    await rest();
    for (let count = 0; count < 5; count++) aliceQuiet.append(ALICE, 40_000);
    end.poke(quiet);
    await rest();
    expect(bobQuiet.rows.size).toBe(5);
    expect(bob.rows.size).toBe(0);
  });

  test('has at most 1 MiB of events on its way', async () => {
    const [alice, bob] = [new MemoryHost(), new MemoryHost()];
    for (let count = 0; count < 60; count++) alice.append(ALICE, 40_000);
    let release: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const ingest = bob.ingest.bind(bob);
    bob.ingest = async (events) => {
      await gate;
      return ingest(events);
    };
    const { pair } = connect(alice, bob);
    await rest();
    const bytes = framesBy(pair, 'opener', 'event').reduce((sum, frame) => sum + frame.body.length, 0);
    expect(bytes).toBeLessThanOrEqual(SYNC_WINDOW_BYTES);
    expect(bytes).toBeGreaterThan(SYNC_WINDOW_BYTES / 2);
    release?.();
    await rest();
    await rest();
    expect(bob.rows.size).toBe(60);
  });

  test('a body that is missing is asked for and comes, and nothing else of what it is about goes again', async () => {
    const [alice, bob] = [new MemoryHost(), new MemoryHost()];
    for (const host of [alice, bob]) for (let count = 0; count < 3; count++) host.append(ALICE);
    bob.lacking.add(idOf(ALICE, 1));
    bob.lacking.add(idOf(BOB, 7)); // nobody has it
    const { pair } = connect(alice, bob);
    await rest();
    expect([...bob.lacking]).toEqual([idOf(BOB, 7)]);
    expect([...framesBy(pair, 'opener', 'event'), ...framesBy(pair, 'answerer', 'event')]).toHaveLength(1);
    expect([alice.logLines, bob.logLines]).toEqual([[], []]);
  });

  test('tells the author what was refused, and goes on with other logs', async () => {
    const [alice, bob] = [new MemoryHost(), new MemoryHost()];
    bob.refuse = (row) => row.by === ALICE && row.seq === 1;
    for (let count = 0; count < 3; count++) alice.append(ALICE);
    const { alice: end } = connect(alice, bob);
    await rest();
    expect(alice.refusedByPeer).toEqual([idOf(ALICE, 1)]);
    alice.append(BOB);
    end.poke(CONV);
    await rest();
    expect(bob.rows.has(idOf(BOB, 0))).toBe(true);
  });

  test.each([
    ['have', { conv: CONV, entries: [['x']] }],
    ['event', { conv: CONV, head: 99 }],
    ['ack', { conv: CONV, entries: [], blobs: ['x'] }],
    ['lack', { conv: CONV, events: ['x'] }],
    ['read', { conv: CONV, entries: [[ALICE, '0'.repeat(16), -1]] }],
    ['refused', { conv: CONV, id: 7, why: '' }],
    ['have', { entries: [] }],
  ])('a %s of another shape ends the channel', async (t, json) => {
    const pair = channelPair(ALICE, BOB);
    const closes: string[] = [];
    const end = new SyncChannel(pair.answerer, new MemoryHost(), (close) => {
      closes.push(close.reason === 'err' ? close.message : close.reason);
    });
    await end.share();
    pair.opener.send({ body: encodeFrame({ t, ...json }) });
    await rest();
    expect(closes).toEqual(['bad frame']);
  });

  test('frames it does not know are passed over', async () => {
    const [alice, bob] = [new MemoryHost(), new MemoryHost()];
    const pair = channelPair(ALICE, BOB);
    pair.opener.send({ body: encodeFrame({ t: 'from-the-future', x: 1 }) });
    const ends = [
      new SyncChannel(pair.opener, alice, () => undefined),
      new SyncChannel(pair.answerer, bob, () => undefined),
    ];
    alice.append(ALICE);
    for (const end of ends) await end.share();
    await rest();
    expect(bob.rows.size).toBe(1);
  });
});
