import type { CipherSet } from './cipher-sets/cipher-set.ts';
import { createCipherSets } from './cipher-sets/cipher-sets.ts';
import type { CryptoPort, Random } from './cipher-sets/crypto-port.ts';
import { DATAGRAM_BYTES_ACCEPTED_MAX, WAITS } from './constants.ts';
import type { Introducer } from './core-channels/introduction.ts';
import { RoutingTable } from './dht/routing-table.ts';
import { SwitchEvents } from './events.ts';
import { Fifo } from './fifo.ts';
import type { PublicIdentity } from './hashname/keys.ts';
import { AskedSources } from './line/asked-sources.ts';
import { Handshake } from './line/handshake.ts';
import type { Line } from './line/line.ts';
import { createMetrics } from './metrics.ts';
import { NewAddresses } from './paths/new-addresses.ts';
import type { Way } from './paths/path.ts';
import { SeenAddresses } from './paths/seen-addresses.ts';
import { Arrivals } from './peers/arrivals.ts';
import { Bridges } from './peers/bridges.ts';
import type { Context } from './peers/context.ts';
import { Finder } from './peers/finder.ts';
import { IdlePeers } from './peers/idle-peers.ts';
import { Introductions } from './peers/introductions.ts';
import { classOfLine, classOfSource } from './peers/job-classes.ts';
import { LinePackets } from './peers/line-packets.ts';
import { Links } from './peers/links.ts';
import { Mesh } from './peers/mesh.ts';
import { Nearby } from './peers/nearby.ts';
import type { Peer } from './peers/peer.ts';
import { PeerChannels } from './peers/peer-channels.ts';
import { PeerLines } from './peers/peer-lines.ts';
import { PeerPaths } from './peers/peer-paths.ts';
import { PeerTable } from './peers/peer-table.ts';
import { Reachability } from './peers/reachability.ts';
import { Relays } from './peers/relays.ts';
import { statusOfPeer } from './peers/reports.ts';
import { Roaming } from './peers/roaming.ts';
import { Seeding } from './peers/seeding.ts';
import { Tunnels } from './peers/tunnels.ts';
import { Wishes } from './peers/wishes.ts';
import { TimerQueue } from './timers.ts';

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

type CipherSets = Map<string, CipherSet>;

/** The parts of a running switch that its probe reaches into. */
export interface SwitchInsides {
  readonly context: Context;
  readonly cipherSets: CipherSets;
  readonly peers: PeerTable;
  readonly channels: PeerChannels;
  readonly lines: PeerLines;
  readonly handshake: Handshake;
  readonly table: RoutingTable;
}

