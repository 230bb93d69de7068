import { performance } from 'node:perf_hooks';
import { writeSeed } from '../../cli/seed-entry.ts';
import { bucketOf } from '../../dht/distance.ts';
import type {
  BridgingPolicy,
  Channel,
  ChannelOptions,
  Endpoint,
  FindResult,
  LinkHint,
  LinkStatus,
  ListenOptions,
  NearbyPeer,
  OutsideStatus,
  PathStatus,
  PeerHints,
  PeerStatus,
  SecretIdentity,
  SeeCandidate,
  SeedingPolicy,
} from '../../endpoint.ts';
import type { Hashname } from '../../hashname/hashname.ts';
import type { PublicIdentity } from '../../hashname/keys.ts';
import { LanBeacon } from '../../io/lan-beacon.ts';
import type { Transport } from '../../io/transport.ts';
import {
  createReferenceSwitch,
  type ReferencePath,
  type ReferencePeer,
  type ReferenceSwitch,
} from './reference-api.ts';
import { ReferenceChannelAdapter } from './reference-channel.ts';

/** How often the lines are looked at: the reference tells nobody when one opens. */
const STATUS_INTERVAL_MS = 50;

/** The reference switch as an endpoint of ours, so that the same commands drive both. */
export class ReferenceEndpoint implements Endpoint {
  readonly self: SecretIdentity;
  readonly reference: ReferenceSwitch;
  readonly #transport: Transport;
  readonly #adapters = new WeakMap<object, ReferenceChannelAdapter>();
  readonly #learned = new Map<Hashname, PublicIdentity>();
  readonly #openPeers = new Set<string>();
  readonly #near = new Set<string>();
  readonly #beacon: LanBeacon | undefined;
  #onStatus: (status: PeerStatus) => void = () => undefined;
  #onNearby: (nearby: NearbyPeer) => void = () => undefined;

