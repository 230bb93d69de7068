import { readUint16 } from '../bytes.ts';
import { BUNDLED_PACKETS_MAX } from '../constants.ts';
import { HEAD_LENGTH_BYTES } from './packet.ts';

/** The one byte of HEAD that tells several channel packets from one, whose HEAD is JSON (DECISIONS.md no. 44). */
const BUNDLE_MARK = 0x62;

/** Before the packets: the HEAD's length and the mark. */
export const BUNDLE_HEAD_BYTES = HEAD_LENGTH_BYTES + 1;

/** Before each packet: its length. */
export const BUNDLED_LENGTH_BYTES = 2;

/** Begins a bundle at the start of `bytes`; the packets follow, each with its length. */
export function writeBundleHead(bytes: Uint8Array): void {
  bytes[0] = 0;
  bytes[1] = 1;
  bytes[2] = BUNDLE_MARK;
}

export function isBundle(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 1 && bytes[2] === BUNDLE_MARK;
}

/** The packets of a bundle, as views onto `bytes`. What is cut short, and what is beyond the bound, is left out. */
export function readBundle(bytes: Uint8Array): readonly Uint8Array[] {
  const packets: Uint8Array[] = [];
  let offset = BUNDLE_HEAD_BYTES;
  while (offset + BUNDLED_LENGTH_BYTES <= bytes.length && packets.length < BUNDLED_PACKETS_MAX) {
    const start = offset + BUNDLED_LENGTH_BYTES;
    const end = start + readUint16(bytes, offset);
    if (end > bytes.length) break;
    packets.push(bytes.subarray(start, end));
    offset = end;
  }
  return packets;
}
