import { readUint48 } from '../bytes.ts';
import { REPLAY_MEMORY_PACKETS } from '../constants.ts';

/** Places of a memory when it is made, as a power of two: most lines carry little. */
const PLACES_MIN_BITS = 4;
/**
 * It doubles when more of them are taken. Just before that a search looks at all of a small one, which takes no longer than a hash; room
 * that nothing is in would be more of what a quiet line holds than anything else.
 */
const TAKEN_SHARE_MAX = 15 / 16;
const FREE = 0;
/** Knuth's multiplicative hashing: the golden ratio of 2^32, and another odd number. */
const SPREAD = 0x9e3779b1;
const SPREAD_HIGH = 0x85ebca6b;

/**
 * Remembers the IVs of the newest line packets by their first 48 bits, in two generations. TeleHash numbers no line
 * packets, so a copy of an old one still unseals: within this memory it neither counts as a sign of life nor is read twice.
 */
export class ReplayFilter {
  /** Made when there is something to remember. */
  #newer: Fingerprints | undefined;
  #older: Fingerprints | undefined;

  /** False if a packet with this IV came before. */
  admit(iv: Uint8Array): boolean {
    const key = fingerprintOf(iv);
    this.#newer ??= new Fingerprints();
    if (this.#newer.has(key) || this.#older?.has(key) === true) return false;
    this.#newer.add(key);
    if (this.#newer.count >= REPLAY_MEMORY_PACKETS) this.#turn();
    return true;
  }

  clear(): void {
    this.#newer = undefined;
    this.#older = undefined;
  }

  #turn(): void {
    const emptied = this.#older;
    emptied?.clear();
    this.#older = this.#newer;
    this.#newer = emptied;
  }
}

/** Of the first 48 bits, in which IVs that count up differ as well as random ones. Never that of a free place. */
function fingerprintOf(iv: Uint8Array): number {
  const key = readUint48(iv, 0);
  return (Math.imul(key | 0, SPREAD) ^ Math.imul(key / 0x1_0000_0000, SPREAD_HIGH)) >>> 0 || 1;
}

/**
 * Fingerprints of 32 bits in a flat table: a `Set` takes ten times as much for each, as it boxes them. Of two thousand, one in
 * two million packets is taken for a copy by mistake, as if it were lost.
 */
class Fingerprints {
  count = 0;
  #bits = PLACES_MIN_BITS;
  #places = new Uint32Array(1 << PLACES_MIN_BITS);

  has(fingerprint: number): boolean {
    return this.#places[this.#placeOf(fingerprint)] === fingerprint;
  }

  /** One that isn't there. */
  add(fingerprint: number): void {
    if (++this.count > this.#places.length * TAKEN_SHARE_MAX) this.#grow();
    this.#places[this.#placeOf(fingerprint)] = fingerprint;
  }

  clear(): void {
    this.count = 0;
    this.#places.fill(FREE);
  }

  /** Where it is, or belongs. Whoever chooses IVs that collide makes us look at all of them, which are few. */
  #placeOf(fingerprint: number): number {
    const places = this.#places;
    let place = fingerprint >>> (32 - this.#bits);
    while (places[place] !== fingerprint && places[place] !== FREE) place = (place + 1) & (places.length - 1);
    return place;
  }

  #grow(): void {
    const old = this.#places;
    this.#bits++;
    this.#places = new Uint32Array(1 << this.#bits);
    for (const fingerprint of old) if (fingerprint !== FREE) this.#places[this.#placeOf(fingerprint)] = fingerprint;
  }
}
