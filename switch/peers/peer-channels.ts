import type { ChannelEvent, ChannelMachine, Content } from '../channel/channel.ts';
import { KeptPackets } from '../channel/kept-packets.ts';
import { ReliableChannel } from '../channel/reliable-channel.ts';
import { UnreliableChannel } from '../channel/unreliable-channel.ts';
import {
  CHANNEL_TYPE_CHARS_MAX,
  CHANNELS_PER_PEER_MAX,
  RELIABLE_WINDOW_PACKETS_FOREIGN,
  RELIABLE_WINDOW_PACKETS_MAX,
  SIZE_DOUBT_PROBES,
} from '../constants.ts';
import type { ChannelClose } from '../endpoint.ts';
import type { ChannelHandle } from '../events.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { DropReason } from '../metrics.ts';
import { type ChannelHead, readContent } from '../packet/channel-head.ts';
import type { JsonObject } from '../packet/json.ts';
import { ActiveChannel } from './active-channel.ts';
import type { ChannelOwner } from './channel-owner.ts';
import { type Context, sendOnLine } from './context.ts';
import { Outbox } from './outbox.ts';
import type { Peer } from './peer.ts';

/** Which channels of a type are taken, and from whom. */
export interface Listener {
  readonly reliable: boolean;
  readonly mayOpen: (from: Hashname) => boolean;
  /** Runs them, if the application doesn't. */
  readonly owner?: ChannelOwner;
  /** Unreliable ones end after so long without any packet; default UNRELIABLE_TIMEOUT_MS. */
  readonly timeoutMs?: number;
  /** Reliable ones: an `end` closes its own direction alone. */
  readonly halfOpen?: boolean;
}

/** What a channel is to be like. */
interface MachineOptions {
  readonly isReliable: boolean;
  readonly isIncoming: boolean;
  readonly isHalfOpen: boolean;
  readonly timeoutMs?: number | undefined;
}

const NO_BODY = new Uint8Array(0);
const NO_CONTENT = { json: {}, body: NO_BODY, end: false };

/** The channels of all peers: started here or over there, moved along, ended with their line. */
export class PeerChannels {
  readonly #context: Context;
  readonly #listeners = new Map<string, Listener>();
  readonly #byHandle = new Map<ChannelHandle, ActiveChannel>();
  readonly #kept = new KeptPackets();
  readonly #sent = new KeptPackets();
  readonly #outbox: Outbox;
  #nextHandle = 1;

