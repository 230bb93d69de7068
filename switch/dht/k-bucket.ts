import { BUCKET_SIZE } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';

/** A hashname with which a `link` channel is open. */
export interface Link {
  readonly hashname: Hashname;
  /** It said `seed: true`: it takes part in the DHT and may be named to anybody. */
  isSeed: boolean;
  /** Networks for which it said that it forwards lines of ours (switch.md "Advertising Bridge Capacity"). */
  bridges: readonly string[];
  /** When we first had a link with it, on the monotonic clock; below zero for one of an earlier life (dht.md "age"). */
  readonly sinceMs: number;
  /** When the last link packet came, and when ours went. */
  lastReceivedAtMs: number;
  lastSentAtMs: number;
  /** The application asked for it: it is always maintained. */
  isRequested: boolean;
}

/** The links whose highest differing bit is the same, oldest first (dht.md "Age Tracking"). */
export class KBucket {
  readonly #links: Link[] = [];

  get size(): number {
    return this.#links.length;
  }

  get seedCount(): number {
    let count = 0;
    for (const { isSeed } of this.#links) if (isSeed) count++;
    return count;
  }

  /** Oldest first. */
  links(): readonly Link[] {
    return this.#links;
  }

  oldestSeed(): Link | undefined {
    return this.#links.find(({ isSeed }) => isSeed);
  }

  /** The k oldest, and those that the application asked for. */
  addMaintained(maintained: Link[]): void {
    let place = 0;
    for (const link of this.#links) if (place++ < BUCKET_SIZE || link.isRequested) maintained.push(link);
  }

  add(link: Link): void {
    const index = this.#links.findIndex(({ sinceMs }) => sinceMs > link.sinceMs);
    this.#links.splice(index < 0 ? this.#links.length : index, 0, link);
  }

  remove(hashname: Hashname): void {
    const index = this.#links.findIndex((link) => link.hashname === hashname);
    if (index >= 0) this.#links.splice(index, 1);
  }
}
