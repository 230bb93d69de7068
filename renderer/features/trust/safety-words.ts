import { sha256 } from '@noble/hashes/sha2.js';
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** A forger who tries keys until the words match pays this many hashes for each (app-protocol.md "Verification"). */
const ROUNDS = 5_200;
const WORD_COUNT = 6;
/** 2,048 words in the list of BIP-39. */
const BITS_PER_WORD = 11;
const PREFIX = 'hashline/safety\n';
/** A chat shows two people's words; more than these few are computed again. */
const CACHED_MAX = 64;

const cache = new Map<string, readonly string[]>();

/**
 * The six words that belong to a hashname and to nobody else (WIRE.md "Safety words"): each person reads their own aloud.
 * Some 30 ms of hashing the first time, so not before somebody asks to see them.
 */
export function safetyWords(hashname: string): readonly string[] {
  const known = cache.get(hashname);
  if (known !== undefined) return known;
  let digest = sha256(new TextEncoder().encode(PREFIX + hashname));
  for (let round = 1; round < ROUNDS; round++) digest = sha256(digest);
  const words = wordsOf(digest);
  if (cache.size >= CACHED_MAX) cache.clear();
  cache.set(hashname, words);
  return words;
}

/** The first 66 bits, eleven for each word. */
function wordsOf(digest: Uint8Array): readonly string[] {
  let bits = 0n;
  for (const byte of digest.subarray(0, 9)) bits = (bits << 8n) | BigInt(byte);
  const spare = BigInt(72 - WORD_COUNT * BITS_PER_WORD);
  return Array.from({ length: WORD_COUNT }, (_, index) => {
    const shift = BigInt((WORD_COUNT - 1 - index) * BITS_PER_WORD) + spare;
    return wordlist[Number((bits >> shift) & 2_047n)] ?? '';
  });
}