  /** `handleFull`: a peer was sent more than one datagram holds. */
  constructor(context: Context, handleFull: (nowMs: number, peer: Peer) => void) {
    this.#context = context;
    this.#outbox = new Outbox({
      context,
      mayPoll: (channel) => this.#mayPoll(channel),
      handlePolled: (nowMs, channel) => this.#settle(nowMs, channel),
      handleFull,
    });
  }

  /** Packets kept beyond the last processed one, of all reliable channels. */
  get keptPackets(): number {
    return this.#kept.count;
  }

  /** Packets sent and not yet acknowledged, of all reliable channels. */
  get sentPackets(): number {
    return this.#sent.count;
  }

  listen(type: string, listener: Listener): void {
    this.#listeners.set(type, listener);
  }

  /** Of all peers, those that linger and those of the engine's own included. */
  all(): IterableIterator<ActiveChannel> {
    return this.#byHandle.values();
  }

  find(handle: ChannelHandle): ActiveChannel | undefined {
    return this.#byHandle.get(handle);
  }

  /** A channel of ours, which waits for the line. */
  start(peer: Peer, type: string, isReliable: boolean, isHalfOpen = false): ActiveChannel {
    if (type === '' || type.length > CHANNEL_TYPE_CHARS_MAX) throw new RangeError(`no type of a channel: ${type}`);
    const machine = this.#machine(type, { isReliable, isIncoming: false, isHalfOpen });
    const channel = this.#add(peer, machine, undefined);
    peer.waitFor(channel);
    return channel;
  }

  /** An unreliable channel of the engine's own, which waits for the line if there is none. */
  startOwned(peer: Peer, type: string, owner: ChannelOwner, timeoutMs: number): ActiveChannel {
    const channel = this.#add(peer, new UnreliableChannel(type, false, timeoutMs), undefined, owner);
    peer.waitFor(channel);
    return channel;
  }

  /** Sends on an owned channel. */
  sendOwned(nowMs: number, channel: ActiveChannel, packet: Partial<Content>): void {
    channel.machine.send(nowMs, { json: {}, body: NO_BODY, end: false, ...packet });
    this.pump(nowMs, channel);
  }

  /** Ends an owned channel with an `err` that the other side is told. */
  failOwned(nowMs: number, channel: ActiveChannel, message: string): void {
    channel.machine.fail(nowMs, message);
    this.pump(nowMs, channel);
  }

  /** Forgets an owned channel at once and without a word; its owner hears that it is closed. */
  dropOwned(nowMs: number, channel: ActiveChannel): void {
    this.#end(nowMs, channel, { reason: 'closed' });
  }

  /** A packet for a channel that is there. */
  handlePacket(
    nowMs: number,
    channel: ActiveChannel,
    head: ChannelHead,
    json: JsonObject,
    body: Uint8Array,
  ): undefined {
    const { machine } = channel;
    const hasContent = !machine.isReliable || head.seq !== undefined;
    const content = hasContent ? { json: readContent(machine.type, json), body, end: head.end } : NO_CONTENT;
    machine.handlePacket(nowMs, head, content);
    this.pump(nowMs, channel);
  }

  /** The first packet of a channel of theirs. Whatever we don't take is dropped in silence: nobody learns what we listen for. */
  handleFirst(
    nowMs: number,
    peer: Peer,
    head: ChannelHead,
    json: JsonObject,
    body: Uint8Array,
  ): DropReason | undefined {
    const reason = this.#takeFirst(nowMs, peer, head, json, body);
    if (reason === undefined) peer.lostStarts.handleTaken(head.channelId);
    else peer.lostStarts.handleRefused(nowMs, head.channelId);
    return reason;
  }

  #takeFirst(nowMs: number, peer: Peer, head: ChannelHead, json: JsonObject, body: Uint8Array): DropReason | undefined {
    const { type, channelId } = head;
    const listener = type === undefined ? undefined : this.#listeners.get(type);
    if (type === undefined || listener === undefined || !listener.mayOpen(peer.hashname)) return 'channel-not-taken';
    if (head.err !== undefined || (listener.reliable && head.seq === undefined)) return 'channel-not-taken';
    if (peer.channels.size >= CHANNELS_PER_PEER_MAX) return 'channels-full';
    if (!peer.ids.takeTheirs(channelId)) return 'wrong-channel-id';
    if (!listener.reliable && head.seq !== undefined) return this.#refuseReliable(peer, type, channelId);

    const { reliable: isReliable, halfOpen: isHalfOpen = false, owner, timeoutMs } = listener;
    const machine = this.#machine(type, { isReliable, isIncoming: true, isHalfOpen, timeoutMs });
    const channel = this.#add(peer, machine, channelId, owner);
    peer.channels.add(channelId, channel);
    const { handle } = channel;
    if (owner !== undefined) owner.handleOpened(nowMs, channel);
    else
      this.#context.events.add({
        kind: 'channel-opened',
        channel: handle,
        channelId,
        peer: peer.hashname,
        type,
        isReliable,
      });
    return this.handlePacket(nowMs, channel, head, json, body);
  }

  /** A packet of a channel that isn't known: if it is a later one of a reliable channel, its first one may be lost. */
  handleUnknown(nowMs: number, peer: Peer, { channelId, seq, ack, err }: ChannelHead): DropReason {
    const isIdleAck = seq === undefined && ack !== undefined && err === undefined;
    const isOfOurKind = peer.windowPackets !== undefined;
    if (isIdleAck && isOfOurKind && peer.ids.wasUsed(channelId))
      sendOnLine(this.#context, peer, { c: channelId, err: 'given up' }); // DECISIONS.md no. 68
    if (seq === undefined || seq === 0 || err !== undefined || !peer.ids.mayTakeTheirs(channelId))
      return 'unknown-channel';
    if (peer.lostStarts.handleLater(nowMs, channelId, seq))
      sendOnLine(this.#context, peer, { c: channelId, ack: -1, miss: [0] });
    return 'unknown-channel';
  }

  /** Sends what can be sent, tells what is to tell, and looks at the time again. After every change of a channel. */
  pump(nowMs: number, channel: ActiveChannel): void {
    const { machine } = channel;
    if (machine.isReliable) this.#outbox.add(channel);
    else this.#sendAll(nowMs, channel);
    this.#settle(nowMs, channel);
  }

  /** What reliable channels have to say becomes datagrams now. */
  fillTransmits(nowMs: number): void {
    this.#outbox.fill(nowMs);
  }

  /** Unreliable ones keep nothing: what they have goes at once. */
  #sendAll(nowMs: number, channel: ActiveChannel): void {
    const { peer, machine } = channel;
    if (!this.#mayPoll(channel)) return;
    for (let packet = machine.pollPacket(nowMs); packet !== undefined; packet = machine.pollPacket(nowMs))
      sendOnLine(this.#context, peer, { ...packet.head, c: channel.channelId ?? 0 }, packet.body);
  }

  #mayPoll(channel: ActiveChannel): boolean {
    const { peer } = channel;
    return peer.isSendable && (peer.line.isConfirmed || peer.isOpenFresh) && this.#hasId(channel);
  }

  #settle(nowMs: number, channel: ActiveChannel): void {
    const { peer, machine } = channel;
    for (let event = machine.pollEvent(); event !== undefined; event = machine.pollEvent())
      this.#tell(nowMs, channel, event);
    if (machine.isStarted) peer.endWait(channel);
    if (machine.isGone) this.#remove(channel);
    else this.#context.timers.update(channel);
  }

  handleTimeout(nowMs: number, channel: ActiveChannel): void {
    channel.machine.handleTimeout(nowMs, channel.peer.isLineDoubted);
    if (channel.machine.probesUnanswered >= SIZE_DOUBT_PROBES) channel.peer.paths.inUse?.size?.handleSilence(nowMs);
    this.pump(nowMs, channel);
  }

  /** The line can carry packets since now. */
  pumpWaiting(nowMs: number, peer: Peer): void {
    for (const channel of [...peer.waiting]) this.pump(nowMs, channel);
  }

  /** The line is new or gone: what was said on the old one ends, what waits goes on waiting. */
  reset(nowMs: number, peer: Peer): void {
    peer.ids.reset();
    peer.lostStarts.clear();
    for (const channel of [...peer.channels.values()])
      if (channel.machine.isStarted) this.#end(nowMs, channel, { reason: 'line-reset' });
  }

  /** Ends what waits for a line that doesn't come. */
  failWaiting(nowMs: number, peer: Peer): void {
    for (const channel of [...peer.waiting]) this.#end(nowMs, channel, { reason: 'timeout' });
  }

  /** Ends all of a peer's channels. */
  endAll(nowMs: number, peer: Peer, close: ChannelClose): void {
    for (const channel of [...peer.channels.values(), ...peer.waiting]) this.#end(nowMs, channel, close);
  }

  handleWindow(peer: Peer): void {
    for (const channel of [...peer.channels.values(), ...peer.waiting]) tellWindow(peer, channel.machine);
  }

  /** "A switch must respond with an err if it cannot handle reliable channels" (reliable.md, second paragraph). */
  #refuseReliable(peer: Peer, type: string, channelId: number): DropReason {
    sendOnLine(this.#context, peer, { c: channelId, err: `${type} is not reliable here` });
    return 'channel-not-taken';
  }

  #machine(type: string, { isReliable, isIncoming, isHalfOpen, timeoutMs }: MachineOptions): ChannelMachine {
    const { waits } = this.#context;
    if (isReliable)
      return new ReliableChannel(type, isIncoming, { waits, allKept: this.#kept, allSent: this.#sent, isHalfOpen });
    return new UnreliableChannel(type, isIncoming, timeoutMs ?? waits.unreliableTimeoutMs);
  }

  #tell(nowMs: number, channel: ActiveChannel, event: ChannelEvent): void {
    const { owner, machine, handle, channelId } = channel;
    if (owner === undefined) {
      this.#context.events.add({ kind: 'channel', channel: handle, channelId, event });
      return;
    }
    owner.handleEvent(nowMs, channel, event);
    if (event.kind === 'packet') machine.handleProcessed(nowMs);
  }

  #add(peer: Peer, machine: ChannelMachine, channelId: number | undefined, owner?: ChannelOwner): ActiveChannel {
    const handle = this.#nextHandle++ as ChannelHandle; // counted here, and nowhere else
    const channel = new ActiveChannel(handle, peer, machine, channelId, owner);
    this.#byHandle.set(handle, channel);
    tellWindow(peer, machine);
    return channel;
  }

  #hasId(channel: ActiveChannel): boolean {
    if (channel.channelId !== undefined) return true;
    const { peer, machine } = channel;
    if (machine.isGone) return false;
    channel.channelId = peer.ids.takeOwn();
    if (channel.channelId === undefined) machine.drop({ reason: 'line-reset' });
    else peer.channels.add(channel.channelId, channel);
    return channel.channelId !== undefined;
  }

  #end(nowMs: number, channel: ActiveChannel, close: ChannelClose): void {
    channel.machine.drop(close);
    this.pump(nowMs, channel);
  }

  #remove(channel: ActiveChannel): void {
    const { peer, channelId } = channel;
    this.#byHandle.delete(channel.handle);
    peer.endWait(channel);
    if (channelId !== undefined && peer.channels.get(channelId) === channel) peer.channels.delete(channelId);
  }
}

function tellWindow(peer: Peer, machine: ChannelMachine): void {
  const announced = peer.isKin ? peer.windowPackets : undefined;
  const packets = Math.min(announced ?? RELIABLE_WINDOW_PACKETS_FOREIGN, RELIABLE_WINDOW_PACKETS_MAX);
  machine.handleWindow(packets, announced === undefined);
}
