import { SEEDING_LINKS_MAX, SEEDING_LOOK_MS } from '../constants.ts';
import type { RoutingTable } from '../dht/routing-table.ts';
import type { SeedingPolicy } from '../endpoint.ts';
import type { Context } from './context.ts';
import type { Links } from './links.ts';
import type { Peer } from './peer.ts';
import type { PeerTable } from './peer-table.ts';
import type { Reachability } from './reachability.ts';
import { Task } from './task.ts';

export interface SeedingParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly table: RoutingTable;
  readonly links: Links;
  readonly reachability: Reachability;
}

/**
 * For whom this switch is a seed: nobody, anybody, or those that the application keeps, while its port can be reached. To these it
 * starts links itself, since they don't know what it offers; each then finds the others through it, and may be bridged.
 */
export class Seeding extends Task {
  readonly #parts: SeedingParts;
  #policy: SeedingPolicy = 'nobody';
  #isReachable = false;

  constructor(parts: SeedingParts) {
    super();
    this.#parts = parts;
  }

  setPolicy(nowMs: number, policy: SeedingPolicy): void {
    const former = this.#policy;
    this.#policy = policy;
    if (former !== policy) this.#parts.links.tellAll(nowMs);
    this.#wakeAt(policy === 'known' ? nowMs : Number.POSITIVE_INFINITY);
  }

  isSeedFor(peer: Peer): boolean {
    return this.#policy === 'anyone' || (this.#policy === 'known' && this.#isReachable && !peer.isStranger);
  }

  override handleTimeout(nowMs: number): void {
    const { reachability, links } = this.#parts;
    const wasReachable = this.#isReachable;
    this.#isReachable = reachability.isReachable(nowMs);
    if (wasReachable !== this.#isReachable) links.tellAll(nowMs);
    if (this.#isReachable) this.#offer(nowMs);
    this.#wakeAt(nowMs + SEEDING_LOOK_MS);
  }

  /** Links to those who have a line to us and no link yet. */
  #offer(nowMs: number): void {
    const { peers, table, links } = this.#parts;
    let linked = 0;
    for (const peer of peers.all()) {
      if (!peer.isKept || !peer.line.isConfirmed || linked >= SEEDING_LINKS_MAX) continue;
      linked++;
      if (table.get(peer.hashname) === undefined) links.ask(nowMs, peer.hashname);
    }
  }

  #wakeAt(atMs: number): void {
    this.dueAtMs = atMs;
    this.#parts.context.timers.update(this);
  }
}
