import { LAN_ANSWER_MS, LAN_LINKS_MAX } from '../constants.ts';
import type { NearbyPeer } from '../endpoint.ts';
import { LanDiscovery } from '../extensions/lan-discovery.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { DropReason } from '../metrics.ts';
import { isOnLink } from '../paths/locality.ts';
import type { Path } from '../paths/path.ts';
import { type Context, transmit } from './context.ts';
import type { Links } from './links.ts';
import type { PeerLines } from './peer-lines.ts';
import type { PeerTable } from './peer-table.ts';
import { Task } from './task.ts';

export interface NearbyParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly lines: PeerLines;
  readonly links: Pick<Links, 'ask'>;
}

/**
 * Local discovery in its place: who answers on a local network is told, and dialled there if it is somebody we know. A few
 * of the others get a link, so that a network without internet, or a switch without seeds, has its DHT.
 */
export class Nearby extends Task {
  readonly #parts: NearbyParts;
  readonly #discovery: LanDiscovery;
  /** Local seeds (discovery.md), and when each last answered. */
  readonly #neighbours = new Map<Hashname, number>();

  constructor(parts: NearbyParts) {
    super();
    const { context } = parts;
    this.#parts = parts;
    this.#discovery = new LanDiscovery({
      self: context.self,
      crypto: context.crypto,
      random: context.random,
      isOnLink: (path) => isOnLink(path, context.localNetworks),
      isSearching: () => this.#isSearching(),
      transmit: (to, bytes) => transmit(context, to, bytes),
      onFound: (nowMs, found) => this.#handleFound(nowMs, found),
    });
  }

  handleTimeout(nowMs: number): void {
    this.#discovery.handleTimeout(nowMs);
    this.#settle();
  }

  /** This machine's networks changed: those around it are others. */
  handleNetworksChanged(nowMs: number): void {
    for (const peer of this.#parts.peers.all()) peer.paths.forgetLanAnswers();
    this.#neighbours.clear();
    this.search(nowMs);
  }

  search(nowMs: number): void {
    this.#discovery.search(nowMs);
    this.#settle();
  }

  handlePacket(nowMs: number, from: Path, bytes: Uint8Array): DropReason | undefined {
    return this.#discovery.handlePacket(nowMs, from, bytes);
  }

  /** A ping to be broadcast on all local networks, if one is due. */
  pollPing(): Uint8Array | undefined {
    const ping = this.#discovery.pollPing();
    if (ping === undefined) return undefined;
    this.#parts.context.metrics.datagramsSent++;
    this.#parts.context.metrics.bytesSent += ping.length;
    return ping;
  }

  /** Whom the application named, and our neighbours, are learned with key and address; of others only an address we have is marked. */
  #handleFound(nowMs: number, found: NearbyPeer): void {
    const { context, peers, lines, links } = this.#parts;
    const { identity, path } = found;
    const { hashname } = identity;
    context.events.add({ kind: 'nearby', nearby: found });
    const isNeighbour = this.#isNeighbour(nowMs, hashname);
    const peer = isNeighbour ? peers.stranger(nowMs, hashname) : peers.get(hashname);
    if (peer === undefined) return;
    const isLearned = isNeighbour || !peer.isStranger;
    if (isLearned) peer.line.identity = { ...identity, keys: { ...peer.line.identity?.keys, ...identity.keys } };
    const entry = isLearned ? peers.addPath(peer, path) : peer.paths.find(path);
    if (entry === undefined) return;
    entry.lanAnsweredAtMs = nowMs;
    lines.handleNearby(nowMs, peer, entry);
    if (isNeighbour) links.ask(nowMs, hashname);
  }

  /** The first ones that answer, until they stay away. */
  #isNeighbour(nowMs: number, hashname: Hashname): boolean {
    for (const [other, answeredAtMs] of this.#neighbours)
      if (nowMs - answeredAtMs > LAN_ANSWER_MS) this.#neighbours.delete(other);
    if (!this.#neighbours.has(hashname) && this.#neighbours.size >= LAN_LINKS_MAX) return false;
    this.#neighbours.set(hashname, nowMs);
    return true;
  }

  #isSearching(): boolean {
    for (const peer of this.#parts.peers.all()) if (!peer.line.isConfirmed && peer.isWantedByApplication) return true;
    return false;
  }

  #settle(): void {
    this.dueAtMs = this.#discovery.dueAtMs;
    this.#parts.context.timers.update(this);
  }
}
