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
  const head = encodeFrameHead(json, body.length);
  const frame = new Uint8Array(head.length + body.length);
  frame.set(head);
  frame.set(body, head.length);
  return frame;
}

/** All of a frame but its body of so many bytes, which follows: a piece of a film is not copied to be sent. */
export function encodeFrameHead(json: JsonObject, bodyBytes: number): Uint8Array {
  const packet = encodeJsonPacket(json);
  const length = packet.length + bodyBytes;
  if (length > FRAME_BYTES_MAX) throw new RangeError(`a frame has at most ${FRAME_BYTES_MAX} bytes`);
  const head = new Uint8Array(LENGTH_BYTES + packet.length);
  new DataView(head.buffer).setUint32(0, length);
  head.set(packet, LENGTH_BYTES);
  return head;
}

/** Cuts a byte stream, which arrives in any pieces, into frames. After a failure it reads no more. */
export class FrameReader {
  private buffer = new Uint8Array(BUFFER_BYTES_START);
  private length = 0;
  /** Where the frame that has begun ends in the buffer; undefined until its length is here. */
  private end: number | undefined;
  /** Of the longest frame that came whole: so much is reserved for the next at once, if it says that it is as long. */
  private provenBytes = 0;
  private isBroken = false;

  constructor(private readonly bytesMax = FRAME_BYTES_MAX) {}

  /** Whether a frame has begun and is not whole yet. */
  get isMidFrame(): boolean {
    return this.length > 0;
  }

  push(bytes: Uint8Array): Result<readonly Frame[], 'bad frame'> {
    if (this.isBroken) return fail('bad frame');
    const frames: Frame[] = [];
    for (let at = 0; at < bytes.length; ) {
      at += this.fill(bytes, at);
      if (this.end === undefined) break;
      if (this.end - LENGTH_BYTES > this.bytesMax) return this.break();
      at += this.fill(bytes, at);
      if (this.length < this.end) break;
      const frame = decodeFrame(this.takeWhole(this.end));
      if (frame === undefined) return this.break();
      frames.push(frame);
    }
    return ok(frames);
  }

  /** Takes what is needed of the length, or of the frame, as far as it is here. Gives how much that was. */
  private fill(bytes: Uint8Array, at: number): number {
    const wanted = (this.end ?? LENGTH_BYTES) - this.length;
    const part = bytes.subarray(at, at + wanted);
    this.reserve(this.length + part.length);
    this.buffer.set(part, this.length);
    this.length += part.length;
    if (this.end === undefined && this.length === LENGTH_BYTES)
      this.end = LENGTH_BYTES + new DataView(this.buffer.buffer).getUint32(0);
    return part.length;
  }

  private reserve(needed: number): void {
    if (needed <= this.buffer.length) return;
    const fits = Math.max(needed, 2 * this.buffer.length, this.provenBytes);
    const larger = new Uint8Array(Math.min(fits, this.end ?? fits));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }

  /** The frame without its length: a long one in the memory it was put together in, which is its own from now on. */
  private takeWhole(end: number): Uint8Array {
    const isLong = this.buffer.length > BUFFER_BYTES_START;
    const frame = isLong ? this.buffer.subarray(LENGTH_BYTES, end) : this.buffer.slice(LENGTH_BYTES, end);
    if (isLong) this.buffer = new Uint8Array(BUFFER_BYTES_START);
    this.provenBytes = Math.max(this.provenBytes, end);
    this.length = 0;
    this.end = undefined;
    return frame;
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
