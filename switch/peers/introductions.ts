import type { ChannelEvent } from '../channel/channel.ts';
import {
  BRIDGE_ANSWER_MS,
  BRIDGE_ASK_AFTER_MS,
  BRIDGES_ASKED_MAX,
  CANDIDATES_PER_PEER_MAX,
  PEER_REQUEST_INTERVAL_MS,
  RELAY_TIMEOUT_MS,
  STRANGER_CONNECTS_BURST,
  STRANGER_CONNECTS_REFILL_MS,
} from '../constants.ts';
import { BRIDGE_TYPE, writeBridgeRequest } from '../core-channels/bridge.ts';
import { CONNECT_TYPE, type ConnectRequest, readConnectRequest } from '../core-channels/connect.ts';
import type { Introducer, SeeCandidate } from '../core-channels/introduction.ts';
import { PEER_TYPE, writePeerRequest } from '../core-channels/peer.ts';
import { isBridged } from '../core-channels/relay.ts';
import type { ChannelPacket } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { DropReason } from '../metrics.ts';
import { PUNCH_PACKET, UnaskedPackets } from '../paths/hole-punch.ts';
import { isRelay, normalizePath, type Path, type RelayPath, type Way, zoneOf } from '../paths/path.ts';
import { forgetSent, isStraight } from '../paths/path-table.ts';
import { TokenBucket } from '../token-bucket.ts';
import type { ActiveChannel } from './active-channel.ts';
import type { ChannelOwner } from './channel-owner.ts';
import { type Context, drop, transmit } from './context.ts';
import type { Peer } from './peer.ts';
import type { PeerChannels } from './peer-channels.ts';
import type { PeerLines } from './peer-lines.ts';
import type { PeerPaths } from './peer-paths.ts';
import type { PeerTable } from './peer-table.ts';
import { Tunnel } from './tunnels.ts';

export interface IntroductionsParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly channels: PeerChannels;
  readonly paths: PeerPaths;
  readonly lines: PeerLines;
  /** A datagram that came through a relay: an open, or a packet of a line. */
  readonly receive: (nowMs: number, from: Way, bytes: Uint8Array) => void;
  /** Who has said that it bridges for us. */
  readonly bridgesOffered: () => readonly Hashname[];
}

/**
 * The two ends of an introduction: we ask a third switch for somebody (`peer`), or are asked for (`connect`). Either channel is
 * then a way to the other end, until a straight one is found.
 */
export class Introductions implements ChannelOwner, Introducer {
  readonly #parts: IntroductionsParts;
  readonly #punches: UnaskedPackets;
  readonly #strangers = new TokenBucket(STRANGER_CONNECTS_BURST, STRANGER_CONNECTS_REFILL_MS);

  constructor(parts: IntroductionsParts) {
    this.#parts = parts;
    this.#punches = new UnaskedPackets(parts.context.newAddresses);
    parts.channels.listen(CONNECT_TYPE, {
      reliable: false,
      mayOpen: () => true,
      owner: this,
      timeoutMs: RELAY_TIMEOUT_MS,
    });
  }

  introduce(nowMs: number, candidate: SeeCandidate): void {
    const peer = this.#introduce(nowMs, candidate);
    if (peer !== undefined) this.#parts.lines.refresh(nowMs, peer, true);
  }

  /** The way to a peer is lost or none was found: those who named it are asked again. */
  retry(nowMs: number, peer: Peer): void {
    for (const candidate of [...peer.candidates]) this.#introduce(nowMs, candidate);
  }

