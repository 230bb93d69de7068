import { CHANNEL_ID_REORDER } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { UINT32_MAX } from '../packet/channel-head.ts';

/** Of lines on which the other side has started no channel, which are many. Never written to. */
const NONE: number[] = [];
/** A list that grows in place makes room for 16 more: most never have so many. */
const FEW = 16;
/** Old ids are forgotten so many at a time. */
const FORGOTTEN_AT_ONCE = 64;

/**
 * The channel ids of one line (channels.md "Channel IDs"): the lower hashname takes even ones, the higher odd ones, each
 * side's own always rising.
 */
export class ChannelIds {
  readonly #ourParity: 0 | 1;
  #nextOwn: number;
  #newestTheirs = 0;
  /** Ids of the other side that are taken, rising, as far below the newest as an unused one would still be accepted. */
  #taken: number[] = NONE;

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
    if (id % 2 === this.#ourParity || this.#isTaken(id)) return false;
    return id > this.#newestTheirs - CHANNEL_ID_REORDER;
  }

  /** Whether a channel with this id was ever started on this line, by either side. */
  wasUsed(id: number): boolean {
    return id % 2 === this.#ourParity ? id < this.#nextOwn : this.#isTaken(id);
  }

  /** As `mayTakeTheirs`; the id is then taken, until the next line. */
  takeTheirs(id: number): boolean {
    if (!this.mayTakeTheirs(id)) return false;
    this.#add(id);
    return true;
  }

  /** A new line: the other side may begin anew. Our own go on rising, as the reference's do. */
  reset(): void {
    this.#newestTheirs = 0;
    this.#taken = NONE;
  }

  #isTaken(id: number): boolean {
    return this.#taken[this.#placeAfter(id) - 1] === id;
  }

  /** They come nearly in order, so the place is near the end. */
  #placeAfter(id: number): number {
    let place = this.#taken.length;
    while (place > 0 && (this.#taken[place - 1] ?? 0) > id) place--;
    return place;
  }

  #add(id: number): void {
    const place = this.#placeAfter(id);
    if (this.#taken.length >= FEW) this.#taken.splice(place, 0, id);
    else this.#taken = this.#taken.slice(0, place).concat(id, this.#taken.slice(place)); // which leaves no room over
    this.#newestTheirs = Math.max(this.#newestTheirs, id);
    const isOld =
      (this.#taken[FORGOTTEN_AT_ONCE] ?? Number.POSITIVE_INFINITY) <= this.#newestTheirs - CHANNEL_ID_REORDER;
    if (isOld) this.#taken.splice(0, FORGOTTEN_AT_ONCE);
  }
}
