import { DATAGRAM_BYTES_ACCEPTED_MAX } from '../constants.ts';
import type { Handshake } from '../line/handshake.ts';
import { HEAD_LENGTH_BYTES } from '../packet/packet.ts';
import { isTcp, normalizePath, type Path, samePath, type Way } from '../paths/path.ts';
import { type Context, drop } from './context.ts';
import type { LinePackets } from './line-packets.ts';
import type { Nearby } from './nearby.ts';

export interface ArrivalsParts {
  readonly context: Context;
  readonly handshake: Handshake;
  readonly linePackets: LinePackets;
  /** Undefined without local discovery. */
  readonly nearby: Nearby | undefined;
}

/** Tells by its first bytes what a datagram is, and gives it to whoever reads that: opens, line packets, pings of the local network. */
export class Arrivals {
  readonly #parts: ArrivalsParts;
  /** The source of the last datagram, as it came and in its one spelling: packets come in runs. */
  #lastFrom: { readonly raw: Path; readonly path: Path } | undefined;

  constructor(parts: ArrivalsParts) {
    this.#parts = parts;
  }

  /** One datagram. `bytes` may be reused by the caller afterwards. */
  handleDatagram(nowMs: number, from: Path, bytes: Uint8Array): void {
    const { context } = this.#parts;
    context.metrics.datagramsReceived++;
    context.metrics.bytesReceived += bytes.length;
    if (bytes.length === 0) drop(context, 'empty');
    else if (bytes.length < HEAD_LENGTH_BYTES) drop(context, 'truncated');
    else if (bytes.length > DATAGRAM_BYTES_ACCEPTED_MAX) drop(context, 'oversized');
    else if (bytes[0] === 0 && (bytes[1] === 0 || bytes[1] === 1)) this.receive(nowMs, this.#normalized(from), bytes);
    else this.#handleUnencrypted(nowMs, from, bytes);
  }

  /** An open or a line packet, from the network or through a relay. */
  receive(nowMs: number, from: Way, bytes: Uint8Array): void {
    const { handshake, linePackets } = this.#parts;
    if (bytes[0] === 0 && bytes[1] === 1) handshake.receive(nowMs, from, bytes.slice());
    else linePackets.receive(nowMs, from, bytes);
  }

  /** Only local discovery speaks in the open. */
  #handleUnencrypted(nowMs: number, from: Path, bytes: Uint8Array): void {
    const { context, nearby } = this.#parts;
    const reason =
      nearby === undefined || isTcp(from) ? 'unencrypted' : nearby.handlePacket(nowMs, this.#normalized(from), bytes);
    if (reason !== undefined) drop(context, reason);
  }

  #normalized(raw: Path): Path {
    if (this.#lastFrom === undefined || !samePath(this.#lastFrom.raw, raw))
      this.#lastFrom = { raw, path: normalizePath(raw) ?? raw };
    return this.#lastFrom.path;
  }
}
