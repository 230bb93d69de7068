import type { CryptoJob, CryptoJobResult } from './cipher-sets/crypto-port.ts';
import { STILL_DUE_RETRY_MS } from './constants.ts';
import type { SeeCandidate } from './core-channels/introduction.ts';
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
import type { ChannelHandle, SwitchEvent } from './events.ts';
import type { Hashname } from './hashname/hashname.ts';
import type { PublicIdentity } from './hashname/keys.ts';
import type { SwitchMetrics } from './metrics.ts';
import type { Path } from './paths/path.ts';
import { ActiveChannel } from './peers/active-channel.ts';
import { contentOf } from './peers/content.ts';
import type { Listener } from './peers/peer-channels.ts';
import { linkHints, linkStatuses, outsideStatus, statusOfPeer } from './peers/reports.ts';
import { Task } from './peers/task.ts';
import { type SwitchOptions, SwitchParts } from './switch-parts.ts';
import type { Transmit } from './transmit.ts';

/**
 * A TeleHash v2.1 switch without sockets, clock or dice. Bytes, times and job results go in by `handle…`; datagrams, events,
 * jobs and the next deadline come out by `poll…`. After any call, poll until nothing comes. `nowMs` is monotonic and never
 * goes back; `wallMs` is the time of day, and only stamps opens. Nothing that comes from the network makes it throw.
 */
export class Switch {
  readonly self: PublicIdentity;
  readonly metrics: SwitchMetrics;
  readonly #parts: SwitchParts;

  constructor(options: SwitchOptions) {
    this.self = options.identity;
    this.#parts = new SwitchParts(options);
    this.metrics = this.#parts.context.metrics;
  }

  // ---- What the driver calls ---------------------------------------------------------------------------------------

  /** One datagram. `bytes` may be reused by the caller afterwards. */
  handleDatagram(nowMs: number, _wallMs: number, from: Path, bytes: Uint8Array): void {
    this.#parts.arrivals.handleDatagram(nowMs, from, bytes);
  }

  /** The connection that `path` names is gone, or couldn't be made. */
  handlePathClosed(nowMs: number, path: Path): void {
    this.#parts.lines.handlePathClosed(nowMs, path);
  }

