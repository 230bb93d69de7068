import type { CipherSet } from './cipher-sets/cipher-set.ts';
import { createCipherSets } from './cipher-sets/cipher-sets.ts';
import type { CryptoJob, CryptoJobResult, CryptoPort, Random } from './cipher-sets/crypto-port.ts';
import { DATAGRAM_BYTES_ACCEPTED_MAX, STILL_DUE_RETRY_MS, WAITS } from './constants.ts';
import type { Introducer, SeeCandidate } from './core-channels/introduction.ts';
import { bucketOf } from './dht/distance.ts';
import { chooseHints } from './dht/hints.ts';
import { RoutingTable } from './dht/routing-table.ts';
import type {
  BridgingPolicy,
  ChannelOptions,
  LinkHint,
  LinkStatus,
  LocalNetwork,
  OutsideStatus,
  PacketToSend,
  PeerHints,
  PeerStatus,
  SeedingPolicy,
} from './endpoint.ts';
import { type ChannelHandle, type SwitchEvent, SwitchEvents } from './events.ts';
import { Fifo } from './fifo.ts';
import type { Hashname } from './hashname/hashname.ts';
import { isConsistent, type PublicIdentity } from './hashname/keys.ts';
import { AskedSources } from './line/asked-sources.ts';
import { Handshake } from './line/handshake.ts';
import type { Line } from './line/line.ts';
import { createMetrics, type SwitchMetrics } from './metrics.ts';
import { HEAD_LENGTH_BYTES } from './packet/packet.ts';
import { NewAddresses } from './paths/new-addresses.ts';
import { isRelay, isTcp, normalizePath, type Path, samePath, type Way } from './paths/path.ts';
import { SeenAddresses } from './paths/seen-addresses.ts';
import { ActiveChannel } from './peers/active-channel.ts';
import { spokenBeyond } from './peers/beyond.ts';
import { Bridges } from './peers/bridges.ts';
import { contentOf } from './peers/content.ts';
import { type Context, drop } from './peers/context.ts';
import { Finder } from './peers/finder.ts';
import { IdlePeers } from './peers/idle-peers.ts';
import { Introductions } from './peers/introductions.ts';
import { classOfLine, classOfSource } from './peers/job-classes.ts';
import { LinePackets } from './peers/line-packets.ts';
import { Links } from './peers/links.ts';
import { Mesh } from './peers/mesh.ts';
import { Nearby } from './peers/nearby.ts';
import { type Peer, statusOf } from './peers/peer.ts';
import { type Listener, PeerChannels } from './peers/peer-channels.ts';
import { PeerLines } from './peers/peer-lines.ts';
import { PeerPaths } from './peers/peer-paths.ts';
import { PeerTable } from './peers/peer-table.ts';
import { Reachability } from './peers/reachability.ts';
import { Relays } from './peers/relays.ts';
import { Roaming } from './peers/roaming.ts';
import { Seeding } from './peers/seeding.ts';
import { Task } from './peers/task.ts';
import { Tunnels } from './peers/tunnels.ts';
import { TimerQueue } from './timers.ts';
import type { Transmit } from './transmit.ts';

export interface SwitchOptions {
  readonly identity: PublicIdentity;
  readonly crypto: CryptoPort;
  readonly random: Random;
  /** Default: those of the specification. Simulations bring one of the range that is reserved for others. */
  readonly cipherSets?: readonly CipherSet[];
  /** The newest `at` ever used in an open of this identity, 0 if none. */
  readonly lastOpenAtMs: number;
  /** Whether to ask and to answer on local networks. Default: no. */
  readonly lanDiscovery?: boolean;
  /** Largest datagram that this switch uses with its kind, for who knows the network; default: whatever arrives. */
  readonly datagramBytesMax?: number;
  /** Called once, with what is inside: for `testing/switch-probe.ts`, and nobody else. */
  readonly expose?: (insides: SwitchInsides) => void;
}

/** The parts of a running switch that its probe reaches into. */
export interface SwitchInsides {
  readonly context: Context;
  readonly cipherSets: Map<string, CipherSet>;
  readonly peers: PeerTable;
  readonly channels: PeerChannels;
  readonly lines: PeerLines;
  readonly handshake: Handshake;
  readonly table: RoutingTable;
}

