import { readUint48 } from '../bytes.ts';
import { REPLAY_MEMORY_PACKETS } from '../constants.ts';

/**
 * Remembers the IVs of the newest line packets by their first 48 bits, in two generations. TeleHash numbers no line
 * packets, so a copy of an old one still unseals: within this memory it neither counts as a sign of life nor is read twice.
 */
export class ReplayFilter {
  /** Made when there is something to remember: most lines carry little. */
  #newer: Set<number> | undefined;
  #older: Set<number> | undefined;

  /** False if a packet with this IV came before. */
  admit(iv: Uint8Array): boolean {
    const key = readUint48(iv, 0);
    this.#newer ??= new Set();
    if (this.#newer.has(key) || this.#older?.has(key) === true) return false;
    this.#newer.add(key);
    if (this.#newer.size >= REPLAY_MEMORY_PACKETS) this.#turn();
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
