import type { ChannelEvent } from '../channel/channel.ts';
import {
  LAN_LINKS_MAX,
  LINK_ANSWER_MS,
  LINK_PING_MS,
  LINK_REQUEST_MS,
  LINK_TICK_MS,
  LINK_TIMEOUT_MS,
  LINKS_PENDING_MAX,
  LOST_LINKS_AT_ONCE,
  SEED_RETRY_MS_MAX,
  SEED_RETRY_MS_MIN,
} from '../constants.ts';
import type { Introducer, SeeCandidate } from '../core-channels/introduction.ts';
import { LINK_TYPE, type LinkPacket, readLink, writeKeepalive, writeLink, writeOffer } from '../core-channels/link.ts';
import { writeSeeAddress } from '../core-channels/see-address.ts';
import type { Link } from '../dht/k-bucket.ts';
import { LostLinks } from '../dht/lost-links.ts';
import type { RoutingTable } from '../dht/routing-table.ts';
import type { ChannelClose } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { Parts, PublicIdentity } from '../hashname/keys.ts';
import type { JsonObject } from '../packet/json.ts';
import { isOnLink, reachOf } from '../paths/locality.ts';
import type { Path } from '../paths/path.ts';
import { addressOf } from '../paths/path-table.ts';
import type { ActiveChannel } from './active-channel.ts';
import type { Bridges } from './bridges.ts';
import type { ChannelOwner } from './channel-owner.ts';
import type { Context } from './context.ts';
import type { IdlePeers } from './idle-peers.ts';
import { LinkChannels } from './link-channels.ts';
import type { Peer } from './peer.ts';
import type { PeerChannels } from './peer-channels.ts';
import type { PeerLines } from './peer-lines.ts';
import type { PeerTable } from './peer-table.ts';
import { candidatesOf } from './see-candidates.ts';
import { Task } from './task.ts';

const NEVER = Number.POSITIVE_INFINITY;
const NO_NETWORKS: readonly string[] = [];

export interface LinksParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly channels: PeerChannels;
  readonly lines: PeerLines;
  readonly idle: IdlePeers;
  readonly table: RoutingTable;
  readonly introducer: Introducer;
  readonly bridges: Bridges;
  /** Whether this peer may name us to others. */
  readonly isSeedFor: (peer: Peer) => boolean;
  /** The first link since there was none: the neighbourhood is to be looked at. */
  readonly onMeshed: (nowMs: number) => void;
}

/** What is asked for with growing gaps, such as a seed that the application named. */
interface Wanted {
  attempts: number;
  nextAtMs: number;
}

interface LinkHints {
  readonly identity: PublicIdentity;
  readonly paths: readonly Path[];
}

/** The `link` channels with everybody in the routing table: asked for, answered, kept alive, evicted (dht.md, switch.md "link"). */
export class Links extends Task implements ChannelOwner {
  readonly #parts: LinksParts;
  readonly #channels = new LinkChannels();
  /** Links that we asked for, by the time when we give up. */
  readonly #pending = new Map<Hashname, { readonly channel: ActiveChannel; readonly untilMs: number }>();
  /** Started over there, and not yet accepted. */
  readonly #unanswered = new Set<ActiveChannel>();
  readonly #wanted = new Map<Hashname, Wanted>();
  /** For how long links of earlier lives had lasted, by the application's word. */
  readonly #agesMs = new Map<Hashname, number>();
  /** What was told last to those on our own networks. */
  readonly #toldNear = new Map<Hashname, string>();
  readonly #lost = new LostLinks<LinkHints>();
  /** When lost links are tried again; never while there are others. */
  #rejoin: Wanted = { attempts: 0, nextAtMs: NEVER };

  constructor(parts: LinksParts) {
    super();
    this.#parts = parts;
    parts.channels.listen(LINK_TYPE, {
      reliable: false,
      mayOpen: () => true, // whoever comes too late is told of others
      owner: this,
      timeoutMs: LINK_TIMEOUT_MS,
    });
  }

  /** For whom we are a seed or a bridge has changed: all who are linked hear it at once. */
  tellAll(nowMs: number): void {
    const { table, channels, bridges, isSeedFor } = this.#parts;
    for (const link of table.all()) {
      const channel = this.#channels.newest(link.hashname);
      if (channel === undefined) continue;
      link.lastSentAtMs = nowMs;
      const json = writeOffer(isSeedFor(channel.peer), bridges.offeredTo(channel.peer));
      channels.sendOwned(nowMs, channel, { json });
    }
  }

