import { CHANNEL_ID_REORDER } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { UINT32_MAX } from '../packet/channel-head.ts';

/**
 * The channel ids of one line (channels.md "Channel IDs"): the lower hashname takes even ones, the higher odd ones, each
 * side's own always rising.
 */
export class ChannelIds {
  readonly #ourParity: 0 | 1;
  #nextOwn: number;
  #newestTheirs = 0;
  /** Ids of the other side that are taken, as far below the newest as an unused one would still be accepted. */
  readonly #taken = new Set<number>();

  constructor(self: Hashname, peer: Hashname) {
    this.#ourParity = self < peer ? 0 : 1;
    this.#nextOwn = this.#ourParity === 0 ? 2 : 1;
  }

  /** The next id of ours; undefined when 32 bits are used up, which takes a new line. */
  takeOwn(): number | undefined {
    if (this.#nextOwn > UINT32_MAX) return undefined;
    const id = this.#nextOwn;
    this.#nextOwn += 2;
    return id;
  }

  /** Whether the other side may start a channel with this id now. */
  mayTakeTheirs(id: number): boolean {
    if (id % 2 === this.#ourParity || this.#taken.has(id)) return false;
    return id > this.#newestTheirs - CHANNEL_ID_REORDER;
  }

  /** Whether a channel with this id was ever started on this line, by either side. */
  wasUsed(id: number): boolean {
    return id % 2 === this.#ourParity ? id < this.#nextOwn : this.#taken.has(id);
  }

  /** As `mayTakeTheirs`; the id is then taken, until the next line. */
  takeTheirs(id: number): boolean {
    if (!this.mayTakeTheirs(id)) return false;
    this.#taken.add(id);
    if (id > this.#newestTheirs) this.#advance(id);
    return true;
  }

  /** A new line: the other side may begin anew. Our own go on rising, as the reference's do. */
  reset(): void {
    this.#newestTheirs = 0;
    this.#taken.clear();
  }

  #advance(id: number): void {
    this.#newestTheirs = id;
    for (const old of this.#taken) {
      if (old > id - CHANNEL_ID_REORDER) return; // they are nearly in order: what stays too long does no harm
      this.#taken.delete(old);
    }
  }
}
