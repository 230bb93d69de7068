import type { Path } from './paths/path.ts';

/** A datagram for the driver to send. */
export interface Transmit {
  readonly to: Path;
  readonly bytes: Uint8Array;
  /** The way out that the system prefers brings nothing: it goes by every interface, if there are several. */
  readonly isEverywhere?: boolean;
}
