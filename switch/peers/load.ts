import { writeUint16 } from '../bytes.ts';
import {
  BUNDLED_PACKETS_MAX,
  CHANNEL_BODY_BYTES_MAX,
  DATAGRAM_BYTES_MAX,
  PIECE_BYTES_WIDE,
  WIDE_DATAGRAM_BYTES,
} from '../constants.ts';
import { BUNDLE_HEAD_BYTES, BUNDLED_LENGTH_BYTES, writeBundleHead } from '../packet/bundle.ts';
import { jsonPacketBytesMax, writeJsonPacket } from '../packet/packet.ts';
import { type Context, LINE_OVERHEAD_BYTES, sealAndSend } from './context.ts';
import type { Peer } from './peer.ts';

/** The datagram that is being filled. Packets are written where they are sealed from; one that is alone goes as it is. */
export class Load {
  /** Sent since `begin`. */
  datagrams = 0;
  readonly #context: Context;
  #bytes = new Uint8Array(DATAGRAM_BYTES_MAX);
  #end = BUNDLE_HEAD_BYTES;
  #packets = 0;
  #room = 0;
  #peer: Peer | undefined;

  constructor(context: Context) {
    this.#context = context;
  }

  begin(peer: Peer): void {
    this.#peer = peer;
    this.datagrams = 0;
    const bytesMax = Math.min(peer.datagramBytesMax ?? 0, peer.paths.inUse?.size?.bytes ?? DATAGRAM_BYTES_MAX);
    this.#room = peer.isKin ? bytesMax - LINE_OVERHEAD_BYTES : 0;
  }

  /** Of a packet with pieces of a stream. */
  get pieceBytesMax(): number {
    return this.#room >= WIDE_DATAGRAM_BYTES - LINE_OVERHEAD_BYTES ? PIECE_BYTES_WIDE : CHANNEL_BODY_BYTES_MAX;
  }

  /** `text` is the HEAD. What doesn't fit any more goes into the next datagram. */
  add(text: string, body: Uint8Array): void {
    const start = this.#end;
    this.#reserve(start + BUNDLED_LENGTH_BYTES + jsonPacketBytesMax(text, body));
    const end = writeJsonPacket(this.#bytes, start + BUNDLED_LENGTH_BYTES, text, body);
    writeUint16(this.#bytes, start, end - start - BUNDLED_LENGTH_BYTES);
    const isTooMuch = end > this.#room || this.#packets === BUNDLED_PACKETS_MAX;
    if (isTooMuch && this.#packets > 0) {
      this.#send(start);
      this.#bytes.copyWithin(BUNDLE_HEAD_BYTES, start, end);
      this.#end = BUNDLE_HEAD_BYTES + end - start;
    } else {
      this.#end = end;
    }
    this.#packets++;
  }

  flush(): void {
    if (this.#packets > 0) this.#send(this.#end);
    this.#end = BUNDLE_HEAD_BYTES;
  }

  #send(end: number): void {
    const start = this.#packets === 1 ? BUNDLE_HEAD_BYTES + BUNDLED_LENGTH_BYTES : 0;
    if (start === 0) writeBundleHead(this.#bytes);
    if (this.#peer !== undefined) sealAndSend(this.#context, this.#peer, this.#bytes.subarray(start, end));
    this.#packets = 0;
    this.datagrams++;
  }

  #reserve(length: number): void {
    if (length <= this.#bytes.length) return;
    const bytes = new Uint8Array(2 * length);
    bytes.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = bytes;
  }
}