  /** Who forwards lines of ours: asked when a line finds no way but a relay. */
  bridgesOffered(): readonly Hashname[] {
    return [...this.#parts.table.all()].filter(({ bridges }) => bridges.length > 0).map(({ hashname }) => hashname);
  }

  /** The application wants a link to it for as long as this switch runs; it has named its keys and addresses. */
  want(nowMs: number, hashname: Hashname): void {
    const link = this.#parts.table.get(hashname);
    if (link !== undefined) link.isRequested = true;
    this.#wanted.set(hashname, { attempts: 0, nextAtMs: nowMs });
    this.#dueBy(nowMs);
  }

  /** Those that the application wants a link to, and that we have one to: a seed for their friends tells us that it is none (DECISIONS.md no. 70). */
  named(): readonly Hashname[] {
    return [...this.#wanted.keys()].filter((hashname) => this.#parts.table.get(hashname) !== undefined);
  }

  /** This machine's networks changed: whatever could not be reached may be now. */
  retryNow(nowMs: number): void {
    for (const [hashname, wanted] of this.#wanted)
      if (this.#parts.table.get(hashname) === undefined) this.#begin(nowMs, wanted);
    if (this.#isLonely()) this.#begin(nowMs, this.#rejoin);
  }

  /** Links on our own networks: the local seeds of discovery.md, which every search asks. */
  near(): readonly Hashname[] {
    const near: Hashname[] = [];
    for (const { hashname } of this.#parts.table.all()) {
      if (near.length >= LAN_LINKS_MAX) break;
      if (this.#isNear(hashname)) near.push(hashname);
    }
    return near;
  }

  channelIdOf(hashname: Hashname): number | undefined {
    return this.#channels.newest(hashname)?.channelId;
  }

  /** How long the link to it had lasted in earlier lives. */
  rememberAge(hashname: Hashname, ageMs: number): void {
    this.#agesMs.set(hashname, ageMs);
  }

  /** Asks for a link, if there is none and room for one more request. A candidate is also introduced, as far as needed. */
  ask(nowMs: number, hashname: Hashname, candidate?: SeeCandidate): void {
    const { peers, channels, lines, introducer, table, context, bridges } = this.#parts;
    if (hashname === context.self.hashname || table.get(hashname) !== undefined) return;
    if (this.#pending.has(hashname) || this.#pending.size >= LINKS_PENDING_MAX) return;
    const peer = peers.stranger(nowMs, hashname);
    if (peer === undefined) return;
    const channel = channels.startOwned(peer, LINK_TYPE, this, LINK_TIMEOUT_MS);
    this.#pending.set(hashname, { channel, untilMs: nowMs + LINK_REQUEST_MS });
    lines.refreshStale(nowMs, peer);
    lines.refresh(nowMs, peer, false);
    channels.sendOwned(nowMs, channel, {
      json: writeLink(this.#parts.isSeedFor(peer), this.#see(peer), bridges.offeredTo(peer)),
    });
    if (candidate !== undefined && !peer.line.isConfirmed) introducer.introduce(nowMs, candidate);
    this.#dueBy(nowMs + LINK_REQUEST_MS);
  }

  /** Asks for one if its bucket lacks seeds. */
  offer(nowMs: number, candidate: SeeCandidate): void {
    if (this.#parts.table.lacks(candidate.hashname)) this.ask(nowMs, candidate.hashname, candidate);
  }

  /** The entries of a `see` that names these links to somebody with these parts. */
  addresses(links: readonly Link[], parts: Parts): readonly string[] {
    const addresses = links.map(({ hashname }) => {
      const peer = this.#parts.peers.get(hashname);
      const identity = peer?.line.identity;
      return identity && writeSeeAddress({ ...identity, path: peer?.paths.inUse?.path }, parts);
    });
    return addresses.filter((address) => address !== undefined);
  }

  handleOpened(nowMs: number, channel: ActiveChannel): void {
    this.#unanswered.add(channel);
    this.#addChannel(nowMs, channel);
  }

  handleEvent(nowMs: number, channel: ActiveChannel, event: ChannelEvent): void {
    if (event.kind === 'closed') this.#handleClosed(nowMs, channel, event.close);
    if (event.kind !== 'packet') return;
    const packet = readLink(event.packet.json);
    if (event.packet.end) this.#offerAll(nowMs, channel.peer, packet);
    else if (this.#mayTake(channel)) this.#handlePacket(nowMs, channel, packet);
    else this.#turnAway(nowMs, channel);
  }

  /** One that is linked or that we asked for stays; of newcomers there may be too many. */
  #mayTake(channel: ActiveChannel): boolean {
    return !this.#unanswered.has(channel) || this.#parts.table.mayAccept(channel.peer.hashname);
  }

  /** All links that we may have are taken: the answer ends the channel, but names others, so that the newcomer finds its place. */
  #turnAway(nowMs: number, channel: ActiveChannel): void {
    const { peer } = channel;
    const json = writeLink(this.#parts.isSeedFor(peer), this.#see(peer), this.#parts.bridges.offeredTo(peer));
    this.#parts.channels.sendOwned(nowMs, channel, { json, end: true });
  }

  #offerAll(nowMs: number, { hashname }: Peer, { see }: LinkPacket): void {
    for (const candidate of candidatesOf(this.#parts.context.self, hashname, see)) this.offer(nowMs, candidate);
  }

  override handleTimeout(nowMs: number): void {
    const { table, channels } = this.#parts;
    for (const link of table.timedOut(nowMs)) this.#unlink(nowMs, link.hashname);
    for (const link of table.pingsDue(nowMs + LINK_TICK_MS)) this.#keepAlive(nowMs, link);
    for (const [, { channel, untilMs }] of [...this.#pending]) if (nowMs >= untilMs) channels.dropOwned(nowMs, channel);
    for (const [hashname, wanted] of this.#wanted)
      if (nowMs >= wanted.nextAtMs) this.#askWanted(nowMs, hashname, wanted);
    if (nowMs >= this.#rejoin.nextAtMs) this.#askLost(nowMs);
    this.#schedule(nowMs);
  }

  #see({ hashname, line }: Peer): readonly string[] {
    return this.addresses(this.#parts.table.seeForLink(hashname), line.identity?.parts ?? {});
  }

  #askWanted(nowMs: number, hashname: Hashname, wanted: Wanted): void {
    const isLinked = this.#parts.table.get(hashname) !== undefined;
    delay(nowMs, wanted, !isLinked); // the link's end brings it back
    if (!isLinked) this.ask(nowMs, hashname);
  }

  /** The large DHT is gone: links of this life are asked for again, a few at a time. */
  #askLost(nowMs: number): void {
    const isLonely = this.#isLonely() && this.#lost.size > 0;
    delay(nowMs, this.#rejoin, isLonely);
    if (!isLonely) return;
    for (const { hashname, hints } of this.#lost.take(LOST_LINKS_AT_ONCE)) {
      const peer = this.#parts.peers.stranger(nowMs, hashname);
      if (peer === undefined) continue;
      peer.line.identity ??= hints.identity;
      for (const path of hints.paths) this.#parts.peers.addPath(peer, path);
      this.ask(nowMs, hashname);
    }
  }

  #begin(nowMs: number, wanted: Wanted): void {
    wanted.attempts = 0;
    wanted.nextAtMs = nowMs;
    this.#dueBy(nowMs);
  }

  /** Without any seed beyond our own networks. */
  #isLonely(): boolean {
    for (const { hashname, isSeed } of this.#parts.table.all()) if (isSeed && !this.#isNear(hashname)) return false;
    return true;
  }

  #isNear(hashname: Hashname): boolean {
    const { peers, context } = this.#parts;
    const entry = peers.get(hashname)?.paths.inUse;
    const address = entry && addressOf(entry);
    return address !== undefined && reachOf(address) !== 'loopback' && isOnLink(address, context.localNetworks);
  }

  #handlePacket(nowMs: number, channel: ActiveChannel, packet: LinkPacket): void {
    const { peer } = channel;
    const { hashname } = peer;
    if (this.#pending.get(hashname)?.channel === channel) {
      this.#pending.delete(hashname);
      this.#addChannel(nowMs, channel);
    }
    this.#channels.heard(channel);
    const link = this.#parts.table.get(hashname) ?? this.#addLink(nowMs, peer);
    link.isSeed = packet.isSeed;
    link.bridges = packet.bridges ?? link.bridges;
    link.lastReceivedAtMs = nowMs;
    if (this.#unanswered.delete(channel)) this.#accept(nowMs, channel, link);
    else if (nowMs - link.lastSentAtMs > LINK_ANSWER_MS) this.#keepAlive(nowMs, link);
    this.#offerAll(nowMs, peer, packet);
    this.#dueBy(link.lastSentAtMs + LINK_PING_MS);
  }

  #accept(nowMs: number, channel: ActiveChannel, link: Link): void {
    link.lastSentAtMs = nowMs;
    const { channels, bridges } = this.#parts;
    const json = writeLink(
      this.#parts.isSeedFor(channel.peer),
      this.#see(channel.peer),
      bridges.offeredTo(channel.peer),
    );
    channels.sendOwned(nowMs, channel, { json });
  }

  #addLink(nowMs: number, peer: Peer): Link {
    const { table, onMeshed } = this.#parts;
    const { hashname } = peer;
    const isFirst = table.size === 0;
    const link: Link = {
      hashname,
      isSeed: false,
      bridges: NO_NETWORKS,
      sinceMs: nowMs - (this.#agesMs.get(hashname) ?? 0),
      lastReceivedAtMs: nowMs,
      lastSentAtMs: nowMs,
      isRequested: this.#wanted.has(hashname),
    };
    table.add(link);
    this.#lost.remove(hashname);
    if (isFirst) onMeshed(nowMs);
    return link;
  }

  #keepAlive(nowMs: number, link: Link): void {
    const channel = this.#channels.newest(link.hashname);
    link.lastSentAtMs = nowMs;
    if (channel === undefined) return;
    const json = this.#newsForNear(channel.peer) ?? writeKeepalive(this.#parts.isSeedFor(channel.peer));
    this.#parts.channels.sendOwned(nowMs, channel, { json });
  }

  /** Whoever is near hears of seeds that we have come to know: who has an uplink again brings the others along. */
  #newsForNear(peer: Peer): JsonObject | undefined {
    if (!this.#isNear(peer.hashname)) return undefined;
    const see = this.#see(peer);
    const told = see.join(' ');
    if (told === (this.#toldNear.get(peer.hashname) ?? '')) return undefined;
    this.#toldNear.set(peer.hashname, told);
    return writeLink(this.#parts.isSeedFor(peer), see, this.#parts.bridges.offeredTo(peer));
  }

  #addChannel(nowMs: number, channel: ActiveChannel): void {
    for (const old of this.#channels.add(channel)) this.#parts.channels.dropOwned(nowMs, old);
  }

  /** Dropped without a word: it was the other side that fell silent, or that started more than it needs. */
  #unlink(nowMs: number, hashname: Hashname): void {
    for (const channel of [...this.#channels.all(hashname)]) this.#parts.channels.dropOwned(nowMs, channel);
  }

  #handleClosed(nowMs: number, channel: ActiveChannel, { reason }: ChannelClose): void {
    const { hashname } = channel.peer;
    if (this.#pending.get(hashname)?.channel === channel) this.#pending.delete(hashname);
    this.#unanswered.delete(channel);
    if (!this.#channels.remove(channel)) {
      this.#toldNear.delete(hashname);
      this.#lose(nowMs, channel.peer);
      this.#parts.table.remove(hashname);
      const wanted = this.#wanted.get(hashname);
      const isTurnedAway = reason === 'ended'; // it has no room: asked again after the growing gap
      if (wanted !== undefined && !isTurnedAway) wanted.nextAtMs = Math.min(wanted.nextAtMs, nowMs + SEED_RETRY_MS_MIN);
      if (wanted !== undefined) this.#dueBy(wanted.nextAtMs);
    }
    this.#parts.idle.add(nowMs, channel.peer);
  }

  /** Remembered with the addresses that it was reached at, since the peer itself may be forgotten now. */
  #lose(nowMs: number, { hashname, line, paths }: Peer): void {
    const link = this.#parts.table.get(hashname);
    const { identity } = line;
    if (link === undefined || !link.isSeed || identity === undefined || this.#wanted.has(hashname)) return;
    const known = paths.entries().flatMap((entry) => addressOf(entry) ?? []);
    this.#lost.add({ hashname, sinceMs: link.sinceMs, hints: { identity, paths: known } });
    if (this.#rejoin.nextAtMs !== NEVER) return;
    this.#begin(nowMs + SEED_RETRY_MS_MIN, this.#rejoin);
  }

  /** At the latest then; what is due in truth is looked up when the time has come. */
  #dueBy(atMs: number): void {
    if (atMs >= this.dueAtMs) return;
    this.dueAtMs = atMs;
    this.#parts.context.timers.update(this);
  }

  #schedule(nowMs: number): void {
    let dueAtMs = this.#parts.table.dueAtMs();
    for (const { untilMs } of this.#pending.values()) dueAtMs = Math.min(dueAtMs, untilMs);
    dueAtMs = Math.min(dueAtMs, this.#rejoin.nextAtMs);
    for (const { nextAtMs } of this.#wanted.values()) dueAtMs = Math.min(dueAtMs, nextAtMs);
    this.dueAtMs = Math.max(dueAtMs, nowMs + LINK_TICK_MS);
    this.#parts.context.timers.update(this);
  }
}

/** The next attempt, if there is to be one. */
function delay(nowMs: number, wanted: Wanted, isWanted: boolean): void {
  const gapMs = Math.min(SEED_RETRY_MS_MAX, SEED_RETRY_MS_MIN * 2 ** Math.min(wanted.attempts, 6));
  wanted.attempts = isWanted ? wanted.attempts + 1 : 0;
  wanted.nextAtMs = isWanted ? nowMs + gapMs : NEVER;
}
