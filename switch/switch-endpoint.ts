import { LOCAL_REFRESH_MS } from './constants.ts';
import type {
  BridgingPolicy,
  Channel,
  ChannelOptions,
  Endpoint,
  FindResult,
  LinkHint,
  LinkStatus,
  ListenOptions,
  LocalNetwork,
  MappingStatus,
  NearbyPeer,
  OutsideStatus,
  PeerHints,
  PeerStatus,
  SeeCandidate,
  SeedingPolicy,
} from './endpoint.ts';
import { type ChannelFacts, EndpointChannel } from './endpoint-channel.ts';
import type { ChannelHandle, SwitchEvent } from './events.ts';
import type { Hashname } from './hashname/hashname.ts';
import type { PublicIdentity } from './hashname/keys.ts';
import type { Path } from './paths/path.ts';
import { SleepWatch } from './sleep-watch.ts';
import type { Switch } from './switch.ts';

/** What surrounds an engine: the driver of real sockets, or of a simulated world. */
export interface EndpointHost {
  nowMs(): number;
  wallMs(): number;
  /** The application called something: poll soon, not from inside this call. */
  wake(): void;
  localPaths(): readonly Path[];
  localNetworks(): readonly LocalNetwork[];
  /** Our address outside is another one, or the router may have forgotten us: a mapping of it has to be asked for anew. */
  handleOutsideChanged?(): void;
  /** What the router said; without it, it is not asked. */
  mapping?(): MappingStatus;
  close(): Promise<void>;
}

/** The engine as the application sees it: handlers instead of polling, channels instead of handles. */
export class SwitchEndpoint implements Endpoint {
  readonly self: PublicIdentity;
  readonly #engine: Switch;
  readonly #host: EndpointHost;
  readonly #channels = new Map<ChannelHandle, EndpointChannel>();
  /** Channels with something to tell that nobody handles yet. */
  readonly #unheard = new Set<EndpointChannel>();
  readonly #handlers = new Map<string, (channel: Channel) => void>();
  readonly #statusListeners: ((status: PeerStatus) => void)[] = [];
  readonly #nearbyListeners: ((nearby: NearbyPeer) => void)[] = [];
  #localSeenAtMs = Number.NEGATIVE_INFINITY;
  readonly #finds = new Map<Hashname, ((result: FindResult) => void)[]>();
  readonly #sleep = new SleepWatch();
  #isClosed = false;

  constructor(engine: Switch, host: EndpointHost) {
    this.self = engine.self;
    this.#engine = engine;
    this.#host = host;
    this.#refreshLocal();
  }

