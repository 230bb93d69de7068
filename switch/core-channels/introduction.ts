import type { Hashname } from '../hashname/hashname.ts';
import type { Path } from '../paths/path.ts';

/**
 * Somebody that another switch says it has a line to: an entry of its `see` (switch.md "seek"). Nothing of it is proven, and
 * there is no key in it: keys come by the introduction.
 */
export interface SeeCandidate {
  readonly hashname: Hashname;
  /** The cipher set that `via` proposes: the key that goes along with `peer` is that one. We have it, or there is no candidate. */
  readonly csid: string;
  /** Who named it: the one that can introduce us. We have a line to it. */
  readonly via: Hashname;
  /** Where `via` saw it: a hint to send an empty packet to, so that a NAT lets its answer in. A public address. */
  readonly address?: Path;
}

/**
 * The border between finding (the DHT) and reaching (`peer`, `connect`, relay). Whoever finds calls it, each time somebody
 * names a candidate that is wanted and has no line; what comes of it shows in the candidate's line. Calls may repeat: the
 * introducer has its own limits.
 */
export interface Introducer {
  introduce(nowMs: number, candidate: SeeCandidate): void;
}
