import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Twelve words of the English list of BIP-39: 128 bits and a checksum of 4, so that a wrong word is told at once. */
export const RESCUE_WORDS = 12;
export const RESCUE_SECRET_BYTES = 16;

export function wordsOf(secret: Uint8Array): readonly string[] {
  return entropyToMnemonic(secret, wordlist).split(' ');
}

/** As people write them down: in any case, with numbers, commas and line breaks between. Undefined if they are no rescue words. */
export function secretOfWords(text: string): Uint8Array | undefined {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  if (words.length !== RESCUE_WORDS) return undefined;
  try {
    return new Uint8Array(mnemonicToEntropy(words.join(' '), wordlist));
  } catch {
    return undefined; // a word that is none, or the checksum does not fit
  }
}
