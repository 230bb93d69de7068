import { LINE_ID_BYTES } from '../cipher-sets/line-id.ts';
import { CHANNEL_PACKET_BYTES_READ_MAX } from '../constants.ts';
import { PATH_TYPE } from '../core-channels/path.ts';
import type { Handshake } from '../line/handshake.ts';
import { type Line, NO_PACKETS } from '../line/line.ts';
import type { DropReason } from '../metrics.ts';
import { isBundle, readBundle } from '../packet/bundle.ts';
import { type ChannelHead, readChannelHead } from '../packet/channel-head.ts';
import { isJsonObject, type JsonObject } from '../packet/json.ts';
import { decodePacket, HEAD_LENGTH_BYTES } from '../packet/packet.ts';
import { readPlainPacket } from '../packet/plain-packet.ts';
import { isRelay, type Way } from '../paths/path.ts';
import type { PathEntry } from '../paths/path-table.ts';
import type { Bridges } from './bridges.ts';
import { type Context, drop } from './context.ts';
import type { Peer } from './peer.ts';
import type { PeerChannels } from './peer-channels.ts';
import type { PeerLines } from './peer-lines.ts';
import type { PeerPaths } from './peer-paths.ts';
import type { PeerTable } from './peer-table.ts';

/** What comes before the sealed part of a line packet: the empty HEAD's length, and the line id. */
const SEALED_START = HEAD_LENGTH_BYTES + LINE_ID_BYTES;

const NO_JSON: JsonObject = {};

export interface LinePacketsParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly paths: PeerPaths;
  readonly channels: PeerChannels;
  readonly lines: PeerLines;
  readonly handshake: Handshake;
  readonly bridges: Bridges;
}

/** Reads line packets: unseals them, and gives each to the channel it is for. */
export class LinePackets {
  readonly #parts: LinePacketsParts;

  constructor(parts: LinePacketsParts) {
    this.#parts = parts;
  }

  /** A datagram with an empty HEAD. */
  receive(nowMs: number, from: Way, bytes: Uint8Array): void {
    this.#count(this.#receive(nowMs, from, bytes));
  }

  /** Reads again what came before the open that explains it, when what waited for the line has left. */
  readEarly(line: Line): void {
    if (line.earlyPackets.length === 0) return;
    this.#parts.context.later.add((nowMs) => {
      const early = line.earlyPackets;
      line.earlyPackets = NO_PACKETS;
      for (const { from, sealed } of early) this.#count(this.#unseal(nowMs, line, from, sealed));
    });
  }

  #receive(nowMs: number, from: Way, bytes: Uint8Array): DropReason | undefined {
    if (bytes.length === HEAD_LENGTH_BYTES) return undefined; // the empty packet that opens a NAT
    this.#parts.context.metrics.linePacketsReceived++;
    if (bytes.length <= SEALED_START) return 'truncated';
    const line = this.#parts.handshake.lineOfId(bytes, HEAD_LENGTH_BYTES);
    if (line === undefined) return this.#parts.bridges.forward(nowMs, from, bytes);
    return this.#unseal(nowMs, line, from, bytes.subarray(SEALED_START));
  }

  #unseal(nowMs: number, line: Line, from: Way, sealed: Uint8Array): DropReason | undefined {
    const { context, peers, handshake } = this.#parts;
    if (isRelay(from) && from.remote !== line.peer) return 'relay-not-ours';
    const { session } = line;
    const cipherSet = session && context.cipherSets.get(session.csid);
    const keys = session?.keys;
    const plain = keys && cipherSet?.openLine(keys, sealed);
    const peer = peers.get(line.peer);
    if (plain === undefined || peer === undefined)
      return handshake.keepEarly(line, from, sealed) ? undefined : 'line-not-unsealed';
    return peer.replays.admit(sealed) ? this.#read(nowMs, peer, from, plain) : 'line-replayed';
  }

  /** What the peer sealed for us just now: a channel packet, or a bundle of them. */
  #read(nowMs: number, peer: Peer, from: Way, plain: Uint8Array): DropReason | undefined {
    const { paths, lines } = this.#parts;
    const entry = paths.handleReceived(nowMs, peer, from);
    lines.handleReceived(nowMs, peer);
    if (!isBundle(plain)) return this.#readPacket(nowMs, peer, from, entry, plain);
    paths.askKin(nowMs, peer);
    for (const packet of readBundle(plain)) this.#count(this.#readPacket(nowMs, peer, from, entry, packet));
    return undefined;
  }

  #readPacket(
    nowMs: number,
    peer: Peer,
    from: Way,
    entry: PathEntry | undefined,
    plain: Uint8Array,
  ): DropReason | undefined {
    const packet: AnyPacket | undefined = readPlainPacket(plain) ?? readAnyPacket(plain);
    if (packet === undefined) return 'not-a-channel-packet';
    const { paths, channels } = this.#parts;
    const { head, json = NO_JSON, body } = packet;
    if (plain.length > CHANNEL_PACKET_BYTES_READ_MAX && head.type !== PATH_TYPE) return 'oversized';
    if (head.sack !== undefined) paths.askKin(nowMs, peer);
    const channel = peer.channels.get(head.channelId);
    if (channel !== undefined) return channels.handlePacket(nowMs, channel, head, json, body);
    if (head.type === PATH_TYPE) return this.#readPathRequest(nowMs, peer, head, json, from);
    if (head.type !== undefined) return this.#readFirst(nowMs, peer, head, json, body);
    if (paths.handleAnswer(nowMs, peer, head.channelId, entry, json)) {
      if (paths.noteCapacity(peer, json)) channels.handleWindow(peer);
      return undefined;
    }
    return channels.handleUnknown(nowMs, peer, head);
  }

  #readPathRequest(nowMs: number, peer: Peer, head: ChannelHead, json: JsonObject, from: Way): DropReason | undefined {
    if (!peer.ids.takeTheirs(head.channelId)) return 'wrong-channel-id';
    const isNews = this.#parts.paths.handleRequest(nowMs, peer, head.channelId, json, from);
    if (isNews) this.#parts.channels.handleWindow(peer);
    return undefined;
  }

  #readFirst(nowMs: number, peer: Peer, head: ChannelHead, json: JsonObject, body: Uint8Array): DropReason | undefined {
    const reason = this.#parts.channels.handleFirst(nowMs, peer, head, json, body);
    if (reason === undefined) this.#parts.lines.refresh(nowMs, peer, false); // an open channel keeps its line warm
    return reason;
  }

  #count(reason: DropReason | undefined): void {
    if (reason !== undefined) drop(this.#parts.context, reason);
  }
}

interface AnyPacket {
  readonly head: ChannelHead;
  readonly json?: JsonObject;
  readonly body: Uint8Array;
}

function readAnyPacket(bytes: Uint8Array): AnyPacket | undefined {
  const packet = decodePacket(bytes);
  if (!packet.ok || packet.value.head.kind !== 'json') return undefined;
  const { json } = packet.value.head;
  const head = isJsonObject(json) ? readChannelHead(json) : undefined;
  return isJsonObject(json) && head !== undefined ? { head, json, body: packet.value.body } : undefined;
}
