import type { ChannelOptions, Endpoint, JsonObject, LinkStatus, NearbyPeer, PeerHints } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { highestSharedCsid } from '../index.ts';
import { type Ask, refuse } from './ask.ts';
import { BULK_CHUNK_BYTES, bulkData, sendBulk } from './bulk.ts';
import { ChannelLog, errorOf, MODES } from './channel-log.ts';
import type { Command, Emit, Fields } from './json-lines.ts';
import { LinkWatch, until } from './link-watch.ts';
import { pathOf, placeOf } from './place.ts';
import { readSeeds, writeSeed } from './seed-entry.ts';

/** How long `connect` waits unless it is told: a search and an introduction take some seconds. */
const CONNECT_TIMEOUT_MS = 30_000;

/** How long `online` waits for the first of its peers: the reference switch's patience with a seed. */
const ONLINE_TIMEOUT_MS = 3_000;

/** An endpoint driven by commands. Knows nothing of sockets: the wire tests put the reference switch behind the same ones. */
export class HeadlessNode {
  readonly #endpoint: Endpoint;
  readonly #emit: Emit;
  /** By the id that the driver gave, or was told. */
  readonly #logById = new Map<string, ChannelLog>();
  readonly #known = new Set<Hashname>();
  readonly #hints = new Map<Hashname, PeerHints>();
  readonly #linkWatch: LinkWatch;
  #incoming = 0;
  #outgoing = 0;
  #isOnline = false;
  #onLineOpen: () => void = () => undefined;

  constructor(endpoint: Endpoint, emit: Emit) {
    this.#endpoint = endpoint;
    this.#emit = emit;
    this.#linkWatch = new LinkWatch(endpoint, emit);
    endpoint.onStatus(({ line }) => {
      if (line === 'open') this.#onLineOpen();
    });
    endpoint.onNearby((nearby) => this.#handleNearby(nearby));
  }

  /** Told first: everything another node needs to reach this one. */
  ready(): void {
    const [first] = this.#endpoint.localPaths();
    this.#emit('ready', { ip: first?.ip, port: first?.port, ...this.#id() });
  }

  #id() {
    const { self } = this.#endpoint;
    const csids = Object.keys(self.parts);
    const seed = writeSeed(self, this.#endpoint.localPaths());
    return { hashname: self.hashname, csids, parts: self.parts, seed };
  }

  commands(): Record<string, Command> {
    return {
      id: () => ({ ...this.#id(), paths: this.#ownPaths() }),
      connect: (ask) => this.#connect(ask),
      paths: (ask) => this.#paths(ask),
      listen: (ask) => this.#listen(ask),
      start: (ask) => this.#start(ask),
      send: (ask) => this.#send(ask),
      ack: (ask) => void this.#named(ask).release(),
      bulk: (ask) => this.#bulk(ask),
      addSeed: (ask) => this.#addSeed(ask),
      learn: (ask) => this.#addSeed(ask),
      seek: (ask) => this.#seek(ask),
      peer: (ask) => this.#introduce(ask),
      link: (ask) => this.#link(ask),
      online: () => void this.online(),
      path: (ask) => this.#path(ask),
      ping: () => void this.#endpoint.lookNearby(),
      forget: (ask) => this.#forget(ask),
      links: () => this.#links(),
      lines: () => ({ lines: [...this.#known].flatMap((peer) => this.#line(peer)), paths: this.#ownPaths() }),
    };
  }

  learn(hints: PeerHints): void {
    const { hashname } = hints.identity;
    this.#known.add(hashname);
    this.#endpoint.learn(hints);
    this.#hints.set(hashname, hints);
    if (this.#isOnline) this.#goTo(hints);
  }

  /** A line and a DHT link to it, now and for as long as this node runs. */
  #goTo(hints: PeerHints): void {
    this.#endpoint.keep(hints.identity.hashname, true);
    this.#endpoint.addSeeds([hints]);
  }

  /** Opens lines to all it knows. Told when the first one is open, or after a while without any. */
  online(): void {
    this.#isOnline = true;
    const timer = setTimeout(() => this.#tellOnline(), this.#known.size === 0 ? 0 : ONLINE_TIMEOUT_MS);
    this.#onLineOpen = () => {
      clearTimeout(timer);
      this.#tellOnline();
    };
    for (const hints of this.#hints.values()) this.#goTo(hints);
    this.#endpoint.lookNearby();
    if (this.#openCount() > 0) this.#onLineOpen();
  }

  /** As the reference does: whoever answers on the local network gets a line. */
  #handleNearby({ identity, path }: NearbyPeer): void {
    const { hashname } = identity;
    this.#emit('nearby', { hashname, ...path, known: this.#known.has(hashname) });
    if (!this.#known.has(hashname)) this.learn({ identity, paths: [path] });
  }

  #tellOnline(): void {
    this.#onLineOpen = () => undefined;
    const alive = this.#openCount();
    this.#emit('online', { err: alive === 0 && this.#known.size > 0 ? 'offline' : null, alive });
  }

  #openCount(): number {
    return [...this.#known].filter((peer) => this.#endpoint.status(peer)?.line === 'open').length;
  }

  #listen(ask: Ask): undefined {
    const mode = ask.choice('mode', MODES, 'report');
    this.#endpoint.listen(ask.text('type'), { reliable: isReliable(ask), mayOpen: () => true }, (channel) => {
      this.#known.add(channel.peer);
      this.#track(new ChannelLog(`in-${++this.#incoming}`, channel, mode, this.#emit));
    });
  }

  #start(ask: Ask): Fields {
    const body = ask.optionalBody('body');
    const log = this.#open(ask, ask.text('type'), {
      reliable: isReliable(ask),
      json: ask.optionalObject('js') ?? {},
      end: ask.flag('end'),
      ...(body && { body }),
    });
    log.failAfter(ask.optionalNumber('timeout'));
    return { id: log.id };
  }

  #send(ask: Ask): undefined {
    const log = this.#named(ask);
    const err = ask.optionalText('err');
    if (err !== undefined) return void log.fail(err);
    const json = ask.optionalObject('js');
    const body = ask.optionalBody('body');
    void log.sendAsked({ end: ask.flag('end'), ...(json && { json }), ...(body && { body }) });
  }

