import {
  BUCKET_SIZE,
  MESH_BUCKETS_MAX,
  MESH_GAP_MS_MAX,
  MESH_GAP_MS_MIN,
  MESH_LOSS_SHARE,
  MESH_STEP_MS,
} from '../constants.ts';
import { BUCKETS, hashnameInBucket } from '../dht/distance.ts';
import type { RoutingTable } from '../dht/routing-table.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { Context } from './context.ts';
import type { Finder } from './finder.ts';
import { Task } from './task.ts';

const NEVER = Number.POSITIVE_INFINITY;
const HASHNAME_BYTES = 32;

type MeshContext = Pick<Context, 'self' | 'random' | 'timers'>;
type MeshFinder = Pick<Finder, 'find'>;

/**
 * Looks after our place in the DHT: from the first link on, and then with growing gaps, it searches for ourselves, which links us
 * to our neighbours and them to us, and then, one after the other, for somebody in each bucket that lacks seeds. A bucket that still has
 * as many as when it was searched for is left alone, but for a loss of many links and the largest gap.
 */
export class Mesh extends Task {
  readonly #context: MeshContext;
  readonly #table: RoutingTable;
  readonly #finder: MeshFinder;
  #gapMs = MESH_GAP_MS_MIN;
  #sizeBefore = 0;
  /** Whom to search for in this look. */
  #targets: Hashname[] = [];
  /** Seeds that each bucket had when it was searched for last: as long as it has as many, another search brings the same. */
  readonly #searched = new Map<number, number>();

  constructor(context: MeshContext, table: RoutingTable, finder: MeshFinder) {
    super();
    this.#context = context;
    this.#table = table;
    this.#finder = finder;
  }

  /** There is a link since now. */
  handleMeshed(nowMs: number): void {
    this.#gapMs = MESH_GAP_MS_MIN;
    this.#sizeBefore = 0;
    this.#searched.clear();
    this.#targets = [this.#context.self.hashname];
    this.#wakeAt(nowMs);
  }

  override handleTimeout(nowMs: number): void {
    if (this.#table.size === 0) {
      this.#wakeAt(NEVER); // the next link begins anew
      return;
    }
    if (this.#targets.length === 0) this.#targets = [this.#context.self.hashname, ...this.#thinBuckets()];
    const target = this.#targets.shift();
    if (target !== undefined) this.#finder.find(nowMs, target);
    this.#wakeAt(nowMs + (this.#targets.length > 0 ? MESH_STEP_MS : this.#nextGapMs()));
  }

  /** Without news the gaps grow; after a loss of many neighbours they begin anew. */
  #nextGapMs(): number {
    const { size } = this.#table;
    const isLoss = size < this.#sizeBefore * (1 - MESH_LOSS_SHARE);
    const gapMs = isLoss ? MESH_GAP_MS_MIN : this.#gapMs;
    if (isLoss || gapMs === MESH_GAP_MS_MAX) this.#searched.clear();
    this.#gapMs = Math.min(MESH_GAP_MS_MAX, gapMs * 2);
    this.#sizeBefore = size;
    return gapMs;
  }

  /** Somebody in each of the farthest buckets with too few seeds that changed; beyond the nearest neighbour there is nobody to find. */
  #thinBuckets(): readonly Hashname[] {
    const { self, random } = this.#context;
    const targets: Hashname[] = [];
    const nearest = this.#table.nearestBucket();
    for (let bucket = BUCKETS - 1; bucket > nearest && targets.length < MESH_BUCKETS_MAX; bucket--) {
      const seeds = this.#table.seedCount(bucket);
      if (seeds >= BUCKET_SIZE || this.#searched.get(bucket) === seeds) continue;
      this.#searched.set(bucket, seeds);
      targets.push(hashnameInBucket(self.hashname, bucket, random(HASHNAME_BYTES)));
    }
    return targets;
  }

  #wakeAt(atMs: number): void {
    this.dueAtMs = atMs;
    this.#context.timers.update(this);
  }
}
