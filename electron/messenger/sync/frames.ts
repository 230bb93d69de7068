import { decodePacket, encodeJsonPacket, fail, type JsonObject, ok, type Result } from '../../../switch/index.ts';
import { FRAME_BYTES_MAX } from '../limits.ts';

/** One frame of a channel's byte stream (WIRE.md "Frames"): a JSON head whose `t` names it, and a binary body. */
export interface Frame {
  readonly t: string;
  readonly json: JsonObject;
  readonly body: Uint8Array;
}

const LENGTH_BYTES = 4;
/** A buffer starts at this size and doubles: a stranger's announced length reserves nothing. */
const BUFFER_BYTES_START = 4_096;
const NO_BYTES = new Uint8Array(0);

/** Length and packet. Throws if it is too long: senders cut what they send, so that would be a bug. */
export function encodeFrame(json: JsonObject, body: Uint8Array = NO_BYTES): Uint8Array {
  const packet = encodeJsonPacket(json, body);
  if (packet.length > FRAME_BYTES_MAX) throw new RangeError(`a frame has at most ${FRAME_BYTES_MAX} bytes`);
  const frame = new Uint8Array(LENGTH_BYTES + packet.length);
  new DataView(frame.buffer).setUint32(0, packet.length);
  frame.set(packet, LENGTH_BYTES);
  return frame;
}

/** Cuts a byte stream, which arrives in any pieces, into frames. After a failure it reads no more. */
export class FrameReader {
  private buffer = new Uint8Array(BUFFER_BYTES_START);
  private length = 0;
  private isBroken = false;

  constructor(private readonly bytesMax = FRAME_BYTES_MAX) {}

  /** Whether a frame has begun and is not whole yet. */
  get isMidFrame(): boolean {
    return this.length > 0;
  }

  push(bytes: Uint8Array): Result<readonly Frame[], 'bad frame'> {
    if (this.isBroken) return fail('bad frame');
    this.append(bytes);
    const frames: Frame[] = [];
    let offset = 0;
    for (;;) {
      const end = this.endOfFrame(offset);
      if (end === 'too-long') return this.break();
      if (end === undefined) break;
      const frame = decodeFrame(this.buffer.slice(offset + LENGTH_BYTES, end));
      if (frame === undefined) return this.break();
      frames.push(frame);
      offset = end;
    }
    this.buffer.copyWithin(0, offset, this.length);
    this.length -= offset;
    if (this.length === 0 && this.buffer.length > BUFFER_BYTES_START) this.buffer = new Uint8Array(BUFFER_BYTES_START);
    return ok(frames);
  }

  private append(bytes: Uint8Array): void {
    const needed = this.length + bytes.length;
    if (needed > this.buffer.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.buffer.length));
      larger.set(this.buffer.subarray(0, this.length));
      this.buffer = larger;
    }
    this.buffer.set(bytes, this.length);
    this.length = needed;
  }

  private endOfFrame(offset: number): number | 'too-long' | undefined {
    if (this.length < offset + LENGTH_BYTES) return undefined;
    const length = new DataView(this.buffer.buffer).getUint32(offset);
    if (length > this.bytesMax) return 'too-long';
    const end = offset + LENGTH_BYTES + length;
    return end > this.length ? undefined : end;
  }

  private break(): { readonly ok: false; readonly error: 'bad frame' } {
    this.isBroken = true;
    this.buffer = NO_BYTES;
    return fail('bad frame');
  }
}

function decodeFrame(bytes: Uint8Array): Frame | undefined {
  const packet = decodePacket(bytes);
  if (!packet.ok || packet.value.head.kind !== 'json') return undefined;
  const json = packet.value.head.json;
  if (Array.isArray(json)) return undefined;
  const head = json as JsonObject; // an object or an array, and it is no array
  const t = Object.hasOwn(head, 't') ? head.t : undefined;
  return typeof t === 'string' ? { t, json: head, body: packet.value.body } : undefined;
}