  #bulk(ask: Ask): Fields {
    const { bytes, sha256 } = bulkData(ask.number('bytes'), ask.optionalNumber('rng') ?? 1);
    const log = this.#open(ask, ask.optionalText('type') ?? '_bulk', { json: { bytes: bytes.length, sha256 } });
    log.onGone = (close) => {
      const seconds = log.seconds();
      const bytesPerSecond = Math.round(bytes.length / seconds);
      const err = errorOf(close) ?? null;
      this.#emit('bulk', { id: log.id, err, bytes: bytes.length, sha256, seconds, bytesPerSecond });
    };
    log.failAfter(ask.optionalNumber('timeout'));
    const window = ask.optionalNumber('window');
    void sendBulk(log, bytes, { chunkBytes: ask.optionalNumber('chunk') ?? BULK_CHUNK_BYTES, window });
    return { id: log.id };
  }

  #open(ask: Ask, type: string, options: ChannelOptions): ChannelLog {
    const id = ask.optionalText('id') ?? `out-${++this.#outgoing}`;
    if (this.#logById.has(id)) refuse(`channel ${id} is taken`);
    const mode = ask.choice('mode', MODES, 'report');
    const channel = this.#endpoint.openChannel(this.#peer(ask), type, options);
    return this.#track(new ChannelLog(id, channel, mode, this.#emit));
  }

  #track(log: ChannelLog): ChannelLog {
    this.#logById.set(log.id, log);
    return log;
  }

  #named(ask: Ask): ChannelLog {
    const id = ask.text('id');
    return this.#logById.get(id) ?? refuse(`no channel ${id}`);
  }

  #addSeed(ask: Ask): Fields {
    const seeds = readSeeds(ask.value('seed'));
    for (const seed of seeds) this.learn(seed);
    const hashnames = seeds.map(({ identity }) => identity.hashname);
    if (this.#isOnline) for (const hashname of hashnames) this.#linkWatch.expect(hashname);
    return { hashnames };
  }

  /** Wants a line to it from now on; told by `connected` when it is open, or when it isn't in time. */
  #connect(ask: Ask): undefined {
    const hashname = this.#peer(ask);
    this.#endpoint.keep(hashname, true);
    this.#endpoint.retryNow(hashname);
    const timeoutMs = ask.optionalNumber('timeout') ?? CONNECT_TIMEOUT_MS;
    void until(() => this.#endpoint.status(hashname)?.line === 'open', timeoutMs).then((isOpen) => {
      const err = isOpen ? null : 'timeout';
      this.#emit('connected', { hashname, err, paths: this.#pathsOf(hashname) });
    });
  }

  /** All that is known of its addresses, the one in use first. */
  #paths(ask: Ask): Fields {
    const hashname = ask.hashname('to');
    return { hashname, line: this.#endpoint.status(hashname)?.line ?? 'none', paths: this.#pathsOf(hashname) };
  }

  #pathsOf(hashname: Hashname): JsonObject[] {
    const nowMs = this.#endpoint.nowMs();
    return (this.#endpoint.status(hashname)?.paths ?? []).map((path) => pathOf(path, nowMs));
  }

  /** Asks on all ways of a line; without one, the question waits for the line that it opens. */
  #path(ask: Ask): undefined {
    const peer = this.#peer(ask);
    this.#endpoint.retryNow(peer);
    if (this.#endpoint.status(peer)?.line === 'open') return;
    const question = this.#endpoint.openChannel(peer, 'path', { reliable: false, json: {} });
    question.onPacket((_answer, done) => done());
  }

  #forget(ask: Ask): undefined {
    const peer = ask.hashname('hashname');
    this.#known.delete(peer);
    this.#hints.delete(peer);
    this.#endpoint.keep(peer, false);
  }

  #seek(ask: Ask): undefined {
    const hashname = ask.hashname('hashname');
    void this.#endpoint.find(hashname).then(({ isFound, closest, askedCount }) => {
      this.#emit('seek', { hashname, err: isFound ? null : 'not found', found: isFound, closest, asked: askedCount });
    });
  }

  /** Asks `via` to introduce us to `to`, and keeps a line to it. */
  #introduce(ask: Ask): undefined {
    const hashname = ask.hashname('to');
    this.#known.add(hashname);
    this.#endpoint.keep(hashname, true);
    const csid = ask.optionalText('csid') ?? Object.keys(this.#endpoint.self.parts)[0] ?? '';
    this.#endpoint.introduce({ hashname, csid, via: ask.hashname('via') });
  }

  #link(ask: Ask): undefined {
    const hashname = this.#peer(ask);
    this.#endpoint.addSeeds([this.#hints.get(hashname) ?? refuse(`its keys are not known: ${hashname}`)]);
    this.#linkWatch.expect(hashname);
  }

  #ownPaths(): JsonObject[] {
    return this.#endpoint.localPaths().map((path) => ({ ...path }));
  }

  /** As the reference tells of them; its times are the calendar's. */
  #links(): Fields {
    const links = this.#endpoint.links();
    const bootedAtMs = Date.now() - this.#endpoint.nowMs();
    const isLocal = ({ hashname }: LinkStatus) => this.#isLocal(hashname);
    return {
      links: links.map((link) => linkOf(link, bootedAtMs)),
      locals: links.filter(isLocal).map(({ hashname }) => hashname),
    };
  }

  #isLocal(hashname: Hashname): boolean {
    return this.#endpoint.status(hashname)?.paths.some(({ lanAnsweredAtMs }) => lanAnsweredAtMs !== undefined) === true;
  }

  #line(peer: Hashname): JsonObject[] {
    const status = this.#endpoint.status(peer);
    if (status === undefined) return [];
    const paths = status.paths.map(placeOf);
    const parts = this.#endpoint.identityOf(peer)?.parts;
    const csid = parts && highestSharedCsid(this.#endpoint.self.parts, parts);
    const through = status.paths[0]?.through;
    return [
      {
        hashname: peer,
        csid: csid ?? null,
        open: status.line === 'open',
        state: status.line,
        path: paths[0] ?? null,
        paths,
        ...(through?.kind === 'relay' && { relay: through.via }),
        ...(through?.kind === 'bridge' && { bridge: through.via }),
        local: this.#isLocal(peer),
        channels: Object.fromEntries(this.#channelsOf(peer)),
      },
    ];
  }

  /** Those of this program that are not gone, by their number on the line. */
  #channelsOf(peer: Hashname): [string, string][] {
    const logs = [...this.#logById.values()].filter((log) => log.peer === peer && !log.isGone);
    return logs.flatMap(({ channelId, type }): [string, string][] =>
      channelId === undefined ? [] : [[String(channelId), type]],
    );
  }

  #peer(ask: Ask): Hashname {
    const peer = ask.hashname('to');
    // With a link to anybody the rest are found by their hashname.
    if (!this.#known.has(peer) && this.#endpoint.links().length === 0) refuse(`not a hashname to reach: ${peer}`);
    this.#known.add(peer);
    return peer;
  }
}

/** Channels are reliable unless asked otherwise. */
function isReliable(ask: Ask): boolean {
  return ask.value('reliable') === undefined || ask.flag('reliable');
}

function linkOf(link: LinkStatus, bootedAtMs: number): JsonObject {
  const { hashname, bucket, isSeed, ageMs, channelId, lastSentAtMs, lastReceivedAtMs } = link;
  const [sent, received] = [bootedAtMs + lastSentAtMs, bootedAtMs + lastReceivedAtMs].map(Math.round);
  return { hashname, bucket, seed: isSeed, age: ageMs, c: channelId ?? null, sent: sent ?? 0, received: received ?? 0 };
}
