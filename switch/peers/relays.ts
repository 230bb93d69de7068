import type { ChannelEvent } from '../channel/channel.ts';
import type { LineId } from '../cipher-sets/line-id.ts';
import {
  CONNECT_INTERVAL_MS,
  PATH_QUIET_MS,
  RELAY_BODY_BYTES_MAX,
  RELAY_PACKETS_MAX,
  RELAY_PAIRS_MAX,
  RELAY_PAIRS_PER_ASKER_MAX,
  RELAY_TIMEOUT_MS,
  RELAY_WINDOW_MS,
} from '../constants.ts';
import { CONNECT_TYPE, connectPaths, writeConnectRequest } from '../core-channels/connect.ts';
import { PEER_TYPE, readPeerRequest } from '../core-channels/peer.ts';
import { lineIdOfDatagram, PacketRate, TOO_FAST, writeRelayed } from '../core-channels/relay.ts';
import type { ChannelPacket } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { fingerprintOf } from '../hashname/keys.ts';
import type { DropReason } from '../metrics.ts';
import type { ActiveChannel } from './active-channel.ts';
import type { Bridges } from './bridges.ts';
import type { ChannelOwner } from './channel-owner.ts';
import { type Context, drop } from './context.ts';
import { isReachedStraight } from './introductions.ts';
import type { Peer } from './peer.ts';
import type { PeerChannels } from './peer-channels.ts';
import type { PeerTable } from './peer-table.ts';

/** One side of a pair, and what comes from it. */
interface End {
  readonly channel: ActiveChannel;
  readonly rate: PacketRate;
  readonly warnings: PacketRate;
  /** At the start of the line packets that it sends. */
  lineId: LineId | undefined;
}

/** Two hashnames that we introduced: what comes on one channel goes out on the other. */
interface Pair {
  readonly key: string;
  readonly startedAtMs: number;
  readonly asker: End;
  readonly target: End;
  isBridged: boolean;
}

export interface RelaysParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly channels: PeerChannels;
  readonly bridges: Bridges;
}

/** The middle of an introduction: `peer` of one becomes `connect` for another, and a slow relay between them. */
export class Relays implements ChannelOwner {
  readonly #parts: RelaysParts;
  readonly #pairs = new Map<string, Pair>();
  readonly #pairByChannel = new Map<ActiveChannel, Pair>();

  constructor(parts: RelaysParts) {
    this.#parts = parts;
    parts.channels.listen(PEER_TYPE, {
      reliable: false,
      mayOpen: () => true,
      owner: this,
      timeoutMs: RELAY_TIMEOUT_MS,
    });
  }

  handleOpened(): void {
    return; // its first packet says all
  }

  handleEvent(nowMs: number, channel: ActiveChannel, event: ChannelEvent): void {
    const pair = this.#pairByChannel.get(channel);
    if (event.kind === 'closed' && pair !== undefined) this.#end(nowMs, pair);
    if (event.kind !== 'packet') return;
    const reason =
      pair === undefined
        ? this.#handlePeer(nowMs, channel, event.packet)
        : this.#relay(nowMs, pair, channel, event.packet);
    if (reason === undefined) return;
    drop(this.#parts.context, reason);
    if (pair === undefined) this.#parts.channels.dropOwned(nowMs, channel);
  }

  #handlePeer(nowMs: number, channel: ActiveChannel, { json, body }: ChannelPacket): DropReason | undefined {
    const { context, peers } = this.#parts;
    const asker = channel.peer;
    const request = readPeerRequest(json);
    if (!asker.requests.take(nowMs)) return 'introduction-over-budget';
    if (request === undefined || !isKeyOf(context, asker, body)) return 'introduction-malformed';
    const target = peers.get(request.target);
    const isThere = target !== undefined && nowMs - target.lastReceivedAtMs < PATH_QUIET_MS;
    if (!isThere || target === asker || !isReachedStraight(asker) || !isReachedStraight(target))
      return 'introduction-no-way';
    const key = keyOfPair(asker.hashname, target.hashname);
    const former = this.#pairs.get(key);
    if (former !== undefined && nowMs - former.startedAtMs < CONNECT_INTERVAL_MS) return 'introduction-over-budget';
    if (former !== undefined) this.#end(nowMs, former);
    if (this.#pairs.size >= RELAY_PAIRS_MAX || this.#countOf(asker) >= RELAY_PAIRS_PER_ASKER_MAX)
      return 'introduction-over-budget';
    this.#connect(nowMs, key, channel, target, request.paths, body);
    return undefined;
  }

  #connect(
    nowMs: number,
    key: string,
    channel: ActiveChannel,
    target: Peer,
    told: Parameters<typeof connectPaths>[0],
    body: Uint8Array,
  ): void {
    const { context, channels } = this.#parts;
    const [seenAt, over] = [channel.peer.paths.inUse?.path, target.paths.inUse?.path];
    const { identity } = channel.peer.line;
    if (seenAt === undefined || over === undefined || identity === undefined) return;
    const connect = channels.startOwned(target, CONNECT_TYPE, this, RELAY_TIMEOUT_MS);
    const pair = { key, startedAtMs: nowMs, asker: endOf(channel), target: endOf(connect), isBridged: false };
    this.#pairs.set(key, pair);
    this.#pairByChannel.set(channel, pair);
    this.#pairByChannel.set(connect, pair);
    context.metrics.introductionsMade++;
    const paths = connectPaths(told, seenAt, over, context.localNetworks);
    channels.sendOwned(nowMs, connect, { json: writeConnectRequest(identity.parts, paths), body });
  }

