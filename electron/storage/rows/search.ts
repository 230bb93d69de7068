import type { EventRow } from './events.ts';

export interface SearchQuery {
  /** Each as it was typed, folded; all of them must be there, the words of one phrase side by side, the last as a beginning. */
  readonly phrases: readonly string[];
  readonly conv: string | undefined;
  /** Kinds of events to look among; none named: all. */
  readonly kinds: readonly string[];
  /** Of the last hit of the page before. */
  readonly before: number | undefined;
  readonly limit: number;
}

export interface UnnotedEvent {
  readonly n: number;
  readonly kind: string;
  readonly body: Uint8Array;
}

/** Full-text search in what is shown. The index follows the events in their own transactions (`EventRow.words`). */
export interface SearchStore {
  /** The newest first, by the time shown. */
  find(query: SearchQuery): Promise<readonly { readonly place: number; readonly row: EventRow }[]>;
  /** Events of a store older than its index, whose words are still to be noted: those after this one, ascending. */
  unnoted(afterN: number, kinds: readonly string[], limit: number): Promise<readonly UnnotedEvent[]>;
  note(words: readonly { readonly n: number; readonly words: string }[]): Promise<void>;
}
