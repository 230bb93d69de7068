import { createHash } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { SafetyView } from '../views/person-views.ts';

const TAG = 'hashline/safety\n';
/** app-protocol.md "Verification": so often that trying names costs somebody who forges, and nobody who looks. */
const ROUNDS = 5_200;
const WORDS = 6;
const WORD_BITS = 11;
const HUE_BITS = 3;
const ROWS = 8;
const CELL_BITS = 4;

/** A hashname's own six words and its own half of a picture (WIRE.md "Safety words"). */
export function safetyOf(hashname: string): SafetyView {
  let hash = createHash('sha256').update(TAG).update(hashname).digest();
  for (let round = 1; round < ROUNDS; round++) hash = createHash('sha256').update(hash).digest();
  return readSafety(hash, WORDS);
}

/** Words, then the picture: the colour, and eight rows of four cells. */
export function readSafety(hash: Uint8Array, wordCount: number): SafetyView {
  const reader = new BitReader(hash);
  const words = Array.from({ length: wordCount }, () => wordlist[reader.take(WORD_BITS)] ?? '');
  const hue = reader.take(HUE_BITS);
  return { words, hue, rows: Array.from({ length: ROWS }, () => reader.take(CELL_BITS)) };
}

class BitReader {
  private offset = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** The next bits as a number, the most significant first. */
  take(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit++, this.offset++) {
      const byte = this.bytes[this.offset >> 3] ?? 0;
      value = 2 * value + ((byte >> (7 - (this.offset & 7))) & 1);
    }
    return value;
  }
}
