import { LINE_ID_BYTES, type LineId, lineIdOfBytes } from '../cipher-sets/line-id.ts';
import { type JsonObject, member } from '../packet/json.ts';
import { HEAD_LENGTH_BYTES } from '../packet/packet.ts';

/** switch.md "peer <relay> connect": what either channel carries after its first packet has a whole datagram as BODY. */

/** The HEAD of a relayed packet. `bridge`: the relay also forwards the line's packets outside the channel. */
export function writeRelayed(isBridged: boolean): JsonObject {
  return isBridged ? { bridge: true } : {};
}

/** "Either side of the tunnel when seeing this flag should treat the channel's sending path as that of the packet." */
export function isBridged(json: JsonObject): boolean {
  return member(json, 'bridge') === true;
}

/** "A message meant only for logging and debugging." The reference's word. */
export const TOO_FAST: JsonObject = { warn: 'toofast' };

/** The id at the start of a line packet, which tells its recipient which line it belongs to. Undefined for anything else. */
export function lineIdOfDatagram(bytes: Uint8Array): LineId | undefined {
  const end = HEAD_LENGTH_BYTES + LINE_ID_BYTES;
  if (bytes.length <= end || bytes[0] !== 0 || bytes[1] !== 0) return undefined;
  return lineIdOfBytes(bytes.slice(HEAD_LENGTH_BYTES, end));
}

/** Never more than `packetsMax` within any `windowMs`, however they fall. */
export class PacketRate {
  readonly #packetsMax: number;
  readonly #windowMs: number;
  readonly #sentAtMs: number[] = [];

  constructor(packetsMax: number, windowMs: number) {
    this.#packetsMax = packetsMax;
    this.#windowMs = windowMs;
  }

  /** When the next one may go; 0: any time. */
  get nextAtMs(): number {
    const oldest = this.#sentAtMs[0];
    return oldest === undefined || this.#sentAtMs.length < this.#packetsMax ? 0 : oldest + this.#windowMs;
  }

  take(nowMs: number): boolean {
    if (nowMs < this.nextAtMs) return false;
    if (this.#sentAtMs.length >= this.#packetsMax) this.#sentAtMs.shift();
    this.#sentAtMs.push(nowMs);
    return true;
  }
}
