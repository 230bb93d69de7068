import { LOST_LINKS_MAX } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';

/** A link that ended by itself, with what is needed to ask for it again. */
export interface LostLink<Hints> {
  readonly hashname: Hashname;
  /** When it began: those that lasted longest are the likeliest to be there again (dht.md "Age Tracking"). */
  readonly sinceMs: number;
  readonly hints: Hints;
}

/** Ways back into the DHT for a switch that has lost all its links, as when the uplink of its network is cut. */
export class LostLinks<Hints> {
  /** The one to be tried next first. */
  #links: readonly LostLink<Hints>[] = [];

  get size(): number {
    return this.#links.length;
  }

  /** When there is no room the youngest leaves. */
  add(link: LostLink<Hints>): void {
    const links = [...this.#links.filter(({ hashname }) => hashname !== link.hashname), link];
    const youngest = links.reduce((young, each) => (each.sinceMs > young.sinceMs ? each : young));
    this.#links = links.length > LOST_LINKS_MAX ? links.filter((each) => each !== youngest) : links;
  }

  remove(hashname: Hashname): void {
    this.#links = this.#links.filter((link) => link.hashname !== hashname);
  }

  /** So many; they have their turn again after all others. */
  take(count: number): readonly LostLink<Hints>[] {
    const taken = this.#links.slice(0, count);
    this.#links = [...this.#links.slice(count), ...taken];
    return taken;
  }
}
