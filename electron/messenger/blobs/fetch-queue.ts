import { BLOB_QUEUE_MAX } from '../limits.ts';
import { type Claim, RANKS, type Rank, Wanted } from './wanted.ts';

/** What is to be fetched, by conversation and rank: finding the next one for a device looks at little. */
export class FetchQueue {
  private readonly byBlob = new Map<string, Wanted>();
  private readonly byConv = new Map<string, Readonly<Record<Rank, Map<string, Wanted>>>>();

  get(blob: string): Wanted | undefined {
    return this.byBlob.get(blob);
  }

  all(): Iterable<Wanted> {
    return this.byBlob.values();
  }

  /** Undefined if there is no room; it is found again at the next start. */
  add({ blob, conv, t, rank, claimedBytes }: Omit<Claim, 'author'>): Wanted | undefined {
    let wanted = this.byBlob.get(blob);
    if (wanted === undefined) {
      if (this.byBlob.size >= BLOB_QUEUE_MAX) return undefined;
      wanted = new Wanted(blob, claimedBytes, rank);
      this.byBlob.set(blob, wanted);
    }
    wanted.places.set(conv, Math.max(t, wanted.places.get(conv) ?? 0));
    this.ranksOf(conv)[wanted.rank].set(blob, wanted);
    if (RANKS.indexOf(rank) < RANKS.indexOf(wanted.rank)) this.setRank(wanted, rank);
    return wanted;
  }

  setRank(wanted: Wanted, rank: Rank): void {
    for (const conv of wanted.places.keys()) {
      this.ranksOf(conv)[wanted.rank].delete(wanted.blob);
      this.ranksOf(conv)[rank].set(wanted.blob, wanted);
    }
    wanted.rank = rank;
  }

  remove(blob: string): void {
    const wanted = this.byBlob.get(blob);
    if (wanted === undefined) return;
    this.byBlob.delete(blob);
    for (const conv of wanted.places.keys()) this.ranksOf(conv)[wanted.rank].delete(blob);
  }

  /** The most urgent one of these conversations of which something can be asked of this device, and `may` there. */
  next(device: string, convs: readonly string[], may: (wanted: Wanted, conv: string) => boolean): Wanted | undefined {
    for (const rank of RANKS) {
      for (const conv of convs) {
        for (const wanted of this.byConv.get(conv)?.[rank].values() ?? [])
          if (wanted.isFor(device) && may(wanted, conv)) return wanted;
      }
    }
    return undefined;
  }

  private ranksOf(conv: string): Readonly<Record<Rank, Map<string, Wanted>>> {
    let ranks = this.byConv.get(conv);
    if (ranks === undefined) {
      ranks = { reading: new Map(), preview: new Map(), seen: new Map(), rest: new Map() };
      this.byConv.set(conv, ranks);
    }
    return ranks;
  }
}