  /** To be called at `pollTimeout`, or any time: nothing happens before it is due. */
  handleTimeout(nowMs: number, wallMs: number): void {
    this.#parts.context.timers.handleDue(nowMs, STILL_DUE_RETRY_MS, (due) => {
      if (due instanceof ActiveChannel) this.#handleChannelTimeout(nowMs, due);
      else if (due instanceof Task) due.handleTimeout(nowMs);
      else this.#parts.lines.handleTimeout(nowMs, wallMs, due);
    });
  }

  handleJobDone(nowMs: number, wallMs: number, id: number, result: CryptoJobResult): void {
    this.#parts.handshake.handleJobDone(nowMs, wallMs, id, result);
  }

  pollTransmit(nowMs: number): Transmit | undefined {
    const { transmits, later } = this.#parts.context;
    for (;;) {
      if (transmits.length === 0) this.#parts.channels.fillTransmits(nowMs);
      const task = transmits.length === 0 ? later.take() : undefined;
      if (task === undefined) return transmits.take();
      task(nowMs);
    }
  }

  /** An unencrypted packet to be broadcast on every local network, if one is due. */
  pollPing(): Uint8Array | undefined {
    return this.#parts.nearby?.pollPing();
  }

  /** Whether `pollEvent` has something to tell: sending makes room, which an application may wait for. */
  get hasEvents(): boolean {
    return this.#parts.context.events.isWaiting;
  }

  pollEvent(): SwitchEvent | undefined {
    return this.#parts.context.events.poll();
  }

  pollJob(): CryptoJob | undefined {
    return this.#parts.handshake.pollJob();
  }

  pollTimeout(): number | undefined {
    return this.#parts.context.timers.nextAtMs();
  }

  /** Tells what addresses and networks this machine has. A change makes every line look for its ways again. */
  setLocal(nowMs: number, paths: readonly Path[], networks: readonly LocalNetwork[]): void {
    const { localPaths, localNetworks } = this.#parts.context;
    this.#parts.context.localPaths = paths;
    this.#parts.context.localNetworks = networks;
    const isElsewhere = JSON.stringify(localNetworks) !== JSON.stringify(networks);
    if (!isElsewhere && JSON.stringify(localPaths) === JSON.stringify(paths)) return;
    if (isElsewhere) this.#parts.nearby?.handleNetworksChanged(nowMs);
    if (isElsewhere) this.#parts.reachability.handleNetworksChanged();
    if (isElsewhere) this.#parts.links.retryNow(nowMs);
    this.#parts.roaming.handleMoved(nowMs, localNetworks);
  }

  /** This machine slept, or this process stood still, for so long that others may have given us up. */
  handleWoken(nowMs: number): void {
    this.#parts.roaming.handleWoken(nowMs);
    this.#parts.links.retryNow(nowMs);
    this.#parts.nearby?.search(nowMs);
  }

  // ---- What the application calls ----------------------------------------------------------------------------------

  /** False if keys, parts and hashname don't belong together, or it is ourselves. */
  learn(nowMs: number, hints: PeerHints): boolean {
    return this.#parts.wishes.learn(nowMs, hints);
  }

  keep(nowMs: number, hashname: Hashname, isKept: boolean): void {
    this.#parts.wishes.keep(nowMs, hashname, isKept);
  }

  /** No line with this hashname any more. */
  refuse(nowMs: number, hashname: Hashname, isRefused: boolean): void {
    this.#parts.wishes.refuse(nowMs, hashname, isRefused);
  }

  /** Tries now what would be tried later. */
  retryNow(nowMs: number, hashname: Hashname): void {
    this.#parts.wishes.retryNow(nowMs, hashname);
  }

  /** Asks the local networks who is there, if local discovery is on. */
  lookNearby(nowMs: number): void {
    this.#parts.nearby?.search(nowMs);
  }

  /** Asks `via` of the candidate to introduce us. Nothing happens without a straight way to it. */
  introduce(nowMs: number, candidate: SeeCandidate): void {
    this.#parts.introductions.introduce(nowMs, candidate);
  }

  setBridging(nowMs: number, policy: BridgingPolicy, bytesPerSecondMax?: number): void {
    if (bytesPerSecondMax !== undefined) this.#parts.bridges.limit(bytesPerSecondMax);
    if (this.#parts.bridges.policy === policy) return;
    this.#parts.bridges.policy = policy;
    this.#parts.links.tellAll(nowMs);
  }

  outside(nowMs: number): Omit<OutsideStatus, 'mapping'> {
    const { context, peers, reachability } = this.#parts;
    return outsideStatus(context, peers, reachability, nowMs);
  }

  listen(type: string, listener: Listener): void {
    this.#parts.channels.listen(type, listener);
  }

  /** Starts a channel; with `json`, `body` or `end` its first packet goes at once, else with the first `send`. */
  startChannel(nowMs: number, to: Hashname, type: string, options: ChannelOptions = {}): ChannelHandle {
    const peer = this.#parts.peers.known(nowMs, to);
    const channel = this.#parts.channels.start(peer, type, options.reliable ?? true, options.halfOpen);
    this.#parts.lines.refreshStale(nowMs, peer);
    this.#parts.lines.refresh(nowMs, peer, false);
    if (options.json !== undefined || options.body !== undefined || options.end === true)
      this.send(nowMs, channel.handle, options);
    return channel.handle;
  }

  /** False when the buffer is full: the packet was taken, but wait for `drain` before the next. */
  send(nowMs: number, handle: ChannelHandle, packet: PacketToSend): boolean {
    const channel = this.#parts.channels.find(handle);
    if (channel === undefined) return true; // it has ended, and its end is on its way to the application
    const hasRoom = channel.machine.send(nowMs, contentOf(channel.machine.type, packet));
    this.#parts.channels.pump(nowMs, channel);
    this.#parts.lines.expectAnswer(nowMs, channel.peer);
    return hasRoom;
  }

  /** The application has dealt with the last packet it was given: the next may come, and this one is acknowledged. */
  handleProcessed(nowMs: number, handle: ChannelHandle): void {
    const channel = this.#parts.channels.find(handle);
    if (channel === undefined) return;
    channel.machine.handleProcessed(nowMs);
    this.#parts.channels.pump(nowMs, channel);
  }

  failChannel(nowMs: number, handle: ChannelHandle, message: string): void {
    const channel = this.#parts.channels.find(handle);
    if (channel === undefined) return;
    channel.machine.fail(nowMs, message);
    this.#parts.channels.pump(nowMs, channel);
  }

  status(hashname: Hashname): PeerStatus | undefined {
    return statusOfPeer(this.#parts.peers, hashname);
  }

  /** What the application told us of a peer, or its own verified open. */
  identityOf(hashname: Hashname): PublicIdentity | undefined {
    return this.#parts.peers.get(hashname)?.line.identity;
  }

  /** Links to them for as long as this switch runs. Those whose keys, parts and hashname don't belong together are passed over. */
  addSeeds(nowMs: number, seeds: readonly LinkHint[]): void {
    this.#parts.wishes.addSeeds(nowMs, seeds);
  }

  setSeeding(nowMs: number, policy: SeedingPolicy): void {
    this.#parts.seeding.setPolicy(nowMs, policy);
  }

  /** Searches the DHT; a `found` event tells what came of it. */
  find(nowMs: number, hashname: Hashname): void {
    this.#parts.finder.find(nowMs, hashname, (result) => this.#parts.context.events.add({ kind: 'found', result }));
  }

  links(nowMs: number): readonly LinkStatus[] {
    const { table, links } = this.#parts;
    return linkStatuses(this.self.hashname, table, links, nowMs);
  }

  linkHints(nowMs: number): readonly LinkHint[] {
    const { table, peers } = this.#parts;
    return linkHints(this.self.hashname, table, peers, nowMs);
  }

  /** Ends all channels with `closed`. Afterwards the switch is to be thrown away. */
  close(nowMs: number): void {
    this.#parts.finder.close();
    for (const peer of [...this.#parts.peers.all()]) {
      peer.isKept = false;
      peer.isInvited = false;
      this.#parts.channels.endAll(nowMs, peer, { reason: 'closed' });
      this.#parts.lines.close(nowMs, peer);
    }
    const tasks = [
      this.#parts.links,
      this.#parts.seeding,
      this.#parts.finder,
      this.#parts.mesh,
      this.#parts.idle,
      this.#parts.roaming,
      this.#parts.nearby,
    ];
    for (const task of tasks) task?.stop();
    this.#parts.context.transmits.clear();
    this.#parts.context.later.clear();
  }

  /** A packet that nobody acknowledges, on a line that nothing comes over: whoever is there may have forgotten it. */
  #handleChannelTimeout(nowMs: number, channel: ActiveChannel): void {
    this.#parts.channels.handleTimeout(nowMs, channel);
    const { unackedSinceMs } = channel.machine;
    if (unackedSinceMs !== undefined) this.#parts.lines.doubt(nowMs, channel.peer, unackedSinceMs);
  }
}