  /** The driver calls this after each turn: does what is due, and tells the handlers what happened. */
  dispatch(): void {
    if (this.#isClosed) return;
    this.#refreshLocal();
    const [nowMs, wallMs] = [this.#host.nowMs(), this.#host.wallMs()];
    const hasSlept = this.#sleep.hasSlept(nowMs, wallMs);
    this.#engine.handleTimeout(nowMs, wallMs);
    if (hasSlept) this.#handleWoken(nowMs);
    this.#deliver();
    this.#sleep.expectTurn(nowMs, this.#engine.pollTimeout());
  }

  nowMs(): number {
    return this.#host.nowMs();
  }

  localPaths(): readonly Path[] {
    return this.#host.localPaths().filter(({ zone }) => zone === undefined);
  }

  localNetworks(): readonly LocalNetwork[] {
    return this.#host.localNetworks();
  }

  learn(peer: PeerHints): void {
    this.#engine.learn(this.nowMs(), peer);
    this.#wake();
  }

  keep(peer: Hashname, kept: boolean): void {
    this.#engine.keep(this.nowMs(), peer, kept);
    this.#wake();
  }

  refuse(peer: Hashname, isRefused: boolean): void {
    this.#engine.refuse(this.nowMs(), peer, isRefused);
    this.#wake();
  }

  retryNow(peer: Hashname): void {
    this.#engine.retryNow(this.nowMs(), peer);
    this.#wake();
  }

  openChannel(to: Hashname, type: string, options: ChannelOptions = {}): Channel {
    const handle = this.#engine.startChannel(this.nowMs(), to, type, options);
    const isReliable = options.reliable ?? true;
    const channel = this.#addChannel(handle, { peer: to, type, isReliable, isIncoming: false, channelId: undefined });
    this.#wake();
    return channel;
  }

  listen(type: string, options: ListenOptions, handler: (channel: Channel) => void): void {
    this.#handlers.set(type, handler);
    this.#engine.listen(type, options);
  }

  introduce(candidate: SeeCandidate): void {
    this.#engine.introduce(this.nowMs(), candidate);
    this.#wake();
  }

  setBridging(policy: BridgingPolicy, bytesPerSecondMax?: number): void {
    this.#engine.setBridging(this.nowMs(), policy, bytesPerSecondMax);
    this.#wake();
  }

  outside(): OutsideStatus {
    return { ...this.#engine.outside(this.nowMs()), mapping: this.#host.mapping?.() ?? { state: 'off' } };
  }

  status(peer: Hashname): PeerStatus | undefined {
    return this.#engine.status(peer);
  }

  identityOf(peer: Hashname): PublicIdentity | undefined {
    return this.#engine.identityOf(peer);
  }

  onStatus(listener: (status: PeerStatus) => void): void {
    this.#statusListeners.push(listener);
  }

  onNearby(listener: (nearby: NearbyPeer) => void): void {
    this.#nearbyListeners.push(listener);
  }

  lookNearby(): void {
    this.#engine.lookNearby(this.nowMs());
    this.#wake();
  }

  addSeeds(seeds: readonly LinkHint[]): void {
    this.#engine.addSeeds(this.nowMs(), seeds);
    this.#wake();
  }

  setSeeding(policy: SeedingPolicy): void {
    this.#engine.setSeeding(this.nowMs(), policy);
    this.#wake();
  }

  find(hashname: Hashname): Promise<FindResult> {
    this.#engine.find(this.nowMs(), hashname);
    this.#wake();
    return new Promise((resolve) => this.#finds.set(hashname, [...(this.#finds.get(hashname) ?? []), resolve]));
  }

  links(): readonly LinkStatus[] {
    return this.#engine.links(this.nowMs());
  }

  linkHints(): readonly LinkHint[] {
    return this.#engine.linkHints(this.nowMs());
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#engine.close(this.nowMs());
    this.#deliver();
    this.#isClosed = true;
    await this.#host.close();
  }

  #addChannel(handle: ChannelHandle, facts: ChannelFacts): EndpointChannel {
    const engine = this.#engine;
    const channel = new EndpointChannel(facts, {
      send: (packet) => engine.send(this.nowMs(), handle, packet),
      processed: () => engine.handleProcessed(this.nowMs(), handle),
      fail: (message) => engine.failChannel(this.nowMs(), handle, message),
      wake: () => this.#wake(),
    });
    this.#channels.set(handle, channel);
    return channel;
  }

  /** Handlers may call anything; what that brings about is delivered in the same loop, never from inside their call. */
  #deliver(): void {
    for (const channel of this.#unheard) this.#flush(channel);
    for (let event = this.#engine.pollEvent(); event !== undefined; event = this.#engine.pollEvent())
      this.#handleEvent(event);
  }

  #handleEvent(event: SwitchEvent): void {
    if (event.kind === 'status') {
      for (const listener of this.#statusListeners) listener(event.status);
    } else if (event.kind === 'nearby') {
      for (const listener of this.#nearbyListeners) listener(event.nearby);
    } else if (event.kind === 'outside-changed') {
      this.#host.handleOutsideChanged?.();
    } else if (event.kind === 'found') {
      const waiting = this.#finds.get(event.result.hashname) ?? [];
      this.#finds.delete(event.result.hashname);
      for (const resolve of waiting) resolve(event.result);
    } else if (event.kind === 'channel-opened') {
      const channel = this.#addChannel(event.channel, { ...event, isIncoming: true });
      this.#handlers.get(event.type)?.(channel);
    } else {
      const channel = this.#channels.get(event.channel);
      if (event.event.kind === 'closed') this.#channels.delete(event.channel);
      channel?.add(event.event, event.channelId);
      if (channel !== undefined) this.#flush(channel);
    }
  }

  #flush(channel: EndpointChannel): void {
    if (channel.flush()) this.#unheard.delete(channel);
    else this.#unheard.add(channel);
  }

  #wake(): void {
    if (!this.#isClosed) this.#host.wake();
  }

  #handleWoken(nowMs: number): void {
    this.#engine.handleWoken(nowMs);
    this.#host.handleOutsideChanged?.();
  }

  /** Looking at the interfaces is a system call, so it isn't done each turn. */
  #refreshLocal(): void {
    const nowMs = this.nowMs();
    if (nowMs - this.#localSeenAtMs < LOCAL_REFRESH_MS) return;
    this.#localSeenAtMs = nowMs;
    this.#engine.setLocal(nowMs, this.#host.localPaths(), this.localNetworks());
  }
}
