import { OUTSIDE_CHANGE_MS_MIN, OUTSIDE_LOOK_MS, TOLD_OF_CHANGE_MAX } from '../constants.ts';
import type { LocalNetwork } from '../endpoint.ts';
import { isOnLink, reachOf } from '../paths/locality.ts';
import { isRelay, isTcp, type Path } from '../paths/path.ts';
import { isStraight, type PathEntry } from '../paths/path-table.ts';
import type { Context } from './context.ts';
import type { Peer } from './peer.ts';
import type { PeerLines } from './peer-lines.ts';
import type { PeerPaths } from './peer-paths.ts';
import type { PeerTable } from './peer-table.ts';
import { Task } from './task.ts';

export interface RoamingParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly paths: PeerPaths;
  readonly lines: PeerLines;
}

/**
 * Where we are has changed: another network, a router that restarted, a machine that slept. Lines and channels stay; whoever
 * has a line hears from us at our new address, and forgets the old one by itself.
 */
export class Roaming extends Task {
  readonly #parts: RoamingParts;
  #outsideChangedAtMs = Number.NEGATIVE_INFINITY;

  constructor(parts: RoamingParts) {
    super();
    this.#parts = parts;
  }

  /** The seeds are asked where they see us, as nothing else tells what a router does. */
  override handleTimeout(nowMs: number): void {
    this.askWitnesses(nowMs);
    this.dueAtMs = nowMs + OUTSIDE_LOOK_MS;
    this.#parts.context.timers.update(this);
  }

  /** There is a seed to be asked from now on. */
  begin(nowMs: number): void {
    if (this.dueAtMs <= nowMs + OUTSIDE_LOOK_MS) return;
    this.dueAtMs = nowMs + OUTSIDE_LOOK_MS;
    this.#parts.context.timers.update(this);
  }

  askWitnesses(nowMs: number): void {
    for (const peer of this.#parts.peers.all()) if (peer.isSeed) this.#askStraight(nowMs, peer);
  }

  /** Other addresses or networks of this machine; `former` are those it had. */
  handleMoved(nowMs: number, former: readonly LocalNetwork[]): void {
    const { context, peers, paths } = this.#parts;
    context.seenAddresses.clear();
    const isGone = (path: Path) =>
      reachOf(path) === 'local' && isOnLink(path, former) && !isOnLink(path, context.localNetworks);
    for (const peer of peers.all()) {
      for (const entry of peer.paths.entries())
        if (!isRelay(entry.path) && isGone(entry.path)) peers.closePath(peer, entry);
      const { inUse } = peer.paths;
      const other = peer.paths.entries().find(({ isEstablished }) => isEstablished);
      if (inUse !== undefined && !inUse.isEstablished && other !== undefined) paths.use(peer, other);
    }
    this.#tellAll(nowMs, false);
  }

  /** The machine slept: the others may have given us up, and the router may have given our port to somebody. */
  handleWoken(nowMs: number): void {
    this.#parts.context.seenAddresses.clear();
    this.#tellAll(nowMs, true);
  }

  /** Somebody sees us at another address than before. Says whether that is news. */
  handleOutsideChanged(nowMs: number): boolean {
    if (nowMs - this.#outsideChangedAtMs < OUTSIDE_CHANGE_MS_MIN) return false;
    this.#outsideChangedAtMs = nowMs;
    this.#tellAll(nowMs, false);
    return true;
  }

  /** Whoever is wanted or was named at once; of the rest some, since the others hear our next link packet anyway. */
  #tellAll(nowMs: number, mayBeForgotten: boolean): void {
    const { peers, lines } = this.#parts;
    let others = 0;
    for (const peer of peers.all()) {
      const isNear = peer.isWanted || peer.isSeed || !peer.isStranger;
      if (!isNear && (!peer.line.isConfirmed || others++ >= TOLD_OF_CHANGE_MAX)) continue;
      lines.retry(nowMs, peer, mayBeForgotten);
    }
  }

  #askStraight(nowMs: number, peer: Peer): void {
    const { inUse } = peer.paths;
    if (peer.line.isConfirmed && inUse !== undefined && isAskable(inUse)) this.#parts.paths.ask(nowMs, peer, inUse);
  }
}

/** TCP shows another port than the one that others could send to. */
function isAskable(entry: PathEntry): boolean {
  return isStraight(entry) && !isTcp(entry.path);
}
