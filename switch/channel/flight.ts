/** A packet on its way, and what had been delivered when it left: from both the rate of delivery can be told. */
export interface Flight {
  /** What it counts in rates and windows. */
  readonly bytes: number;
  /** When it left last. */
  lastSentAtMs: number;
  /** Whether it counts as on its way: neither arrived nor lost. */
  isInFlight: boolean;
  /** Of the whole flow, when it left last. */
  deliveredBytes: number;
  deliveredAtMs: number;
  /** When the packet left whose delivery was the newest then. */
  startAtMs: number;
  /** There was nothing more to send: the rate says what was offered, not what the way carries. */
  isAppLimited: boolean;
}
