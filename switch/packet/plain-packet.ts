import { type ChannelHead, UINT32_MAX } from './channel-head.ts';
import { HEAD_LENGTH_BYTES } from './packet.ts';

/** Longest HEAD of this kind: three keys with ten digits each. */
const HEAD_BYTES_MAX = 52;
const [QUOTE, COMMA, COLON, BRACE_OPEN, BRACE_CLOSE] = [0x22, 0x2c, 0x3a, 0x7b, 0x7d];
const [ZERO, NINE] = [0x30, 0x39];
const C = 0x63;
/** Of `seq` and `ack`: their letters in one number, big-endian. */
const [SEQ, ACK] = [0x736571, 0x61636b];

export interface PlainPacket {
  readonly head: ChannelHead;
  readonly body: Uint8Array;
}

/**
 * Reads a channel packet whose HEAD says `c`, `seq` and `ack` and nothing else, which most packets of a transfer do, without
 * making text of it first. Undefined for any other, which may still be right.
 */
export function readPlainPacket(bytes: Uint8Array): PlainPacket | undefined {
  const headBytes = bytes[1] ?? 0;
  const end = HEAD_LENGTH_BYTES + headBytes;
  if (bytes[0] !== 0 || headBytes > HEAD_BYTES_MAX || end > bytes.length) return undefined;
  if (bytes[HEAD_LENGTH_BYTES] !== BRACE_OPEN || bytes[end - 1] !== BRACE_CLOSE) return undefined;
  let channelId: number | undefined;
  let seq: number | undefined;
  let ack: number | undefined;
  let at = HEAD_LENGTH_BYTES + 1;
  for (;;) {
    const name = nameAt(bytes, at);
    if (name === undefined) return undefined;
    at += name === C ? 4 : 6;
    const start = at;
    let value = 0;
    for (let byte = bytes[at] ?? 0; byte >= ZERO && byte <= NINE; byte = bytes[++at] ?? 0)
      value = value * 10 + byte - ZERO;
    const isNumber = at > start && (bytes[start] !== ZERO || at === start + 1) && value <= UINT32_MAX;
    if (!isNumber) return undefined;
    if (name === C) channelId = value;
    else if (name === SEQ) seq = value;
    else ack = value;
    if (bytes[at] !== COMMA) break;
    at++;
  }
  if (at !== end - 1 || channelId === undefined || channelId === 0) return undefined;
  const head = { channelId, seq, ack, type: undefined, miss: undefined, sack: undefined, end: false, err: undefined };
  return { head, body: bytes.subarray(end) };
}

/** The key that begins here with its quotes and colon; undefined if it is none of the three. */
function nameAt(bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at] !== QUOTE) return undefined;
  if (bytes[at + 1] === C && bytes[at + 2] === QUOTE && bytes[at + 3] === COLON) return C;
  const name = ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  const isName = (name === SEQ || name === ACK) && bytes[at + 4] === QUOTE && bytes[at + 5] === COLON;
  return isName ? name : undefined;
}