/** The parts of a switch, each made once, and tied to those that it needs. What they do for the driver and the application is in switch.ts. */
export class SwitchParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly reachability: Reachability;
  readonly seeding: Seeding;
  readonly channels: PeerChannels;
  readonly lines: PeerLines;
  readonly roaming: Roaming;
  readonly handshake: Handshake;
  readonly arrivals: Arrivals;
  readonly table: RoutingTable;
  readonly links: Links;
  readonly finder: Finder;
  readonly mesh: Mesh;
  readonly nearby: Nearby | undefined;
  readonly idle: IdlePeers;
  readonly introductions: Introductions;
  readonly bridges: Bridges;
  readonly wishes: Wishes;
  readonly #paths: PeerPaths;
  readonly #linePackets: LinePackets;

  constructor(options: SwitchOptions) {
    const { identity, crypto } = options;
    const all = options.cipherSets ?? createCipherSets(crypto);
    const ours = all.filter(({ csid }) => identity.keys[csid] !== undefined);
    const cipherSets = new Map(ours.map((set) => [set.csid, set]));
    this.peers = new PeerTable(identity.hashname, (peer) => this.#handleForgotten(peer));
    this.context = newContext(options, cipherSets, this.peers);
    this.reachability = new Reachability(this.context, this.peers);
    this.#paths = new PeerPaths(this.context, this.peers, (nowMs) => this.#handleOutsideChanged(nowMs));
    this.channels = new PeerChannels(this.context, (nowMs, peer) => {
      if (peer.paths.inUse !== undefined) this.#paths.askForSize(nowMs, peer, peer.paths.inUse);
    });
    this.handshake = this.#newHandshake(options, cipherSets);
    const parts = {
      context: this.context,
      peers: this.peers,
      paths: this.#paths,
      channels: this.channels,
      handshake: this.handshake,
    };
    const findWay = (nowMs: number, peer: Peer, isFirst: boolean): void => {
      this.finder.findWay(nowMs, peer, isFirst);
      if (isFirst) this.nearby?.search(nowMs); // whoever it is may be next door
    };
    const introductions = {
      retry: (nowMs: number, peer: Peer) => this.introductions.retry(nowMs, peer),
      askForBridge: (nowMs: number, peer: Peer) => this.introductions.askForBridge(nowMs, peer),
    };
    const askWitnesses = (nowMs: number) => this.roaming.askWitnesses(nowMs);
    this.lines = new PeerLines({ ...parts, findWay, askWitnesses, introductions });
    this.roaming = new Roaming({ ...parts, lines: this.lines });
    const receive = (nowMs: number, from: Way, bytes: Uint8Array) => this.arrivals.receive(nowMs, from, bytes);
    this.introductions = new Introductions({
      ...parts,
      lines: this.lines,
      receive,
      bridgesOffered: () => this.links.bridgesOffered(),
    });
    this.bridges = new Bridges(parts);
    new Relays({ ...parts, bridges: this.bridges }); // the channels hold it: it listens
    this.table = new RoutingTable(identity.hashname);
    this.idle = new IdlePeers(this.context, this.peers, this.lines);
    const introducer: Introducer = this.introductions;
    const dhtParts = {
      ...parts,
      lines: this.lines,
      table: this.table,
      idle: this.idle,
      introducer,
      bridges: this.bridges,
    };
    this.links = new Links({
      ...dhtParts,
      isSeedFor: (peer) => this.seeding.isSeedFor(peer),
      onMeshed: (nowMs) => this.mesh.handleMeshed(nowMs),
    });
    this.seeding = new Seeding({ ...dhtParts, links: this.links, reachability: this.reachability });
    this.finder = new Finder({ ...dhtParts, links: this.links });
    this.mesh = new Mesh(this.context, this.table, this.finder);
    this.#linePackets = new LinePackets({ ...parts, lines: this.lines, bridges: this.bridges });
    this.nearby =
      options.lanDiscovery === true ? new Nearby({ ...parts, lines: this.lines, links: this.links }) : undefined;
    const { context, handshake, nearby, peers, lines, links, roaming } = this;
    this.arrivals = new Arrivals({ context, handshake, linePackets: this.#linePackets, nearby });
    this.wishes = new Wishes({ context, peers, lines, links, roaming, nearby });
    options.expose?.({ ...parts, lines: this.lines, table: this.table, cipherSets });
  }

  #newHandshake({ identity, crypto, random, lastOpenAtMs }: SwitchOptions, cipherSets: CipherSets): Handshake {
    return new Handshake({
      self: identity,
      crypto,
      cipherSets,
      random,
      lastOpenAtMs,
      metrics: this.context.metrics,
      host: {
        lineOf: (nowMs, { hashname }) =>
          this.context.refused.has(hashname) ? undefined : this.peers.stranger(nowMs, hashname)?.line,
        classOfSource: (nowMs, from) => classOfSource(this.context, this.peers, nowMs, from),
        classOfLine: (line) => classOfLine(this.peers, line),
        handleSideReady: (nowMs, line) => this.#withPeer(line, (peer) => this.lines.handleSideReady(nowMs, peer)),
        handleSideRenewed: (nowMs, line) => this.#withPeer(line, (peer) => this.lines.handleSideRenewed(nowMs, peer)),
        handleOpen: (nowMs, line, verdict, from, isFresh) => {
          if (verdict === 'new-line') this.reachability.handleOpen(nowMs, from);
          this.#withPeer(line, (peer) => this.lines.handleOpen(nowMs, peer, verdict, from, isFresh));
          this.#linePackets.readEarly(line);
        },
      },
    });
  }

  #withPeer(line: Line, report: (peer: Peer) => void): void {
    const peer = this.peers.get(line.peer);
    if (peer !== undefined) report(peer);
  }

  #handleForgotten(peer: Peer): void {
    this.handshake.dropLine(peer.line);
    peer.dueAtMs = Number.POSITIVE_INFINITY;
  }

  /** Our router restarted, or made another mapping: whoever maps ports has to know as well. */
  #handleOutsideChanged(nowMs: number): void {
    if (this.roaming.handleOutsideChanged(nowMs)) this.context.events.add({ kind: 'outside-changed' });
  }
}

function newContext(
  { identity, crypto, random, datagramBytesMax }: SwitchOptions,
  cipherSets: CipherSets,
  peers: PeerTable,
): Context {
  const timers: Context['timers'] = new TimerQueue();
  return {
    self: identity,
    crypto,
    random,
    cipherSets,
    metrics: createMetrics(),
    transmits: new Fifo(),
    later: new Fifo(),
    events: new SwitchEvents((hashname) => statusOfPeer(peers, hashname)),
    timers,
    users: peers.users,
    waits: { ...WAITS },
    datagramBytesMax: datagramBytesMax ?? DATAGRAM_BYTES_ACCEPTED_MAX,
    tunnels: new Tunnels((tunnel) => timers.update(tunnel)),
    seenAddresses: new SeenAddresses(),
    newAddresses: new NewAddresses(),
    askedSources: new AskedSources(),
    refused: new Set(),
    localPaths: [],
    localNetworks: [],
  };
}
