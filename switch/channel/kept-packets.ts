import { KEPT_PACKETS_MAX } from '../constants.ts';

/**
 * How many packets the channels of a switch keep, of those received or of those sent, beyond what each may at any time. One peer
 * can use it all up, by gaps or by never acknowledging: then the others have the window that the specification gives them.
 */
export class KeptPackets {
  #count = 0;

  get hasRoom(): boolean {
    return this.#count < KEPT_PACKETS_MAX;
  }

  get count(): number {
    return this.#count;
  }

  add(count: number): void {
    this.#count += count;
  }
}
