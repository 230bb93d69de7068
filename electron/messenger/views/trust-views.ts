/** The pill's path state (product.md "Trust pill"; section 3.4 of the notes), as far as this release goes. */
export type TrustState =
  | 'direct-same-network'
  | 'direct'
  | 'connected'
  /** A contact's machine passes it on. */
  | 'through-friend'
  /** Somebody else's machine does. */
  | 'through-helper'
  | 'looking'
  | 'waiting'
  | 'no-way-yet'
  | 'offline';

/** What is said of the way to the other side of a connection check: who stands between is nobody's business. */
export type WayTold = Exclude<TrustState, 'through-friend' | 'through-helper'>;

/** A contact whose machine stands between. */
export interface ViaView {
  readonly person: string;
  readonly name: string;
}

export interface TrustView {
  readonly state: TrustState;
  /** Things waiting for this person. */
  readonly queuedCount: number;
  /** Wall time this state began. */
  readonly sinceAtMs: number;
  /** The path in use, for the panel: "192.0.2.7:42424". */
  readonly address: string | undefined;
  readonly roundTripMs: number | undefined;
  /** What carries the packets of that path; undefined without one. */
  readonly carriedBy: 'udp' | 'tcp' | undefined;
  /** Only with `through-friend`. */
  readonly via: ViaView | undefined;
}
