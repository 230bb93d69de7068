import type { ChannelEvent } from '../channel/channel.ts';
import type { LineId } from '../cipher-sets/line-id.ts';
import { lineIdText } from '../cipher-sets/line-id.ts';
import {
  BRIDGE_ANSWER_MS,
  BRIDGE_BYTES_BURST,
  BRIDGE_BYTES_PER_SECOND,
  BRIDGE_IDLE_MS,
  BRIDGES_BYTES_BURST,
  BRIDGES_BYTES_PER_SECOND,
  BRIDGES_MAX,
  BRIDGES_PER_PEER_MAX,
  DATAGRAM_BYTES_MAX,
} from '../constants.ts';
import { BRIDGE_TYPE, readBridgeRequest } from '../core-channels/bridge.ts';
import { lineIdOfDatagram } from '../core-channels/relay.ts';
import type { BridgingPolicy, ChannelPacket } from '../endpoint.ts';
import { ReplayFilter } from '../line/replay-filter.ts';
import type { DropReason } from '../metrics.ts';
import { isRelay, pathKey, type Way } from '../paths/path.ts';
import { TokenBucket } from '../token-bucket.ts';
import type { ActiveChannel } from './active-channel.ts';
import type { ChannelOwner } from './channel-owner.ts';
import { type Context, transmit } from './context.ts';
import { isReachedStraight } from './introductions.ts';
import type { Peer } from './peer.ts';
import type { PeerChannels } from './peer-channels.ts';
import type { PeerTable } from './peer-table.ts';

const MS_PER_SECOND = 1_000;

/** One direction of a bridged line: packets with this id come from one of the two and go to the other. */
interface Leg {
  readonly from: Peer;
  readonly to: Peer;
  readonly bridge: Bridge;
}

interface Bridge {
  readonly lineIds: readonly [string, string];
  readonly ends: readonly [Peer, Peer];
  readonly bytes: TokenBucket;
  readonly seen: ReplayFilter;
  lastAtMs: number;
}

export interface BridgesParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly channels: PeerChannels;
}

/**
 * Lines of others whose packets pass through this switch unread (switch.md "bridge"). Only between two who both have a line to
 * us, and only from where the one is to where the other is: nobody can make us send to an address that never spoke to us.
 */
export class Bridges implements ChannelOwner {
  readonly #parts: BridgesParts;
  readonly #legs = new Map<string, Leg>();
  #bytes = new TokenBucket(BRIDGES_BYTES_BURST, MS_PER_SECOND / BRIDGES_BYTES_PER_SECOND);
  policy: BridgingPolicy = 'nobody';

  constructor(parts: BridgesParts) {
    this.#parts = parts;
    parts.channels.listen(BRIDGE_TYPE, {
      reliable: false,
      mayOpen: () => true,
      owner: this,
      timeoutMs: BRIDGE_ANSWER_MS,
    });
  }

  /** What all bridges together may take of our line from now on; more than the usual cap is never taken. */
  limit(bytesPerSecond: number): void {
    const cap = Math.max(1, Math.min(bytesPerSecond, BRIDGES_BYTES_PER_SECOND));
    const burst = Math.max(DATAGRAM_BYTES_MAX, Math.round((BRIDGES_BYTES_BURST * cap) / BRIDGES_BYTES_PER_SECOND));
    this.#bytes = new TokenBucket(burst, MS_PER_SECOND / cap);
  }

  /** Whether this switch forwards lines between the two: one of them is somebody the application named. */
  isWillingFor(a: Peer, b: Peer): boolean {
    return this.policy === 'anyone' || (this.policy === 'known' && !(a.isStranger && b.isStranger));
  }

