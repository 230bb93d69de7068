import { KEPT_PACKETS_MAX } from '../constants.ts';

/**
 * How many packets the channels of a switch keep beyond what each may at any time. One peer can use it all up: then the others
 * have the window that the specification gives them.
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
