import type { EventRow } from '../../storage/index.ts';
import type { Core } from '../core.ts';
import type { ConversationView } from '../views/conversation-views.ts';
import type { WithheldReason } from '../views/media-views.ts';
import type { MessageView } from '../views/message-views.ts';
import type { AuthorView } from '../views/person-views.ts';
import type { TrustView } from '../views/trust-views.ts';
import type { MayDelete, PersonOf } from './effects.ts';

/** What of a conversation's view is not read from its log. */
export type ConversationHeading = Omit<ConversationView, 'id' | 'unreadCount' | 'newest' | 'trust' | keyof OwnView> & {
  readonly trust: Omit<TrustView, 'queuedCount'>;
};

/** What of it comes from the settings of the person here, and from what is heard now. */
export type OwnView = Pick<
  ConversationView,
  | 'draft'
  | 'pinRank'
  | 'mutedUntilMs'
  | 'tellsRead'
  | 'tellsTyping'
  | 'isMarkedUnread'
  | 'isArchived'
  | 'isDeleted'
  | 'typing'
  | 'needsUpdate'
>;

/** What is asked of the parts around a conversation. */
export interface ConversationParts {
  readonly core: Core;
  readonly conv: string;
  /** Events are signed then. */
  readonly isGroup: boolean;
  readonly heading: () => ConversationHeading;
  /** Devices of the others that what is said here is meant for; with an event, that it is meant for. */
  readonly audience: (row?: EventRow) => readonly string[];
  /** Who wrote it, where that is to be shown; undefined between two. */
  readonly authorOf: (device: string) => AuthorView | undefined;
  /** What an event of a group's membership says; undefined for all others. */
  readonly noteOf: (row: EventRow) => MessageView['content'] | undefined;
  /** Whether a deletion by somebody may take another event away. */
  readonly mayDelete: MayDelete;
  readonly personOf: PersonOf;
  /** Our own event that doesn't count: we were taken out of the group before it. */
  readonly isVoid: (row: EventRow) => boolean;
  /** Why nobody may give us this blob, though the event names it; undefined if somebody may. */
  readonly withheld: (row: EventRow, blob: string) => Promise<WithheldReason | undefined>;
  /** An own event was stored: it is to be sent. */
  readonly onAppended: () => void;
  /** The person read something: the others are to be told. */
  readonly onRead: () => void;
  /** The person types, or stopped: whoever is connected is told. */
  readonly onTyping: (isTyping: boolean) => void;
}