/**
 * A TeleHash v2.1 switch without sockets, clock or dice. Bytes, times and job results go in by `handle…`; datagrams, events,
 * jobs and the next deadline come out by `poll…`. After any call, poll until nothing comes. `nowMs` is monotonic and never
 * goes back; `wallMs` is the time of day, and only stamps opens. Nothing that comes from the network makes it throw.
 */
export class Switch {
  readonly self: PublicIdentity;
  readonly metrics: SwitchMetrics = createMetrics();
  readonly #context: Context;
  readonly #peers: PeerTable;
  readonly #reachability: Reachability;
  readonly #seeding: Seeding;
  readonly #paths: PeerPaths;
  readonly #channels: PeerChannels;
  readonly #lines: PeerLines;
  readonly #roaming: Roaming;
  readonly #handshake: Handshake;
  readonly #linePackets: LinePackets;
  readonly #table: RoutingTable;
  readonly #links: Links;
  readonly #finder: Finder;
  readonly #mesh: Mesh;
  readonly #nearby: Nearby | undefined;
  readonly #idle: IdlePeers;
  readonly #introductions: Introductions;
  readonly #bridges: Bridges;
  /** The source of the last datagram, as it came and in its one spelling: packets come in runs. */
  #lastFrom: { readonly raw: Path; readonly path: Path } | undefined;

