import type { Path } from './paths/path.ts';

/** A datagram for the driver to send. */
export interface Transmit {
  readonly to: Path;
  readonly bytes: Uint8Array;
}