  /** Gives back who is being asked for, unless nothing could be done. */
  #introduce(nowMs: number, candidate: SeeCandidate): Peer | undefined {
    const { context, peers } = this.#parts;
    const via = peers.get(candidate.via);
    const isSomebodyElse = candidate.hashname !== context.self.hashname && candidate.hashname !== candidate.via;
    const key = context.self.keys[candidate.csid];
    if (via === undefined || key === undefined || !isSomebodyElse || !isReachedStraight(via)) return undefined;
    const known = context.tunnels.find(candidate.via, candidate.hashname);
    if (known !== undefined && nowMs - known.startedAtMs < PEER_REQUEST_INTERVAL_MS) return undefined;
    const peer = peers.get(candidate.hashname) ?? peers.stranger(nowMs, candidate.hashname);
    if (peer === undefined) return undefined;
    remember(peer, candidate);
    this.#punch(nowMs, peer, candidate.address);
    this.#ask(nowMs, via, peer, key);
    return peer;
  }

  /** A line that only a relay carries: after a while the switch in the middle is asked to do more. */
  askForBridge(nowMs: number, peer: Peer): void {
    const way = peer.paths.inUse?.path;
    const tunnel = way && isRelay(way) ? this.#parts.context.tunnels.find(way.via, way.remote) : undefined;
    if (tunnel?.hasAskedForBridge === true) this.#askElsewhere(nowMs, peer, tunnel);
    if (tunnel === undefined || tunnel.hasAskedForBridge || nowMs - tunnel.startedAtMs < BRIDGE_ASK_AFTER_MS) return;
    const { session, side } = peer.line;
    const seen = peer.candidates.find(({ via }) => via === tunnel.way.via)?.address;
    const path =
      seen ?? peer.paths.entries().find((entry) => isStraight(entry) && zoneOf(entry.path) === undefined)?.path;
    if (session === undefined || side === undefined || path === undefined || isRelay(path)) return;
    tunnel.hasAskedForBridge = true;
    const { channels } = this.#parts;
    const channel = channels.startOwned(
      tunnel.channel.peer,
      BRIDGE_TYPE,
      new BridgeAnswer(this, peer),
      BRIDGE_ANSWER_MS,
    );
    const json = writeBridgeRequest({ to: session.theirId, path, from: side.id });
    channels.sendOwned(nowMs, channel, { json });
  }

  /** Who is in the middle doesn't bridge: others who do may know the peer as well, and are asked for it (DECISIONS.md no. 71). */
  #askElsewhere(nowMs: number, peer: Peer, { way, startedAtMs }: Tunnel): void {
    const csid = peer.line.side?.csid;
    if (csid === undefined || nowMs - startedAtMs < 2 * BRIDGE_ASK_AFTER_MS) return;
    const others = this.#parts.bridgesOffered().filter((via) => via !== way.via && via !== peer.hashname);
    for (const via of others.slice(0, BRIDGES_ASKED_MAX))
      this.#introduce(nowMs, { hashname: peer.hashname, csid, via });
  }

  /** `via` forwards bare packets of the line to `peer` from now on: that way is tried, and used if it answers. */
  handleBridged(peer: Peer, via: Peer): Path | undefined {
    const path = via.paths.inUse?.path;
    if (path === undefined || isRelay(path)) return undefined;
    const entry = this.#parts.peers.addPath(peer, path);
    if (entry === undefined) return undefined;
    entry.bridgedBy = via.hashname;
    return path;
  }

  askOver(nowMs: number, peer: Peer, path: Path): void {
    const entry = peer.paths.find(path);
    if (entry !== undefined && peer.line.isConfirmed) this.#parts.paths.ask(nowMs, peer, entry);
  }

  handleOpened(): void {
    return; // its first packet says all
  }

  handleEvent(nowMs: number, channel: ActiveChannel, event: ChannelEvent): void {
    const { context } = this.#parts;
    const tunnel = context.tunnels.ofChannel(channel);
    if (event.kind === 'closed' && tunnel !== undefined) this.#removeTunnel(tunnel);
    if (event.kind !== 'packet') return;
    if (tunnel !== undefined) this.#receive(nowMs, tunnel, event.packet);
    else this.#count(nowMs, channel, this.#handleConnect(nowMs, channel, event.packet));
  }

  #ask(nowMs: number, via: Peer, peer: Peer, key: Uint8Array): void {
    const { context, channels } = this.#parts;
    const channel = channels.startOwned(via, PEER_TYPE, this, RELAY_TIMEOUT_MS);
    this.#addTunnel(nowMs, peer, channel);
    channels.sendOwned(nowMs, channel, { json: writePeerRequest(peer.hashname, context.localPaths), body: key });
  }

  #handleConnect(nowMs: number, channel: ActiveChannel, packet: ChannelPacket): DropReason | undefined {
    const { context, peers } = this.#parts;
    const { crypto, self, localNetworks } = context;
    const via = channel.peer;
    const over = via.paths.inUse?.path;
    if (over === undefined || !isReachedStraight(via)) return 'introduction-no-way';
    if (!via.requests.take(nowMs)) return 'introduction-over-budget';
    const request = readConnectRequest(crypto, self, packet.json, packet.body, over, localNetworks);
    if (request === undefined) return 'introduction-malformed';
    const { hashname } = request.identity;
    if (hashname === self.hashname || hashname === via.hashname) return 'introduction-malformed';
    if (context.refused.has(hashname)) return 'introduction-refused';
    const known = peers.get(hashname);
    if (known === undefined && !this.#strangers.take(nowMs)) return 'introduction-over-budget';
    const peer = known ?? peers.stranger(nowMs, hashname);
    if (peer === undefined) return 'peers-full';
    this.#meet(nowMs, peer, channel, request);
    return undefined;
  }

  /** Opens go to every path that was told, and back through the channel. */
  #meet(nowMs: number, peer: Peer, channel: ActiveChannel, { identity, paths }: ConnectRequest): void {
    const { peers, lines } = this.#parts;
    peer.line.identity = { ...identity, keys: { ...peer.line.identity?.keys, ...identity.keys } };
    for (const path of paths) peers.addPath(peer, path);
    this.#addTunnel(nowMs, peer, channel);
    lines.handleInvited(nowMs, peer);
  }

  #addTunnel(nowMs: number, peer: Peer, channel: ActiveChannel): void {
    const { context, channels, peers } = this.#parts;
    const at = channel.peer.paths.inUse?.path;
    if (at === undefined || isRelay(at)) return; // whoever calls has looked
    const way: RelayPath = { type: 'relay', via: channel.peer.hashname, remote: peer.hashname, at };
    const tunnel = new Tunnel(way, channel, nowMs, (sentAtMs, body) => channels.sendOwned(sentAtMs, channel, { body }));
    for (const old of context.tunnels.add(tunnel)) channels.dropOwned(nowMs, old.channel);
    const entry = peers.addPath(peer, way);
    if (entry !== undefined) forgetSent(entry); // that was through another relay
  }

  #removeTunnel(tunnel: Tunnel): void {
    const { context, peers } = this.#parts;
    context.tunnels.remove(tunnel);
    peers.get(tunnel.way.remote)?.paths.remove(tunnel.way);
  }

  #receive(nowMs: number, tunnel: Tunnel, { json, body }: ChannelPacket): void {
    const { context, peers, receive } = this.#parts;
    const via = tunnel.channel.peer;
    if (body.length === 0 || !isReachedStraight(via)) return;
    const remote = peers.get(tunnel.way.remote);
    if (remote === undefined) {
      drop(context, 'relay-not-ours');
      return;
    }
    const bridge = isBridged(json) ? this.handleBridged(remote, via) : undefined;
    receive(nowMs, bridge ?? tunnel.way, body);
  }

  /** Our NAT lets the target's open in, if we have sent something to where it comes from. */
  #punch(nowMs: number, peer: Peer, hint: Path | undefined): void {
    const { context, peers } = this.#parts;
    const path = hint && normalizePath(hint);
    if (path === undefined) return;
    peers.addPath(peer, path);
    if (!this.#punches.take(nowMs, path, peer.isWantedByApplication)) return;
    context.askedSources.add(nowMs, path);
    transmit(context, path, PUNCH_PACKET);
  }

  #count(nowMs: number, channel: ActiveChannel, reason: DropReason | undefined): void {
    if (reason === undefined) return;
    drop(this.#parts.context, reason);
    this.#parts.channels.dropOwned(nowMs, channel);
  }
}

/** Waits for the answer of a switch that was asked to bridge. */
class BridgeAnswer implements ChannelOwner {
  readonly #introductions: Introductions;
  readonly #peer: Peer;

  constructor(introductions: Introductions, peer: Peer) {
    this.#introductions = introductions;
    this.#peer = peer;
  }

  handleOpened(): void {
    return; // it is ours
  }

  /** "When the request is confirmed the channel will be ended without an error." */
  handleEvent(nowMs: number, channel: ActiveChannel, event: ChannelEvent): void {
    if (event.kind !== 'packet' || !event.packet.end) return;
    const path = this.#introductions.handleBridged(this.#peer, channel.peer);
    if (path !== undefined) this.#introductions.askOver(nowMs, this.#peer, path);
  }
}

/** Relays over relays would have no end, and nobody would know who pays. */
export function isReachedStraight(peer: Peer): boolean {
  const { inUse } = peer.paths;
  return peer.line.isConfirmed && inUse !== undefined && isStraight(inUse);
}

function remember(peer: Peer, candidate: SeeCandidate): void {
  const others = peer.candidates.filter(({ via }) => via !== candidate.via);
  peer.candidates = [...others, candidate].slice(-CANDIDATES_PER_PEER_MAX);
}
