import { BUCKET_SIZE, LINK_PING_MS, LINK_TIMEOUT_MS, LINKS_MAX, SEE_MAX } from '../constants.ts';
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
    return this.#links.has(hashname) || this.#size(bucket) < BUCKET_SIZE || this.size < LINKS_MAX;
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
   * The links that we keep alive from our side: the k oldest of each bucket and those that the application asked for (dht.md
   * "Bucket Maintenance"). The others live as long as the other side keeps them alive.
   */
  maintained(): readonly Link[] {
    const maintained: Link[] = [];
    for (const bucket of this.#buckets.values()) bucket.addMaintained(maintained);
    return maintained;
  }

  /** Those maintained from our side to which nothing went for a link-ping, by that time. */
  pingsDue(atMs: number): readonly Link[] {
    return this.maintained().filter(({ lastSentAtMs }) => atMs >= lastSentAtMs + LINK_PING_MS);
  }

  /** Those from which nothing came for a link-timeout: they are evicted. */
  timedOut(nowMs: number): readonly Link[] {
    let timedOut: Link[] | undefined; // nearly always none, and this is asked every second
    for (const link of this.#links.values()) {
      if (nowMs < link.lastReceivedAtMs + LINK_TIMEOUT_MS) continue;
      timedOut ??= [];
      timedOut.push(link);
    }
    return timedOut ?? NO_LINKS;
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
    return this.#closest(target, target, count);
  }

  /**
   * Whom a `seek` is answered with: first the oldest seed of the bucket that the value falls in, then exact matches, seeds or
   * not, then the closest seeds (dht.md "Age Tracking"). Never the one who asks.
   */
  see(value: string, asker: Hashname): readonly Link[] {
    const bucket = bucketOf(this.#self, value);
    const wisest = bucket === undefined ? undefined : this.#bucketLinks(bucket).find((link) => isNamed(link, asker));
    const named = new Set<Link>(wisest === undefined ? [] : [wisest]);
    for (const link of this.#links.values())
      if (link.hashname.startsWith(value) && link.hashname !== asker) named.add(link);
    for (const link of this.#closest(value, asker, SEE_MAX)) named.add(link);
    return [...named].slice(0, SEE_MAX);
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

  /** So many of the seeds closest to `target`, but for one: gathered in one pass, as every answer to a seek needs them. */
  #closest(target: string, except: Hashname, count: number): readonly Link[] {
    const closest: Link[] = [];
    for (const link of this.#links.values()) {
      const last = closest.length < count ? undefined : closest[count - 1];
      if (!isNamed(link, except) || (last && compareDistance(target, link.hashname, last.hashname) >= 0)) continue;
      let place = Math.min(closest.length, count - 1);
      for (; place > 0; place--) {
        const before = closest[place - 1];
        if (before === undefined || compareDistance(target, before.hashname, link.hashname) <= 0) break;
        closest[place] = before;
      }
      closest[place] = link;
    }
    return closest;
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
