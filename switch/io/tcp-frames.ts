import { DATAGRAM_BYTES_ACCEPTED_MAX } from '../index.ts';

/** ext/path_tcp.md "Wire Encoding": two bytes, big-endian, that say how long the packet after them is. */
const LENGTH_BYTES = 2;

export function encodeFrame(packet: Uint8Array): Uint8Array {
  const frame = new Uint8Array(LENGTH_BYTES + packet.length);
  frame[0] = packet.length >> 8;
  frame[1] = packet.length & 0xff;
  frame.set(packet, LENGTH_BYTES);
  return frame;
}

/** Takes a stream apart. It keeps no more than one unfinished packet, at most DATAGRAM_BYTES_ACCEPTED_MAX. */
export class FrameReader {
  #rest: Uint8Array = new Uint8Array(0);

  /** The packets that are whole now, each with bytes of its own. Undefined: that is no such stream, or a packet is too large. */
  read(chunk: Uint8Array): readonly Uint8Array[] | undefined {
    const bytes = this.#rest.length === 0 ? chunk : joined(this.#rest, chunk);
    const packets: Uint8Array[] = [];
    let at = 0;
    while (bytes.length - at >= LENGTH_BYTES) {
      const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
      if (length === 0 || length > DATAGRAM_BYTES_ACCEPTED_MAX) return undefined;
      const end = at + LENGTH_BYTES + length;
      if (end > bytes.length) break;
      packets.push(bytes.slice(at + LENGTH_BYTES, end));
      at = end;
    }
    this.#rest = bytes.slice(at);
    return packets;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