  /** "With the BODY being received on one channel and attached verbatim as the BODY on a packet sent on the other channel." */
  #relay(nowMs: number, pair: Pair, channel: ActiveChannel, { body }: ChannelPacket): DropReason | undefined {
    const { context, channels } = this.#parts;
    const isFromAsker = channel === pair.asker.channel;
    const [from, to] = isFromAsker ? [pair.asker, pair.target] : [pair.target, pair.asker];
    if (body.length === 0) return undefined;
    if (body.length > RELAY_BODY_BYTES_MAX) return 'oversized';
    if (!from.rate.take(nowMs)) {
      if (from.warnings.take(nowMs)) channels.sendOwned(nowMs, channel, { json: TOO_FAST });
      return 'relay-over-rate';
    }
    from.lineId = lineIdOfDatagram(body) ?? from.lineId;
    pair.isBridged ||= this.#bridge(nowMs, pair);
    context.metrics.packetsRelayed++;
    channels.sendOwned(nowMs, to.channel, { json: writeRelayed(pair.isBridged), body });
    return undefined;
  }

  /** "As soon as it has detected a tunneled line in both directions it should internally set up a bridge." */
  #bridge(nowMs: number, { asker, target }: Pair): boolean {
    const { bridges } = this.#parts;
    const [a, b] = [asker.channel.peer, target.channel.peer];
    if (asker.lineId === undefined || target.lineId === undefined || !bridges.isWillingFor(a, b)) return false;
    return bridges.add(nowMs, a, asker.lineId, b, target.lineId);
  }

  /** Without a word: the others' switches find out by the silence, or by the pair that takes its place. */
  #end(nowMs: number, pair: Pair): void {
    if (this.#pairs.get(pair.key) === pair) this.#pairs.delete(pair.key);
    const channels = [pair.asker.channel, pair.target.channel];
    for (const channel of channels) this.#pairByChannel.delete(channel);
    for (const channel of channels) this.#parts.channels.dropOwned(nowMs, channel);
  }

  #countOf(asker: Peer): number {
    let count = 0;
    for (const pair of this.#pairs.values()) if (pair.asker.channel.peer === asker) count++;
    return count;
  }
}

function endOf(channel: ActiveChannel): End {
  return {
    channel,
    rate: new PacketRate(RELAY_PACKETS_MAX, RELAY_WINDOW_MS),
    warnings: new PacketRate(1, RELAY_WINDOW_MS),
    lineId: undefined,
  };
}

/** "Never have more than one peer-connect pair active between two hashnames", whoever of them asked. */
function keyOfPair(a: Hashname, b: Hashname): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Only a key that its line has shown to be the asker's is passed on. */
function isKeyOf(context: Context, { line }: Peer, key: Uint8Array): boolean {
  return Object.values(line.identity?.parts ?? {}).includes(fingerprintOf(context.crypto, key));
}
