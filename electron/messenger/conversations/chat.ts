import type { EventRow } from '../../storage/store.ts';
import type { BlobStand } from '../sync/sync-host.ts';
import type { Conversation } from './conversation.ts';

/** A conversation with whoever takes part in it: one person, or a group. */
export interface Chat {
  readonly conversation: Conversation;
  /** Whether anything can be said here now. */
  mayWrite(): boolean;
  /** Whether what others said may be deleted for everybody. */
  mayDeleteOthers(): boolean;
  /** Tells the authors of these events how blobs that they name stand here. */
  tellBlobs(stand: BlobStand, rows: readonly EventRow[]): void;
}
