import type { EventRow } from '../../storage/store.ts';
import type { Conversation } from './conversation.ts';

/** A conversation with whoever takes part in it: one person, or a group. */
export interface Chat {
  readonly conversation: Conversation;
  /** Whether anything can be said here now. */
  mayWrite(): boolean;
  /** Whether what others said may be deleted for everybody. */
  mayDeleteOthers(): boolean;
  /** Fetches the blobs that these events name. */
  fetch(rows: readonly EventRow[]): Promise<void>;
  /** A blob is whole here that these events of the conversation name. */
  blobWhole(blob: string, rows: readonly EventRow[]): Promise<void>;
}
