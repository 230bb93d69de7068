import { BUCKET_SIZE, LINK_PING_MS, LINK_TIMEOUT_MS, LINKS_ACCEPTED_MAX, LINKS_MAX, SEE_MAX } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { BUCKETS, bucketOf, compareDistance } from './distance.ts';
import { KBucket, type Link } from './k-bucket.ts';

const NO_LINKS: readonly Link[] = [];

/** All links, in 256 buckets by their distance from us: who is maintained, who is evicted, who is named to whom (dht.md). */
export class RoutingTable {
  readonly #self: Hashname;
  readonly #links = new Map<Hashname, Link>();
  readonly #buckets = new Map<number, KBucket>();

  constructor(self: Hashname) {
    this.#self = self;
  }

  get size(): number {
    return this.#links.size;
  }

  get(hashname: Hashname): Link | undefined {
    return this.#links.get(hashname);
  }

  all(): Iterable<Link> {
    return this.#links.values();
  }

  /** Whether the bucket of that hashname has fewer than k seeds: then a link to it is worth having. */
  lacks(hashname: Hashname): boolean {
    const bucket = bucketOf(this.#self, hashname);
    return bucket !== undefined && this.seedCount(bucket) < BUCKET_SIZE;
  }

  seedCount(bucket: number): number {
    return this.#buckets.get(bucket)?.seedCount ?? 0;
  }

  /** The lowest bucket with a seed in it: beyond it there is nobody to fill buckets with. */
  nearestBucket(): number {
    let nearest = BUCKETS - 1;
    for (const [index, bucket] of this.#buckets) if (bucket.seedCount > 0 && index < nearest) nearest = index;
    return nearest;
  }

  /** Whether somebody's link is taken: always while its bucket is below k, else while there is room for one more. */
  mayAccept(hashname: Hashname): boolean {
    const bucket = bucketOf(this.#self, hashname);
    if (bucket === undefined) return false;
    return this.#links.has(hashname) || this.#size(bucket) < BUCKET_SIZE || this.size < LINKS_ACCEPTED_MAX;
  }

  add(link: Link): void {
    const index = bucketOf(this.#self, link.hashname);
    if (index === undefined) return;
    this.remove(link.hashname);
    this.#links.set(link.hashname, link);
    const bucket = this.#buckets.get(index) ?? new KBucket();
    this.#buckets.set(index, bucket);
    bucket.add(link);
  }

  remove(hashname: Hashname): void {
    const index = bucketOf(this.#self, hashname);
    if (!this.#links.delete(hashname) || index === undefined) return;
    const bucket = this.#buckets.get(index);
    bucket?.remove(hashname);
    if (bucket?.size === 0) this.#buckets.delete(index);
  }

  /**
   * The links that we keep alive from our side: all of them, or beyond link-max the k oldest of each bucket and those that the
   * application asked for (dht.md "link-max").
   */
  *maintained(): Iterable<Link> {
    if (this.size <= LINKS_MAX) return yield* this.#links.values();
    for (const bucket of this.#buckets.values())
      for (const [place, link] of bucket.links().entries()) if (place < BUCKET_SIZE || link.isRequested) yield link;
  }

  /** Those maintained from our side to which nothing went for a link-ping. */
  pingsDue(nowMs: number): readonly Link[] {
    return [...this.maintained()].filter(({ lastSentAtMs }) => nowMs >= lastSentAtMs + LINK_PING_MS);
  }

  /** Those from which nothing came for a link-timeout: they are evicted. */
  timedOut(nowMs: number): readonly Link[] {
    return [...this.#links.values()].filter(({ lastReceivedAtMs }) => nowMs >= lastReceivedAtMs + LINK_TIMEOUT_MS);
  }

  /** When the first of either is due; Infinity if there is no link. */
  dueAtMs(): number {
    let dueAtMs = Number.POSITIVE_INFINITY;
    for (const link of this.#links.values()) dueAtMs = Math.min(dueAtMs, link.lastReceivedAtMs + LINK_TIMEOUT_MS);
    for (const link of this.maintained()) dueAtMs = Math.min(dueAtMs, link.lastSentAtMs + LINK_PING_MS);
    return dueAtMs;
  }

  /** The seeds closest to a hashname, to start a search with. */
  closestSeeds(target: Hashname, count: number): readonly Link[] {
    return this.#closest(target, (link) => link.isSeed && link.hashname !== target).slice(0, count);
  }

  /**
   * Whom a `seek` is answered with: first the oldest seed of the bucket that the value falls in, then exact matches, seeds or
   * not, then the closest seeds (dht.md "Age Tracking"). Never the one who asks.
   */
  see(value: string, asker: Hashname): readonly Link[] {
    const bucket = bucketOf(this.#self, value);
    const wisest = bucket === undefined ? undefined : this.#bucketLinks(bucket).find((link) => isNamed(link, asker));
    const isMatch = (link: Link): boolean => link.hashname.startsWith(value) && link.hashname !== asker;
    const matches = [...this.#links.values()].filter(isMatch);
    const closest = this.#closest(value, (link) => isNamed(link, asker));
    return [...new Set([...(wisest === undefined ? [] : [wisest]), ...matches, ...closest])].slice(0, SEE_MAX);
  }

  /**
   * Whom a `link` names: seeds closer to the other side than we are, oldest first, and if those are few the oldest others, to
   * help it to a mesh (switch.md "link").
   */
  seeForLink(other: Hashname): readonly Link[] {
    const bucket = bucketOf(this.#self, other);
    const near = bucket === undefined ? [] : this.#bucketLinks(bucket).filter((link) => isNamed(link, other));
    const rest = [...this.#links.values()].filter((link) => isNamed(link, other));
    rest.sort((a, b) => a.sinceMs - b.sinceMs);
    return [...new Set([...near.slice(0, SEE_MAX), ...rest])].slice(0, SEE_MAX);
  }

  #closest(target: string, isWanted: (link: Link) => boolean): readonly Link[] {
    const links = [...this.#links.values()].filter(isWanted);
    return links.sort((a, b) => compareDistance(target, a.hashname, b.hashname));
  }

  #bucketLinks(bucket: number): readonly Link[] {
    return this.#buckets.get(bucket)?.links() ?? NO_LINKS;
  }

  #size(bucket: number): number {
    return this.#buckets.get(bucket)?.size ?? 0;
  }
}

function isNamed(link: Link, asker: Hashname): boolean {
  return link.isSeed && link.hashname !== asker;
}
