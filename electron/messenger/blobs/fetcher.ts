import {
  BLOB_READ_MS_MAX,
  BLOB_READING_CHUNKS,
  BLOB_RETRY_MS_MAX,
  BLOB_RETRY_MS_MIN,
  BLOB_RUN_CHUNKS,
} from '../limits.ts';
import type { FetchJob, FetchOutcome } from '../sync/blob-fetch.ts';
import type { BlobStore } from './blob-store.ts';
import { FetchLane, type LaneParts } from './fetch-lane.ts';
import { FetchQueue } from './fetch-queue.ts';
import { type Claim, RANKS, type Rank, type Wanted } from './wanted.ts';

export interface FetcherParts {
  readonly blobs: BlobStore;
  /** Where our time in this conversation begins: what is named before that alone, nobody there may give us. */
  readonly fromT: (conv: string) => number;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly onProgress: (blob: string) => void;
  /** A blob is whole here, checked and on disk. */
  readonly onWhole: (blob: string) => void;
  /** It can't be had: what its manifest says is not what the message said, or more than there can be. */
  readonly onImpossible: (blob: string, why: 'too-large' | 'wrong-size') => void;
  /** This device gave us a part of it. */
  readonly onGiver: (blob: string, device: string) => void;
  readonly tellDiskFull: (isFull: boolean) => void;
  readonly log: (line: string) => void;
}

/**
 * Fetches every blob of the messenger, each from all who may have it: runs of different chunks from different holders at the same
 * time, previews before what is on screen before the rest. Its author is asked first. What was begun goes on where it stopped, whoever
 * is there.
 */
export class Fetcher {
  private readonly queue = new FetchQueue();
  private readonly lanes = new Set<FetchLane>();
  private readonly readers = new Map<string, Set<() => void>>();
  private readonly timers = new Set<() => void>();
  private retryMs = BLOB_RETRY_MS_MIN;

  constructor(private readonly parts: FetcherParts) {}

  /** A way to fetch from one device, offline at first. */
  lane(parts: Pick<LaneParts, 'device' | 'convs' | 'openChannel'>): FetchLane {
    const { after, tellDiskFull, log } = this.parts;
    const lane = new FetchLane({
      ...parts,
      after,
      tellDiskFull,
      log,
      next: () => this.next(parts.device, parts.convs()),
      putManifest: (blob, manifest) => this.putManifest(blob, manifest),
      chunkBytes: (blob, index) => this.chunkBytes(blob, index),
      putChunk: (blob, index, bytes) => this.putChunk(parts.device, blob, index, bytes),
      onSettled: (job, outcome) => this.settled(parts.device, job, outcome),
      onLate: (job) => this.late(parts.device, job),
      onOnline: () => {
        for (const wanted of this.queue.all()) wanted.without.delete(parts.device);
      },
    });
    this.lanes.add(lane);
    return lane;
  }

  removeLane(lane: FetchLane): void {
    lane.stop();
    this.lanes.delete(lane);
  }

  async add(claim: Claim): Promise<void> {
    const { blob, author } = claim;
    const info = await this.parts.blobs.expect(blob);
    if (info.isWhole) return this.parts.onWhole(blob);
    const wanted = this.queue.add(claim);
    wanted?.authors.add(author);
    if (wanted !== undefined && wanted.missing === undefined) {
      if (!(await this.readState(wanted))) return;
    }
    this.run();
  }

  /** No longer wanted: what is on its way is dropped. */
  drop(blob: string): void {
    this.queue.remove(blob);
    this.wake(blob);
  }

  /** What is on screen comes before the rest; what was there before does not any more. */
  look(blobs: ReadonlySet<string>): void {
    for (const wanted of [...this.queue.all()]) {
      const isSeen = blobs.has(wanted.blob);
      if (isSeen && wanted.rank === 'rest') this.queue.setRank(wanted, 'seen');
      if (!isSeen && wanted.rank === 'seen') this.queue.setRank(wanted, 'rest');
    }
    this.run();
  }

