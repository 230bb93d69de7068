import type { NearbyPeer } from '../endpoint.ts';
import { LanDiscovery } from '../extensions/lan-discovery.ts';
import type { DropReason } from '../metrics.ts';
import { isOnLink } from '../paths/locality.ts';
import type { Path } from '../paths/path.ts';
import { type Context, transmit } from './context.ts';
import type { PeerLines } from './peer-lines.ts';
import type { PeerTable } from './peer-table.ts';
import { Task } from './task.ts';

export interface NearbyParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly lines: PeerLines;
}

/** Local discovery in its place: who answers on a local network is told, and dialled there if it is somebody we know. */
export class Nearby extends Task {
  readonly #parts: NearbyParts;
  readonly #discovery: LanDiscovery;

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

  /** Whoever the application named is learned with key and address; of strangers only an address we have is marked. */
  #handleFound(nowMs: number, found: NearbyPeer): void {
    const { context, peers, lines } = this.#parts;
    const { identity, path } = found;
    context.events.add({ kind: 'nearby', nearby: found });
    const peer = peers.get(identity.hashname);
    if (peer === undefined) return;
    if (!peer.isStranger) peer.line.identity = { ...identity, keys: { ...peer.line.identity?.keys, ...identity.keys } };
    const entry = peer.isStranger ? peer.paths.find(path) : peers.addPath(peer, path);
    if (entry === undefined) return;
    entry.lanAnsweredAtMs = nowMs;
    lines.handleNearby(nowMs, peer, entry);
  }

  #isSearching(): boolean {
    for (const peer of this.#parts.peers.all()) if (peer.isKept && !peer.line.isConfirmed) return true;
    return false;
  }

  #settle(): void {
    this.dueAtMs = this.#discovery.dueAtMs;
    this.#parts.context.timers.update(this);
  }
}