  constructor(folder: string, self: SecretIdentity, transport: Transport, hasLan: boolean) {
    this.self = self;
    this.#transport = transport;
    this.reference = createReferenceSwitch(folder, Object.keys(self.parts));
    this.reference.seed = false;
    const error = this.reference.load(identityOf(self));
    if (error !== false) throw new Error(`the reference refuses its identity: ${error}`);
    for (const path of transport.bound) this.reference.pathSet(path);
    this.reference.deliver('ipv4', (to, datagram) => transport.send(pathOf(to), bytesOf(datagram)));
    this.#beacon = hasLan ? new LanBeacon({ transport, isLoopback: true, log: console.error }) : undefined;
    this.reference.deliver('lan', (_to, datagram) => this.#beacon?.send(bytesOf(datagram)));
    for (const source of [transport, this.#beacon])
      source?.onDatagram((from, bytes) => this.reference.receive(Buffer.from(bytes).toString('latin1'), from));
    setInterval(() => this.#watch(), STATUS_INTERVAL_MS);
  }

  nowMs(): number {
    return performance.now();
  }

  localPaths() {
    return this.#transport.bound;
  }

  localNetworks() {
    return [];
  }

  learn({ identity, paths }: PeerHints): void {
    if (this.#near.has(identity.hashname)) return; // it has found and keyed that one by itself
    this.#learned.set(identity.hashname, identity);
    const entry = Object.values(writeSeed(identity, paths));
    for (const seed of entry) this.reference.addSeed(seed as never); // one entry, and an object
  }

  /** It opens lines when it has something to send, and answers those of others: here it sends its paths. */
  keep(peer: Hashname, kept: boolean): void {
    if (kept) this.retryNow(peer);
  }

  refuse(): void {
    // it refuses nobody
  }

  retryNow(peer: Hashname): void {
    this.peer(peer).pathSync();
  }

  openChannel(
    to: Hashname,
    type: string,
    { reliable = true, json = {}, body, end = false }: ChannelOptions = {},
  ): Channel {
    const adapter = new ReferenceChannelAdapter(to, type, { isReliable: reliable, isIncoming: false });
    // After the caller has set its handlers: the reference may answer from inside the call.
    setImmediate(() => adapter.start(this.peer(to), { json, end, ...(body && { body }) }));
    return adapter;
  }

  listen(type: string, { reliable }: ListenOptions, handler: (channel: Channel) => void): void {
    const handlers = reliable ? this.reference.rels : this.reference.raws;
    handlers[type] = (stop, packet, channel, done) => {
      const known = this.#adapters.get(channel);
      if (known !== undefined) return known.take(stop, packet, channel, done);
      const peer = channel.hashname as Hashname; // it has checked that itself
      const adapter = new ReferenceChannelAdapter(peer, type, { isReliable: reliable, isIncoming: true });
      adapter.accept(channel);
      this.#adapters.set(channel, adapter);
      handler(adapter);
      adapter.take(stop, packet, channel, done);
    };
  }

  status(hashname: Hashname): PeerStatus | undefined {
    const peer = this.reference.all[hashname];
    if (peer === undefined) return undefined;
    const line = peer.lineIn !== undefined ? 'open' : peer.lineOut !== undefined ? 'opening' : 'none';
    return { peer: hashname, line, lineSinceAtMs: 0, paths: peer.paths.map(pathStatusOf) };
  }

  identityOf(peer: Hashname): PublicIdentity | undefined {
    return this.#learned.get(peer);
  }

  addSeeds(seeds: readonly LinkHint[]): void {
    for (const seed of seeds) {
      this.learn(seed);
      this.peer(seed.identity.hashname).link();
    }
  }

  setSeeding(policy: SeedingPolicy): void {
    this.reference.seed = policy !== 'nobody';
  }

  introduce({ hashname, csid, via }: SeeCandidate): void {
    this.peer(via).peer(hashname, csid);
  }

  setBridging(policy: BridgingPolicy): void {
    this.reference.isBridge(policy !== 'nobody');
  }

  /** It knows nothing of the kind. */
  outside(): OutsideStatus {
    return {
      mapping: { state: 'off' },
      seen: 'unknown',
      isReachable: false,
      hasSentBeyond: false,
      hasHeardBeyond: false,
      bridgedBytes: 0,
      bridgedPackets: 0,
      relayedPackets: 0,
      introductions: 0,
    };
  }

  /** It calls back with an error if it wasn't found, and with whom it asked. */
  find(hashname: Hashname): Promise<FindResult> {
    return new Promise((resolve) => {
      this.reference.seek(hashname, (err, names = []) => {
        const closest = names.map((name) => name as Hashname); // its own, checked there
        resolve({ hashname, isFound: err === undefined, closest, askedCount: closest.length, hops: 0 });
      });
    });
  }

  links(): readonly LinkStatus[] {
    const linked = this.reference.buckets.flatMap((bucket) => bucket ?? []);
    const bootedAtMs = Date.now() - this.nowMs();
    return linked.map(({ hashname, seed = false, age = 0, linked: channel }) => ({
      hashname: hashname as Hashname, // its own, checked there
      bucket: bucketOf(this.self.hashname, hashname) ?? 0,
      isSeed: seed,
      ageMs: Date.now() - age,
      channelId: channel?.id,
      lastSentAtMs: (channel?.sentAt ?? 0) - bootedAtMs,
      lastReceivedAtMs: (channel?.recvAt ?? 0) - bootedAtMs,
    }));
  }

  linkHints(): readonly LinkHint[] {
    return [];
  }

  onStatus(listener: (status: PeerStatus) => void): void {
    this.#onStatus = listener;
  }

  onNearby(listener: (nearby: NearbyPeer) => void): void {
    this.#onNearby = listener;
  }

  lookNearby(): void {
    this.#beacon?.send(new Uint8Array(this.reference.pencode(this.reference.ping())));
  }

  async close(): Promise<void> {
    await Promise.all([this.#transport.close(), this.#beacon?.close()]);
  }

  peer(hashname: Hashname): ReferencePeer {
    const peer = this.reference.whois(hashname);
    if (peer === false) throw new Error(`the reference does not know ${hashname}`);
    return peer;
  }

  sendRaw(to: ReferencePath, datagram: Buffer): void {
    this.#transport.send(pathOf(to), bytesOf(datagram));
  }

  #watch(): void {
    for (const { hashname, local, parts = {}, paths } of Object.values(this.reference.all)) {
      const [path] = paths;
      if (local !== true || path === undefined || this.#near.has(hashname)) continue;
      this.#near.add(hashname);
      const identity = { hashname: hashname as Hashname, parts, keys: {} }; // its own, and it keeps the keys
      this.#onNearby({ identity, path: pathOf(path), answeredAtMs: this.nowMs() });
    }
    for (const [hashname, { lineIn }] of Object.entries(this.reference.all)) {
      if (lineIn === undefined || this.#openPeers.has(hashname)) continue;
      this.#openPeers.add(hashname);
      const status = this.status(hashname as Hashname); // the reference's own
      if (status !== undefined) this.#onStatus(status);
    }
  }
}

function identityOf({ keys, secrets }: SecretIdentity): { [name: string]: string } {
  const base64 = (all: SecretIdentity['keys'], ending: string) =>
    Object.entries(all).map(([csid, bytes]) => [csid + ending, Buffer.from(bytes).toString('base64')]);
  return Object.fromEntries([...base64(keys, ''), ...base64(secrets, '_secret')]);
}

function pathOf({ ip, port }: ReferencePath) {
  return { type: 'ipv4', ip, port } as const;
}

function pathStatusOf(path: ReferencePath): PathStatus {
  return { path: pathOf(path), isEstablished: path.recvAt !== undefined, isClaimedByPeer: false, isShared: false };
}

function bytesOf(datagram: Buffer | string): Uint8Array {
  return new Uint8Array(typeof datagram === 'string' ? Buffer.from(datagram, 'latin1') : datagram);
}
