import { createHash } from 'node:crypto';
import type { EventRow, LogTip, StorageWorkerSource } from '../../../storage/index.ts';
import { inProcessStorageWorker, type TestStore, testStore } from '../../../storage/testing/index.ts';
import { encodeCanonical } from '../canonical-json.ts';
import type { ConversationLog, EventDraft, LogAuthority, ReceivedEvent } from '../conversation-log.ts';
import { openConversationLog } from '../open-conversation-log.ts';

/** 64 hex digits that say nothing, always the same for the same name. */
export function testId(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

export const ALICE = testId('alice');
export const BOB = testId('bob');
export const CONV = testId('conversation of alice and bob');

/** Bytes from a seed: hashes of a counter. The same seed gives the same world. */
export function seededRandom(seed: string): (length: number) => Uint8Array {
  let count = 0;
  return (length) => {
    const blocks: Buffer[] = [];
    for (let have = 0; have < length; have += 32) {
      blocks.push(createHash('sha256').update(`${seed} ${count}`).digest());
      count += 1;
    }
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  };
}

export function textDraft(text: string, at: number): EventDraft {
  return { conv: CONV, kind: 'text', body: encodeCanonical({ text }), blobs: [], at };
}

/** As it goes over the wire. */
export function asReceived({ head, body, own, sig }: EventRow): ReceivedEvent {
  return { head, body, own, sig };
}

/** As `have` carries it. */
export function asEntry(tip: LogTip): LogTip {
  return { ...tip, id: tip.id.slice(0, 16) };
}

/** One person's log over a real store. */
export interface TestLog {
  readonly log: ConversationLog;
  readonly kept: TestStore;
  readonly device: string;
  readonly authority: LogAuthority;
  /** What is in view, oldest first: (t, id) of each. */
  view(): Promise<readonly string[]>;
  remove(): Promise<void>;
}

export async function testLog(
  device: string,
  options: { readonly seed?: string; readonly worker?: StorageWorkerSource } = {},
): Promise<TestLog> {
  const kept = await testStore(options.worker ?? inProcessStorageWorker);
  const log = await openTestLog(kept, device, options.seed ?? device);
  return {
    log,
    kept,
    device,
    authority: {
      kind: 'two',
      isOwn: (by) => by === device,
      peerDevices: [ALICE, BOB].filter((peer) => peer !== device),
    },
    async view() {
      const rows = await kept.store.events.page(CONV, undefined, 1_000_000);
      return rows.map(({ t, id }) => `${t} ${id}`);
    },
    remove: () => kept.remove(),
  };
}

export function openTestLog(kept: TestStore, device: string, seed: string): Promise<ConversationLog> {
  return openConversationLog({
    store: kept.store,
    selfDevice: device,
    sign: () => new Uint8Array(256),
    random: seededRandom(seed),
    wallMs: () => 1_700_000_000_000,
    blobsOf: () => [],
  });
}

/** What a giver knows of a taker: its `have`, moved on by what was sent since. */
export interface Outbox {
  readonly known: LogTip[];
}

export async function outboxTo(to: TestLog, conv: string): Promise<Outbox> {
  return { known: (await to.log.tips(conv)).map(asEntry) };
}

/** One page as `_sync` sends it. Returns how many events went. */
export async function syncPage(
  from: TestLog,
  to: TestLog,
  conv: string,
  outbox: Outbox,
  maxBytes: number,
): Promise<number> {
  const rows = await from.log.missingFrom(conv, outbox.known, maxBytes);
  await to.log.ingest(conv, to.authority, rows.map(asReceived));
  outbox.known.push(...rows.map(({ by, log, seq, id }) => ({ by, log, seq, id })));
  return rows.length;
}

/** Brings `to` up to date with `from`. Returns how many events went. */
export async function syncOnce(from: TestLog, to: TestLog, maxBytes = 1_048_576): Promise<number> {
  const outbox = await outboxTo(to, CONV);
  for (let sent = 0; ; ) {
    const count = await syncPage(from, to, CONV, outbox, maxBytes);
    if (count === 0) return sent;
    sent += count;
    if (sent > 100_000) throw new Error('sync does not come to an end');
  }
}