  /** The networks for which a link to `peer` says that this switch bridges; none: it says nothing. */
  offeredTo(peer: Peer): readonly string[] {
    const isOffered = this.policy === 'anyone' || (this.policy === 'known' && !peer.isStranger);
    return isOffered ? [...new Set(this.#parts.context.localPaths.map(({ type }) => type))] : [];
  }

  /** Packets with `fromA` come from a, those with `fromB` from b. False if there is no room, or another has those ids. */
  add(nowMs: number, a: Peer, fromA: LineId, b: Peer, fromB: LineId): boolean {
    this.#forgetDead(nowMs);
    const lineIds = [lineIdText(fromA), lineIdText(fromB)] as const;
    const [first, second] = lineIds.map((id) => this.#legs.get(id));
    if (first !== undefined && first.from === a && first.to === b && first.bridge === second?.bridge) return true;
    if (first !== undefined || second !== undefined || lineIds[0] === lineIds[1]) return false;
    if (this.#legs.size >= BRIDGES_MAX * 2 || [a, b].some((peer) => this.#countOf(peer) >= BRIDGES_PER_PEER_MAX))
      return false;
    const bytes = new TokenBucket(BRIDGE_BYTES_BURST, MS_PER_SECOND / BRIDGE_BYTES_PER_SECOND);
    const bridge: Bridge = { lineIds, ends: [a, b], bytes, seen: new ReplayFilter(), lastAtMs: nowMs };
    this.#legs.set(lineIds[0], { from: a, to: b, bridge });
    this.#legs.set(lineIds[1], { from: b, to: a, bridge });
    return true;
  }

  /** A line packet that isn't ours goes to the other side, if its line is bridged here; otherwise, why not. */
  forward(nowMs: number, from: Way, datagram: Uint8Array): DropReason | undefined {
    const lineId = lineIdOfDatagram(datagram);
    const leg = lineId && this.#legs.get(lineIdText(lineId));
    if (leg === undefined) return 'unknown-line';
    const { bridge } = leg;
    const to = isReachedStraight(leg.to) ? leg.to.paths.inUse?.path : undefined;
    if (isRelay(from) || leg.from.paths.find(from)?.isEstablished !== true) return 'bridge-wrong-source';
    if (to === undefined) return 'introduction-no-way';
    const digest = this.#parts.context.crypto.sha256(datagram);
    if (!bridge.seen.admit(digest)) return 'bridge-repeated';
    if (!bridge.bytes.take(nowMs, datagram.length) || !this.#bytes.take(nowMs, datagram.length))
      return 'bridge-over-rate';
    bridge.lastAtMs = nowMs;
    const { metrics } = this.#parts.context;
    metrics.packetsBridged++;
    metrics.bytesBridged += datagram.length;
    transmit(this.#parts.context, to, datagram.slice());
    return undefined;
  }

  handleOpened(): void {
    return; // its first packet says all
  }

  handleEvent(nowMs: number, channel: ActiveChannel, event: ChannelEvent): void {
    if (event.kind !== 'packet' || event.packet.end) return;
    const reason = this.#handleRequest(nowMs, channel.peer, event.packet);
    if (reason === undefined) this.#parts.channels.sendOwned(nowMs, channel, { end: true });
    else this.#parts.channels.failOwned(nowMs, channel, reason);
  }

  /** What is said to whoever asked; undefined if it is done. The path must be one at which we know somebody. */
  #handleRequest(nowMs: number, asker: Peer, { json }: ChannelPacket): string | undefined {
    const request = readBridgeRequest(json);
    if (request === undefined) return 'what is to be bridged is not said';
    if (!asker.requests.take(nowMs)) return 'too many requests';
    const [target, ...others] = this.#parts.context.users
      .users(pathKey(request.path))
      .filter((user) => user !== asker.hashname)
      .map((user) => this.#parts.peers.get(user));
    if (target === undefined || others.length > 0) return 'nobody is known there';
    if (!isReachedStraight(asker) || !isReachedStraight(target)) return 'there is no straight way';
    if (!this.isWillingFor(asker, target)) return 'not offered';
    return this.add(nowMs, asker, request.to, target, request.from) ? undefined : 'there is no room';
  }

  #countOf(peer: Peer): number {
    let count = 0;
    for (const { from } of this.#legs.values()) if (from === peer) count++;
    return count;
  }

  /** "Bridges should be persisted until the hashname that created it goes offline." */
  #forgetDead(nowMs: number): void {
    for (const [lineId, { bridge }] of this.#legs) {
      const isDead = bridge.ends.some((peer) => !peer.line.isConfirmed);
      if (isDead || nowMs - bridge.lastAtMs >= BRIDGE_IDLE_MS) this.#legs.delete(lineId);
    }
  }
}
