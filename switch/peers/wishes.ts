import type { LinkHint, PeerHints } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { isConsistent } from '../hashname/keys.ts';
import { normalizePath, type Path } from '../paths/path.ts';
import type { Context } from './context.ts';
import type { Links } from './links.ts';
import type { Nearby } from './nearby.ts';
import type { Peer } from './peer.ts';
import type { PeerLines } from './peer-lines.ts';
import type { PeerTable } from './peer-table.ts';
import type { Roaming } from './roaming.ts';

export interface WishesParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly lines: PeerLines;
  readonly links: Links;
  readonly roaming: Roaming;
  /** Undefined without local discovery. */
  readonly nearby: Nearby | undefined;
}

/** Whom the application told us of, and with whom it wants a line, a link, or nothing at all. */
export class Wishes {
  readonly #parts: WishesParts;

  constructor(parts: WishesParts) {
    this.#parts = parts;
  }

  /** False if keys, parts and hashname don't belong together, or it is ourselves. */
  learn(nowMs: number, hints: PeerHints): boolean {
    const { context, peers, lines } = this.#parts;
    const { identity } = hints;
    if (identity.hashname === context.self.hashname || !isConsistent(context.crypto, identity)) return false;
    const peer = peers.known(nowMs, identity.hashname);
    peer.line.identity = { ...identity, keys: { ...peer.line.identity?.keys, ...identity.keys } };
    const isNew = hints.paths.map((path) => this.#learnPath(peer, path)).includes(true);
    lines.refresh(nowMs, peer, isNew);
    return true;
  }

  keep(nowMs: number, hashname: Hashname, isKept: boolean): void {
    const { context, peers, lines, nearby } = this.#parts;
    if (hashname === context.self.hashname) return;
    const peer = peers.known(nowMs, hashname);
    const isChange = peer.isKept !== isKept;
    peer.isKept = isKept;
    if (isChange) lines.refresh(nowMs, peer, true);
    if (isChange && isKept) nearby?.search(nowMs);
  }

  /** No line with this hashname any more: its opens are ignored, and so nothing is forwarded or looked up for it. */
  refuse(nowMs: number, hashname: Hashname, isRefused: boolean): void {
    const { context, peers, lines } = this.#parts;
    if (!isRefused) {
      context.refused.delete(hashname);
      return;
    }
    context.refused.add(hashname);
    const peer = peers.get(hashname);
    if (peer === undefined) return;
    this.keep(nowMs, hashname, false);
    lines.close(nowMs, peer);
  }

  /** Tries now what would be tried later. */
  retryNow(nowMs: number, hashname: Hashname): void {
    const { peers, lines, nearby } = this.#parts;
    const peer = peers.get(hashname);
    if (peer !== undefined) lines.retry(nowMs, peer);
    nearby?.search(nowMs);
  }

  /** Links to them for as long as this switch runs. Those whose keys, parts and hashname don't belong together are passed over. */
  addSeeds(nowMs: number, seeds: readonly LinkHint[]): void {
    const { peers, links, roaming } = this.#parts;
    for (const seed of seeds) {
      const { hashname } = seed.identity;
      if (!this.learn(nowMs, seed)) continue;
      if (seed.ageMs !== undefined) links.rememberAge(hashname, seed.ageMs);
      else peers.known(nowMs, hashname).isSeed = true;
      roaming.begin(nowMs);
      links.want(nowMs, hashname);
    }
  }

  #learnPath(peer: Peer, hint: Path): boolean {
    const path = normalizePath(hint);
    const isNew = path !== undefined && peer.paths.find(path) === undefined;
    const entry = path && this.#parts.peers.addPath(peer, path);
    if (entry !== undefined) entry.isHint = true;
    return isNew;
  }
}
