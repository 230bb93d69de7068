import { BUCKET_SIZE, MESH_BUCKETS_MAX, MESH_GAP_MS_MAX, MESH_GAP_MS_MIN } from '../constants.ts';
import { BUCKETS, hashnameInBucket } from '../dht/distance.ts';
import type { RoutingTable } from '../dht/routing-table.ts';
import type { Context } from './context.ts';
import type { Finder } from './finder.ts';
import { Task } from './task.ts';

const HASHNAME_BYTES = 32;

/**
 * Looks after our place in the DHT: from the first link on, and then with growing gaps, it searches for ourselves, which links us
 * to our neighbours and them to us, and for somebody in each bucket that lacks seeds.
 */
export class Mesh extends Task {
  readonly #context: Context;
  readonly #table: RoutingTable;
  readonly #finder: Finder;
  #gapMs = MESH_GAP_MS_MIN;
  #sizeBefore = 0;

  constructor(context: Context, table: RoutingTable, finder: Finder) {
    super();
    this.#context = context;
    this.#table = table;
    this.#finder = finder;
  }

  /** There is a link since now. */
  handleMeshed(nowMs: number): void {
    this.#gapMs = MESH_GAP_MS_MIN;
    this.#sizeBefore = 0;
    this.#wakeAt(nowMs);
  }

  override handleTimeout(nowMs: number): void {
    const { size } = this.#table;
    if (size === 0) {
      this.#wakeAt(Number.POSITIVE_INFINITY); // the next link begins anew
      return;
    }
    // Without news the gaps grow; after a loss of neighbours they begin anew.
    this.#gapMs = size < this.#sizeBefore ? MESH_GAP_MS_MIN : Math.min(MESH_GAP_MS_MAX, this.#gapMs * 2);
    this.#sizeBefore = size;
    this.#wakeAt(nowMs + this.#gapMs);
    this.#finder.find(nowMs, this.#context.self.hashname);
    for (const bucket of this.#thinBuckets()) this.#finder.find(nowMs, this.#someoneIn(bucket));
  }

  /** The farthest buckets with too few seeds in them; beyond the nearest neighbour there is nobody to find. */
  #thinBuckets(): readonly number[] {
    const thin: number[] = [];
    const nearest = this.#table.nearestBucket();
    for (let bucket = BUCKETS - 1; bucket > nearest && thin.length < MESH_BUCKETS_MAX; bucket--)
      if (this.#table.seedCount(bucket) < BUCKET_SIZE) thin.push(bucket);
    return thin;
  }

  #someoneIn(bucket: number) {
    return hashnameInBucket(this.#context.self.hashname, bucket, this.#context.random(HASHNAME_BYTES));
  }

  #wakeAt(atMs: number): void {
    this.dueAtMs = atMs;
    this.#context.timers.update(this);
  }
}