  isWanted(blob: string): boolean {
    return this.queue.get(blob) !== undefined;
  }

  /**
   * Bytes [offset, offset + length) of a blob that is on its way, once they are here; what is read comes first. Undefined if they
   * don't come, or if there are no such bytes.
   */
  async read(blob: string, offset: number, length: number): Promise<Uint8Array | undefined> {
    const { blobs, after } = this.parts;
    let isLate = false;
    const cancel = after(BLOB_READ_MS_MAX, () => {
      isLate = true;
      this.wake(blob);
    });
    try {
      for (;;) {
        const bytes = await blobs.read(blob, offset, length);
        const wanted = this.queue.get(blob);
        if (bytes !== undefined || wanted === undefined || isLate) return bytes;
        await this.nextChange(wanted, offset, length);
      }
    } finally {
      cancel();
    }
  }

  stop(): void {
    for (const lane of this.lanes) lane.stop();
    for (const cancel of this.timers) cancel();
    this.timers.clear();
  }

  private nextChange(wanted: Wanted, offset: number, length: number): Promise<void> {
    wanted.reading = { offset, length };
    if (wanted.rank !== 'reading') this.queue.setRank(wanted, 'reading');
    const readers = this.readers.get(wanted.blob) ?? new Set();
    this.readers.set(wanted.blob, readers);
    this.run();
    return new Promise((resolve) => readers.add(resolve));
  }

  private wake(blob: string): void {
    const readers = this.readers.get(blob);
    this.readers.delete(blob);
    for (const resolve of readers ?? []) resolve();
  }

  /**
   * Asks for whatever may be asked now: our time in some group may begin at another place. Twice, for what an author had no room for is
   * free for the others only then.
   */
  run(): void {
    for (let turn = 0; turn < 2; turn += 1) for (const lane of this.lanes) lane.run();
  }

  private next(device: string, convs: readonly string[]): FetchJob | undefined {
    const free = new Map([...this.lanes].flatMap((lane) => (lane.hasRoom ? [[lane.device, lane.convs()]] : [])));
    const isOurs = (one: Wanted, conv: string) => one.isOursIn(conv, this.parts.fromT(conv));
    const wanted = this.queue.next(
      device,
      convs,
      (one, conv) => isOurs(one, conv) && !isForItsAuthor(one, device, free, isOurs),
    );
    if (wanted === undefined) return undefined;
    const manifest = wanted.missing === undefined;
    const max = wanted.rank === 'reading' ? BLOB_READING_CHUNKS : BLOB_RUN_CHUNKS;
    return { blob: wanted.blob, manifest, runs: wanted.claim(device, max) };
  }

  private async putManifest(blob: string, manifest: Uint8Array): Promise<'stored' | 'wrong' | 'stop'> {
    const wanted = this.queue.get(blob);
    if (wanted === undefined) return 'stop';
    if (wanted.missing !== undefined) return 'stored';
    const stored = await this.parts.blobs.putManifest(blob, manifest);
    if (stored === 'not-the-manifest') return 'wrong';
    if (stored === 'too-large') return this.impossible(blob, 'too-large');
    if (!(await this.readState(wanted))) return 'stop';
    const { manifestFrom } = wanted;
    if (manifestFrom !== undefined) {
      for (const index of wanted.missing ?? [])
        if (index < wanted.askedWithManifest) wanted.claims.set(index, manifestFrom);
      wanted.manifestFrom = undefined;
    }
    this.run(); // others may give other parts of it
    return 'stored';
  }

  /** What is here of it. False if that ends the matter. */
  private async readState(wanted: Wanted): Promise<boolean> {
    const { blob, claimedBytes } = wanted;
    const info = await this.parts.blobs.info(blob);
    if (info?.chunkCount === undefined) return true;
    if (claimedBytes !== undefined && info.length !== claimedBytes) {
      this.impossible(blob, 'wrong-size');
      return false;
    }
    wanted.info = info;
    wanted.missing ??= new Set(await this.parts.blobs.missingChunks(blob));
    this.wake(blob);
    if (info.isWhole) this.whole(blob);
    return !info.isWhole;
  }

