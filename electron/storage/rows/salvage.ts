/** An event as it lay in a damaged database: its row is as it was written, and no more is known of it. */
export interface SalvagedEvent {
  readonly id: string;
  /** `t`, or what sorts behind every one. */
  readonly place: number;
  readonly t: number | undefined;
  readonly storedAtMs: number;
  readonly hidden: number;
  readonly own: Uint8Array | undefined;
  readonly sig: Uint8Array | undefined;
  readonly head: Uint8Array;
  readonly body: Uint8Array | undefined;
}

/** Of which kind something could not be read. */
export interface SalvageReport {
  readonly areMessagesHarmed: boolean;
  readonly arePeopleHarmed: boolean;
}

/** Reads a damaged database page by page, one at a time. */
export interface SalvageStore {
  /**
   * Writes everything that can be proved, but for events, into a new database `target`, and holds the events ready. Undefined: not
   * one page can be proved. Rejects where `target` can't be written.
   */
  begin(request: {
    readonly file: string;
    readonly key: Uint8Array;
    readonly target: string;
  }): Promise<SalvageReport | undefined>;
  /** Events in the order (t, id), those without a place last; at most `limit`, from the one after `after` on. */
  next(after: Pick<SalvagedEvent, 'place' | 'id'> | undefined, limit: number): Promise<readonly SalvagedEvent[]>;
  /** Up to where each conversation was seen (`EventStore.raiseSeen`). */
  seen(): Promise<readonly { readonly conv: string; readonly t: number; readonly id: string }[]>;
  end(): Promise<void>;
}
