import { BLOB_READING_CHUNKS } from '../limits.ts';
import type { BlobInfo } from './blob-store.ts';

/** `reading`: somebody waits for a part of it. `preview`: it stands for others. `seen`: on screen. */
export const RANKS = ['reading', 'preview', 'seen', 'rest'] as const;
export type Rank = (typeof RANKS)[number];

/** A blob that an event names. */
export interface Claim {
  readonly blob: string;
  readonly conv: string;
  /** Place of the event in the order. */
  readonly t: number;
  /** Device of the event. */
  readonly author: string;
  readonly rank: Rank;
  /** Length as the event says. */
  readonly claimedBytes: number | undefined;
}

/** A blob that is to be fetched, and how far that is. */
export class Wanted {
  /** Conversations in which an event names it, with the highest place of one there. */
  readonly places = new Map<string, number>();
  info: BlobInfo | undefined;
  /** Chunks that are not here, ascending; undefined until the manifest is. */
  missing: Set<number> | undefined;
  /** Chunks asked for, and of whom. */
  readonly claims = new Map<number, string>();
  /** Who was asked for the manifest. */
  manifestFrom: string | undefined;
  /** Chunks, from the first, that were asked for with it. */
  askedWithManifest = 0;
  /** Who has nothing of it now, and who never will. */
  readonly without = new Set<string>();
  /** Whose events name it: they have it, if anybody has. */
  readonly authors = new Set<string>();
  /** Who was asked, has said nothing for a while, and may still give it: not asked a second time until that ends. */
  readonly late = new Set<string>();
  /** Who gave a part of it since it is wanted. */
  readonly givers = new Set<string>();
  /** What a reader waits for, in bytes. */
  reading: { readonly offset: number; readonly length: number } | undefined;

  constructor(
    readonly blob: string,
    /** Length as the message says. */
    readonly claimedBytes: number | undefined,
    public rank: Rank,
  ) {}

  /** Whether an event of this conversation names it that lies where our time there has begun, or after that. */
  isOursIn(conv: string, fromT: number): boolean {
    return (this.places.get(conv) ?? -1) >= fromT;
  }

  /** Whether something of it can be asked of this device now. */
  isFor(device: string): boolean {
    if (this.without.has(device) || this.late.has(device)) return false;
    if (this.missing === undefined) return this.manifestFrom === undefined;
    return this.claims.size < this.missing.size;
  }

  /** The next chunks to ask of this device, at most `max` in a row: those a reader waits for come first. */
  claim(device: string, max: number): readonly (readonly [number, number])[] {
    const { missing } = this;
    if (missing === undefined) {
      this.manifestFrom = device;
      this.askedWithManifest = max;
      return [[0, max]];
    }
    const isFree = (index: number) => missing.has(index) && !this.claims.has(index);
    let first = this.readChunks().find(isFree);
    if (first === undefined)
      for (const index of missing) if (isFree(index) && (first === undefined || index < first)) first = index;
    if (first === undefined) return [];
    let count = 0;
    for (; count < max && isFree(first + count); count += 1) this.claims.set(first + count, device);
    return [[first, count]];
  }

  /** Chunks of what is read, and some beyond them; none until it is known how long a chunk is. */
  private readChunks(): readonly number[] {
    const { reading, info } = this;
    if (info?.chunkLength === undefined || reading === undefined || reading.length === 0) return [];
    const first = Math.floor(reading.offset / info.chunkLength);
    const last = Math.floor((reading.offset + reading.length - 1) / info.chunkLength) + BLOB_READING_CHUNKS;
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }

  /** What was asked of this device is free again. */
  unclaim(device: string, runs: readonly (readonly [number, number])[]): void {
    if (this.manifestFrom === device) this.manifestFrom = undefined;
    for (const [first, count] of runs) {
      for (let index = first; index < first + count; index += 1) {
        if (this.claims.get(index) === device) this.claims.delete(index);
      }
    }
  }
}
