import type { FileView, PhotoView, VoiceView } from './media-views.ts';
import type { AuthorView } from './person-views.ts';

/** State of one's own message; others' messages are `received`. */
export type DeliveryView =
  | { readonly name: 'received' }
  | { readonly name: 'waiting' }
  /** So many of the photos are there; in a group: so many people have it. */
  | {
      readonly name: 'arriving';
      readonly of: 'photos' | 'people' | 'files';
      readonly arrivedCount: number;
      readonly totalCount: number;
    }
  /** They have the message, and were asked whether they want what is in it. */
  | { readonly name: 'not-fetched' }
  /** They said no to it. */
  | { readonly name: 'declined' }
  | { readonly name: 'arrived' }
  | { readonly name: 'seen' }
  | { readonly name: 'not-sent'; readonly reason: string };

export interface ReplyView {
  readonly id: string;
  readonly isMine: boolean;
  readonly author: AuthorView | undefined;
  /** The first letters of a text or caption; empty for photos without one, and for what is gone or not here yet. */
  readonly excerpt: string;
  readonly kind: 'text' | 'album' | 'gone' | 'other';
}

export interface ReactionView {
  readonly emoji: string;
  readonly count: number;
  readonly isMine: boolean;
  /** Names of the others who gave it; between two there is only one other. */
  readonly names: readonly string[];
}

export interface EditView {
  readonly text: string;
  readonly atMs: number;
}

/** What is known about a message beside what the chat shows of it. */
export interface MessageDetailsView {
  /** By its author's clock. */
  readonly writtenAtMs: number;
  /** By ours. */
  readonly storedAtMs: number;
  /** Of one's own: how far it is with each of the others. Which way it took, and when they saw it, nobody notes. */
  readonly people: readonly {
    readonly device: string;
    /** Empty for the only other one. */
    readonly name: string;
    readonly delivery: DeliveryView;
  }[];
}

export type GroupNote =
  | { readonly what: 'created' | 'joined' | 'left' | 'picture'; readonly by: string }
  | {
      readonly what: 'added' | 'removed' | 'made-admin' | 'made-member' | 'wished-admin' | 'unwished-admin';
      readonly by: string;
      readonly who: string;
    }
  | { readonly what: 'title'; readonly by: string; readonly title: string };

export interface MessageView {
  readonly id: string;
  readonly conversationId: string;
  readonly isMine: boolean;
  /** Ours, and from a device whose words this one can change: in groups only from this one (WIRE.md "Event"). */
  readonly mayChange: boolean;
  /** Of others' messages in a group. */
  readonly author: AuthorView | undefined;
  /** Place in the order, with `id` to break ties. */
  readonly t: number;
  /** The time shown: the earlier of the author's clock and our receipt. */
  readonly atMs: number;
  readonly content:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'album'; readonly photos: readonly PhotoView[] }
    | { readonly kind: 'file'; readonly file: FileView }
    | { readonly kind: 'voice'; readonly voice: VoiceView }
    /** Something about the group itself: who did what, to whom. */
    | { readonly kind: 'group'; readonly note: GroupNote }
    /** Deleted, or older than what we may read. `by`: who deleted it, empty for ourselves. */
    | { readonly kind: 'gone'; readonly by: string | undefined }
    | { readonly kind: 'newer-version' };
  /** What it answers. */
  readonly reply: ReplyView | undefined;
  /** When it was changed last. */
  readonly editedAtMs: number | undefined;
  /** In the order in which they were first given. */
  readonly reactions: readonly ReactionView[];
  readonly delivery: DeliveryView;
  /** It sorts above something already read. */
  readonly isLate: boolean;
  /** Its author's log goes two ways here: two events claim its place, and both are kept and shown. */
  readonly isForked: boolean;
}