  private impossible(blob: string, why: 'too-large' | 'wrong-size'): 'stop' {
    this.drop(blob);
    this.parts.onImpossible(blob, why);
    return 'stop';
  }

  private chunkBytes(blob: string, index: number): number | undefined {
    const wanted = this.queue.get(blob);
    if (wanted === undefined) return undefined;
    const { length = 0, chunkLength = 0, chunkCount = 0 } = wanted.info ?? {};
    if (index < chunkCount && wanted.missing?.has(index) === false) return undefined; // somebody else was faster
    return Math.max(0, Math.min(chunkLength, length - index * chunkLength));
  }

  private async putChunk(device: string, blob: string, index: number, bytes: Uint8Array): Promise<'stored' | 'wrong'> {
    const stored = await this.parts.blobs.putChunk(blob, index, bytes);
    if (stored !== 'stored') return 'wrong';
    this.retryMs = BLOB_RETRY_MS_MIN;
    this.parts.tellDiskFull(false);
    const wanted = this.queue.get(blob);
    if (wanted?.givers.has(device) === false) this.parts.onGiver(blob, device);
    wanted?.givers.add(device);
    wanted?.missing?.delete(index);
    wanted?.claims.delete(index);
    this.parts.onProgress(blob);
    this.wake(blob);
    if (wanted?.missing?.size === 0) this.whole(blob);
    return 'stored';
  }

  private whole(blob: string): void {
    this.drop(blob);
    this.parts.onWhole(blob);
  }

  /** What was asked and did not come is free for another, and for the same one later. */
  private settled(device: string, { blob, runs }: FetchJob, outcome: FetchOutcome | 'closed'): void {
    const wanted = this.queue.get(blob);
    wanted?.unclaim(device, runs);
    wanted?.late.delete(device);
    if (wanted !== undefined && outcome !== 'closed' && hasNothing(wanted, runs, outcome)) {
      wanted.without.add(device);
      // Also who says that it is not ours: the event that names it may not have come to them yet.
      this.later(() => wanted.without.delete(device));
    }
    this.run();
  }

  /** Somebody else may be asked for it, if anybody is there. Should it come after all, it is taken. */
  private late(device: string, { blob, runs }: FetchJob): void {
    const wanted = this.queue.get(blob);
    if (wanted === undefined) return;
    wanted.unclaim(device, runs);
    wanted.late.add(device);
    this.run();
  }

  /** Somebody who has nothing of it now may have it later. */
  private later(act: () => void): void {
    const cancel = this.parts.after(this.retryMs, () => {
      this.timers.delete(cancel);
      act();
      this.run();
    });
    this.timers.add(cancel);
    this.retryMs = Math.min(2 * this.retryMs, BLOB_RETRY_MS_MAX);
  }
}

/** One of `free`, who have time for it, wrote what names it: nobody else is asked where it begins. */
function isForItsAuthor(
  wanted: Wanted,
  device: string,
  free: ReadonlyMap<string, readonly string[]>,
  isOurs: (wanted: Wanted, conv: string) => boolean,
): boolean {
  const { authors, missing } = wanted;
  if (missing !== undefined || authors.has(device)) return false;
  return [...authors].some(
    (author) => wanted.isFor(author) && free.get(author)?.some((conv) => isOurs(wanted, conv)) === true,
  );
}

function hasNothing(wanted: Wanted, runs: FetchJob['runs'], outcome: FetchOutcome): boolean {
  return outcome !== 'done' || wanted.missing === undefined || runs.some((run) => isOpen(wanted, run));
}

function isOpen({ missing }: Wanted, [first, count]: readonly [number, number]): boolean {
  for (let index = first; index < first + count; index += 1) if (missing?.has(index) === true) return true;
  return false;
}

/** What a role of a blob is fetched as. */
export function rankOf(role: string): Rank {
  return role === 'preview' ? RANKS[1] : RANKS[3];
}