  constructor(options: SwitchOptions) {
    const { identity, crypto, random, lastOpenAtMs } = options;
    const all = options.cipherSets ?? createCipherSets(crypto);
    const ours = all.filter(({ csid }) => identity.keys[csid] !== undefined);
    const cipherSets = new Map(ours.map((set) => [set.csid, set]));
    this.self = identity;
    this.#peers = new PeerTable(identity.hashname, (peer) => this.#handleForgotten(peer));
    this.#context = {
      self: identity,
      crypto,
      random,
      cipherSets,
      metrics: this.metrics,
      transmits: new Fifo(),
      later: new Fifo(),
      events: new SwitchEvents((hashname) => this.status(hashname)),
      timers: new TimerQueue(),
      users: this.#peers.users,
      waits: { ...WAITS },
      datagramBytesMax: options.datagramBytesMax ?? DATAGRAM_BYTES_ACCEPTED_MAX,
      tunnels: new Tunnels((tunnel) => this.#context.timers.update(tunnel)),
      seenAddresses: new SeenAddresses(),
      newAddresses: new NewAddresses(),
      askedSources: new AskedSources(),
      refused: new Set(),
      localPaths: [],
      localNetworks: [],
    };
    this.#reachability = new Reachability(this.#context, this.#peers);
    this.#paths = new PeerPaths(this.#context, this.#peers, (nowMs) => this.#handleOutsideChanged(nowMs));
    this.#channels = new PeerChannels(this.#context, (nowMs, peer) => {
      if (peer.paths.inUse !== undefined) this.#paths.askForSize(nowMs, peer, peer.paths.inUse);
    });
    this.#handshake = new Handshake({
      self: identity,
      crypto,
      cipherSets,
      random,
      lastOpenAtMs,
      metrics: this.metrics,
      host: {
        lineOf: (nowMs, { hashname }) =>
          this.#context.refused.has(hashname) ? undefined : this.#peers.stranger(nowMs, hashname)?.line,
        classOfSource: (nowMs, from) => classOfSource(this.#context, this.#peers, nowMs, from),
        classOfLine: (line) => classOfLine(this.#peers, line),
        handleSideReady: (nowMs, line) => this.#withPeer(line, (peer) => this.#lines.handleSideReady(nowMs, peer)),
        handleSideRenewed: (nowMs, line) => this.#withPeer(line, (peer) => this.#lines.handleSideRenewed(nowMs, peer)),
        handleOpen: (nowMs, line, verdict, from, isFresh) => {
          if (verdict === 'new-line') this.#reachability.handleOpen(nowMs, from);
          this.#withPeer(line, (peer) => this.#lines.handleOpen(nowMs, peer, verdict, from, isFresh));
          this.#linePackets.readEarly(line);
        },
      },
    });
    const parts = {
      context: this.#context,
      peers: this.#peers,
      paths: this.#paths,
      channels: this.#channels,
      handshake: this.#handshake,
    };
    const findWay = (nowMs: number, peer: Peer, isFirst: boolean): void => {
      this.#finder.findWay(nowMs, peer, isFirst);
      if (isFirst) this.#nearby?.search(nowMs); // whoever it is may be next door
    };
    const introductions = {
      retry: (nowMs: number, peer: Peer) => this.#introductions.retry(nowMs, peer),
      askForBridge: (nowMs: number, peer: Peer) => this.#introductions.askForBridge(nowMs, peer),
    };
    const askWitnesses = (nowMs: number) => this.#roaming.askWitnesses(nowMs);
    this.#lines = new PeerLines({ ...parts, findWay, askWitnesses, introductions });
    this.#roaming = new Roaming({ ...parts, lines: this.#lines });
    const receive = (nowMs: number, from: Way, bytes: Uint8Array) => this.#handleEncrypted(nowMs, from, bytes);
    this.#introductions = new Introductions({
      ...parts,
      lines: this.#lines,
      receive,
      bridgesOffered: () => this.#links.bridgesOffered(),
    });
    this.#bridges = new Bridges(parts);
    new Relays({ ...parts, bridges: this.#bridges }); // the channels hold it: it listens
    this.#table = new RoutingTable(identity.hashname);
    this.#idle = new IdlePeers(this.#context, this.#peers, this.#lines);
    const introducer: Introducer = this.#introductions;
    const dhtParts = {
      ...parts,
      lines: this.#lines,
      table: this.#table,
      idle: this.#idle,
      introducer,
      bridges: this.#bridges,
    };
    this.#links = new Links({
      ...dhtParts,
      isSeedFor: (peer) => this.#seeding.isSeedFor(peer),
      onMeshed: (nowMs) => this.#mesh.handleMeshed(nowMs),
    });
    this.#seeding = new Seeding({ ...dhtParts, links: this.#links, reachability: this.#reachability });
    this.#finder = new Finder({ ...dhtParts, links: this.#links });
    this.#mesh = new Mesh(this.#context, this.#table, this.#finder);
    this.#linePackets = new LinePackets({ ...parts, lines: this.#lines, bridges: this.#bridges });
    this.#nearby =
      options.lanDiscovery === true ? new Nearby({ ...parts, lines: this.#lines, links: this.#links }) : undefined;
    options.expose?.({ ...parts, lines: this.#lines, table: this.#table, cipherSets });
  }

  // ---- What the driver calls ---------------------------------------------------------------------------------------

  /** One datagram. `bytes` may be reused by the caller afterwards. */
  handleDatagram(nowMs: number, _wallMs: number, from: Path, bytes: Uint8Array): void {
    this.metrics.datagramsReceived++;
    this.metrics.bytesReceived += bytes.length;
    if (bytes.length === 0) drop(this.#context, 'empty');
    else if (bytes.length < HEAD_LENGTH_BYTES) drop(this.#context, 'truncated');
    else if (bytes.length > DATAGRAM_BYTES_ACCEPTED_MAX) drop(this.#context, 'oversized');
    else if (bytes[0] === 0 && (bytes[1] === 0 || bytes[1] === 1))
      this.#handleEncrypted(nowMs, this.#normalized(from), bytes);
    else this.#handleUnencrypted(nowMs, from, bytes);
  }

  /** The connection that `path` names is gone, or couldn't be made. */
  handlePathClosed(nowMs: number, path: Path): void {
    this.#lines.handlePathClosed(nowMs, path);
  }

  /** To be called at `pollTimeout`, or any time: nothing happens before it is due. */
  handleTimeout(nowMs: number, wallMs: number): void {
    this.#context.timers.handleDue(nowMs, STILL_DUE_RETRY_MS, (due) => {
      if (due instanceof ActiveChannel) this.#handleChannelTimeout(nowMs, due);
      else if (due instanceof Task) due.handleTimeout(nowMs);
      else this.#lines.handleTimeout(nowMs, wallMs, due);
    });
  }

  handleJobDone(nowMs: number, wallMs: number, id: number, result: CryptoJobResult): void {
    this.#handshake.handleJobDone(nowMs, wallMs, id, result);
  }

  pollTransmit(nowMs: number): Transmit | undefined {
    const { transmits, later } = this.#context;
    for (;;) {
      if (transmits.length === 0) this.#channels.fillTransmits(nowMs);
      const task = transmits.length === 0 ? later.take() : undefined;
      if (task === undefined) return transmits.take();
      task(nowMs);
    }
  }

  /** An unencrypted packet to be broadcast on every local network, if one is due. */
  pollPing(): Uint8Array | undefined {
    return this.#nearby?.pollPing();
  }

  /** Whether `pollEvent` has something to tell: sending makes room, which an application may wait for. */
  get hasEvents(): boolean {
    return this.#context.events.isWaiting;
  }

  pollEvent(): SwitchEvent | undefined {
    return this.#context.events.poll();
  }

  pollJob(): CryptoJob | undefined {
    return this.#handshake.pollJob();
  }

  pollTimeout(): number | undefined {
    return this.#context.timers.nextAtMs();
  }

  /** Tells what addresses and networks this machine has. A change makes every line look for its ways again. */
  setLocal(nowMs: number, paths: readonly Path[], networks: readonly LocalNetwork[]): void {
    const { localPaths, localNetworks } = this.#context;
    this.#context.localPaths = paths;
    this.#context.localNetworks = networks;
    const isElsewhere = JSON.stringify(localNetworks) !== JSON.stringify(networks);
    if (!isElsewhere && JSON.stringify(localPaths) === JSON.stringify(paths)) return;
    if (isElsewhere) this.#nearby?.handleNetworksChanged(nowMs);
    if (isElsewhere) this.#reachability.handleNetworksChanged();
    if (isElsewhere) this.#links.retryNow(nowMs);
    this.#roaming.handleMoved(nowMs, localNetworks);
  }

  /** This machine slept, or this process stood still, for so long that others may have given us up. */
  handleWoken(nowMs: number): void {
    this.#roaming.handleWoken(nowMs);
    this.#links.retryNow(nowMs);
    this.#nearby?.search(nowMs);
  }

  // ---- What the application calls ----------------------------------------------------------------------------------

  /** False if keys, parts and hashname don't belong together, or it is ourselves. */
  learn(nowMs: number, hints: PeerHints): boolean {
    const { identity } = hints;
    if (identity.hashname === this.self.hashname || !isConsistent(this.#context.crypto, identity)) return false;
    const peer = this.#peers.known(nowMs, identity.hashname);
    peer.line.identity = { ...identity, keys: { ...peer.line.identity?.keys, ...identity.keys } };
    const isNew = hints.paths.map((path) => this.#learnPath(peer, path)).includes(true);
    this.#lines.refresh(nowMs, peer, isNew);
    return true;
  }

  keep(nowMs: number, hashname: Hashname, isKept: boolean): void {
    if (hashname === this.self.hashname) return;
    const peer = this.#peers.known(nowMs, hashname);
    const isChange = peer.isKept !== isKept;
    peer.isKept = isKept;
    if (isChange) this.#lines.refresh(nowMs, peer, true);
    if (isChange && isKept) this.#nearby?.search(nowMs);
  }

  /** No line with this hashname any more: its opens are ignored, and so nothing is forwarded or looked up for it. */
  refuse(nowMs: number, hashname: Hashname, isRefused: boolean): void {
    if (!isRefused) {
      this.#context.refused.delete(hashname);
      return;
    }
    this.#context.refused.add(hashname);
    const peer = this.#peers.get(hashname);
    if (peer === undefined) return;
    this.keep(nowMs, hashname, false);
    this.#lines.close(nowMs, peer);
  }

  /** Tries now what would be tried later. */
  retryNow(nowMs: number, hashname: Hashname): void {
    const peer = this.#peers.get(hashname);
    if (peer !== undefined) this.#lines.retry(nowMs, peer);
    this.#nearby?.search(nowMs);
  }

  /** Asks the local networks who is there, if local discovery is on. */
  lookNearby(nowMs: number): void {
    this.#nearby?.search(nowMs);
  }

  /** Asks `via` of the candidate to introduce us. Nothing happens without a straight way to it. */
  introduce(nowMs: number, candidate: SeeCandidate): void {
    this.#introductions.introduce(nowMs, candidate);
  }

  setBridging(nowMs: number, policy: BridgingPolicy, bytesPerSecondMax?: number): void {
    if (bytesPerSecondMax !== undefined) this.#bridges.limit(bytesPerSecondMax);
    if (this.#bridges.policy === policy) return;
    this.#bridges.policy = policy;
    this.#links.tellAll(nowMs);
  }

  outside(nowMs: number): Omit<OutsideStatus, 'mapping'> {
    const { bytesBridged, packetsBridged, packetsRelayed, introductionsMade } = this.metrics;
    const beyond = spokenBeyond(this.#peers.all(), this.#context.localNetworks);
    return {
      seen: this.#context.seenAddresses.agreement(nowMs),
      isReachable: this.#reachability.isReachable(nowMs),
      hasSentBeyond: beyond.hasSent,
      hasHeardBeyond: beyond.hasHeard,
      bridgedBytes: bytesBridged,
      bridgedPackets: packetsBridged,
      relayedPackets: packetsRelayed,
      introductions: introductionsMade,
    };
  }

  listen(type: string, listener: Listener): void {
    this.#channels.listen(type, listener);
  }

  /** Starts a channel; with `json`, `body` or `end` its first packet goes at once, else with the first `send`. */
  startChannel(nowMs: number, to: Hashname, type: string, options: ChannelOptions = {}): ChannelHandle {
    const peer = this.#peers.known(nowMs, to);
    const channel = this.#channels.start(peer, type, options.reliable ?? true, options.halfOpen);
    this.#lines.refreshStale(nowMs, peer);
    this.#lines.refresh(nowMs, peer, false);
    if (options.json !== undefined || options.body !== undefined || options.end === true)
      this.send(nowMs, channel.handle, options);
    return channel.handle;
  }

  /** False when the buffer is full: the packet was taken, but wait for `drain` before the next. */
  send(nowMs: number, handle: ChannelHandle, packet: PacketToSend): boolean {
    const channel = this.#channels.find(handle);
    if (channel === undefined) return true; // it has ended, and its end is on its way to the application
    const hasRoom = channel.machine.send(nowMs, contentOf(channel.machine.type, packet));
    this.#channels.pump(nowMs, channel);
    this.#lines.expectAnswer(nowMs, channel.peer);
    return hasRoom;
  }

  /** The application has dealt with the last packet it was given: the next may come, and this one is acknowledged. */
  handleProcessed(nowMs: number, handle: ChannelHandle): void {
    const channel = this.#channels.find(handle);
    if (channel === undefined) return;
    channel.machine.handleProcessed(nowMs);
    this.#channels.pump(nowMs, channel);
  }

  failChannel(nowMs: number, handle: ChannelHandle, message: string): void {
    const channel = this.#channels.find(handle);
    if (channel === undefined) return;
    channel.machine.fail(nowMs, message);
    this.#channels.pump(nowMs, channel);
  }

  status(hashname: Hashname): PeerStatus | undefined {
    const peer = this.#peers.get(hashname);
    return peer && statusOf(peer, this.#peers.users);
  }

  /** What the application told us of a peer, or its own verified open. */
  identityOf(hashname: Hashname): PublicIdentity | undefined {
    return this.#peers.get(hashname)?.line.identity;
  }

  /** Links to them for as long as this switch runs. Those whose keys, parts and hashname don't belong together are passed over. */
  addSeeds(nowMs: number, seeds: readonly LinkHint[]): void {
    for (const seed of seeds) {
      const { hashname } = seed.identity;
      if (!this.learn(nowMs, seed)) continue;
      if (seed.ageMs !== undefined) this.#links.rememberAge(hashname, seed.ageMs);
      else this.#peers.known(nowMs, hashname).isSeed = true;
      this.#roaming.begin(nowMs);
      this.#links.want(nowMs, hashname);
    }
  }

  setSeeding(nowMs: number, policy: SeedingPolicy): void {
    this.#seeding.setPolicy(nowMs, policy);
  }

  /** Searches the DHT; a `found` event tells what came of it. */
  find(nowMs: number, hashname: Hashname): void {
    this.#finder.find(nowMs, hashname, (result) => this.#context.events.add({ kind: 'found', result }));
  }

  links(nowMs: number): readonly LinkStatus[] {
    return [...this.#table.all()].map(({ hashname, isSeed, sinceMs, lastSentAtMs, lastReceivedAtMs }) => ({
      hashname,
      bucket: bucketOf(this.self.hashname, hashname) ?? 0,
      isSeed,
      ageMs: nowMs - sinceMs,
      channelId: this.#links.channelIdOf(hashname),
      lastSentAtMs,
      lastReceivedAtMs,
    }));
  }

  linkHints(nowMs: number): readonly LinkHint[] {
    return chooseHints(this.self.hashname, this.#table.all()).flatMap(({ hashname, sinceMs }) => {
      const peer = this.#peers.get(hashname);
      const identity = peer?.line.identity;
      const established = peer?.paths.entries().filter(({ isEstablished }) => isEstablished) ?? [];
      const paths = established.flatMap(({ path, isHint, wasClaimed }) =>
        isRelay(path) || path.zone !== undefined || (isTcp(path) && !isHint && !wasClaimed) ? [] : [path],
      );
      return identity ? [{ identity, paths, ageMs: nowMs - sinceMs }] : [];
    });
  }

  /** Ends all channels with `closed`. Afterwards the switch is to be thrown away. */
  close(nowMs: number): void {
    this.#finder.close();
    for (const peer of [...this.#peers.all()]) {
      peer.isKept = false;
      peer.isInvited = false;
      this.#channels.endAll(nowMs, peer, { reason: 'closed' });
      this.#lines.close(nowMs, peer);
    }
    const tasks = [this.#links, this.#seeding, this.#finder, this.#mesh, this.#idle, this.#roaming, this.#nearby];
    for (const task of tasks) task?.stop();
    this.#context.transmits.clear();
    this.#context.later.clear();
  }

  /** A packet that nobody acknowledges, on a line that nothing comes over: whoever is there may have forgotten it. */
  #handleChannelTimeout(nowMs: number, channel: ActiveChannel): void {
    this.#channels.handleTimeout(nowMs, channel);
    const { unackedSinceMs } = channel.machine;
    if (unackedSinceMs !== undefined) this.#lines.doubt(nowMs, channel.peer, unackedSinceMs);
  }

  /** Our router restarted, or made another mapping: whoever maps ports has to know as well. */
  #handleOutsideChanged(nowMs: number): void {
    if (this.#roaming.handleOutsideChanged(nowMs)) this.#context.events.add({ kind: 'outside-changed' });
  }

  // ---- Peers -------------------------------------------------------------------------------------------------------

  #withPeer(line: Line, report: (peer: Peer) => void): void {
    const peer = this.#peers.get(line.peer);
    if (peer !== undefined) report(peer);
  }

  /** Only local discovery speaks in the open. */
  #handleUnencrypted(nowMs: number, from: Path, bytes: Uint8Array): void {
    const nearby = this.#nearby;
    const reason =
      nearby === undefined || isTcp(from) ? 'unencrypted' : nearby.handlePacket(nowMs, this.#normalized(from), bytes);
    if (reason !== undefined) drop(this.#context, reason);
  }

  #learnPath(peer: Peer, hint: Path): boolean {
    const path = normalizePath(hint);
    const isNew = path !== undefined && peer.paths.find(path) === undefined;
    const entry = path && this.#peers.addPath(peer, path);
    if (entry !== undefined) entry.isHint = true;
    return isNew;
  }

  /** An open or a line packet, from the network or through a relay. */
  #handleEncrypted(nowMs: number, from: Way, bytes: Uint8Array): void {
    if (bytes[0] === 0 && bytes[1] === 1) this.#handshake.receive(nowMs, from, bytes.slice());
    else this.#linePackets.receive(nowMs, from, bytes);
  }

  #normalized(raw: Path): Path {
    if (this.#lastFrom === undefined || !samePath(this.#lastFrom.raw, raw))
      this.#lastFrom = { raw, path: normalizePath(raw) ?? raw };
    return this.#lastFrom.path;
  }

  #handleForgotten(peer: Peer): void {
    this.#handshake.dropLine(peer.line);
    peer.dueAtMs = Number.POSITIVE_INFINITY;
  }
}
