import type { EventRow } from '../../storage/store.ts';
import type { BlobStand } from '../sync/sync-host.ts';
import type { Conversation } from './conversation.ts';

export interface ChatNames {
  /** As it stands in the list. */
  readonly name: string;
  /** The others who are in, as they are called here; undefined between two. */
  readonly members: readonly string[] | undefined;
}

/** A conversation with whoever takes part in it: one person, or a group. */
export interface Chat {
  readonly conversation: Conversation;
  /** What it is found by: a search looks at these of all chats, so they cost no more than reading them. */
  names(): ChatNames;
  /** Whether anything can be said here now. */
  mayWrite(): boolean;
  /** Whether what others said may be deleted for everybody. */
  mayDeleteOthers(): boolean;
  /** Tells the authors of these events how blobs that they name stand here. */
  tellBlobs(stand: BlobStand, rows: readonly EventRow[]): void;
}
