import type { MessageView } from './message-views.ts';
import type { TrustView } from './trust-views.ts';

/** How one stands to a group. `frozen`: an event of a newer version decides about it. */
export type GroupState = 'invited' | 'joining' | 'member' | 'left' | 'removed' | 'frozen';

export interface GroupMemberView {
  readonly device: string;
  readonly name: string;
  readonly isAdmin: boolean;
  readonly hasJoined: boolean;
  readonly isMe: boolean;
  /** Members who want them to be an admin and are none themselves; 0 for an admin. */
  readonly wishCount: number;
  /** We are one of them. */
  readonly isMyWish: boolean;
}

export interface GroupView {
  readonly state: GroupState;
  readonly isAdmin: boolean;
  /** Changes with the picture; undefined without one. */
  readonly pictureId: string | undefined;
  readonly members: readonly GroupMemberView[];
  /** Who invited us. */
  readonly invitedBy: string | undefined;
  /** How many of the others there is a line with now; undefined for who is no member. */
  readonly reachableCount: number | undefined;
}

export interface DraftView {
  readonly text: string;
  /** Message that it answers. */
  readonly replyTo: string | undefined;
}

export interface ConversationView {
  readonly id: string;
  /** The other person's hashname; undefined for a group. */
  readonly person: string | undefined;
  /** Undefined between two. */
  readonly group: GroupView | undefined;
  /** The person's name, or the group's title. */
  readonly name: string;
  /** `invited`: waiting for their side to answer our use of their invite. */
  readonly state: 'invited' | 'contact';
  /** A device that claims to be theirs, by their root signature, and waits for an answer: *New device?* */
  readonly newDevice: { readonly device: string; readonly atMs: number } | undefined;
  /** Why the invite was refused, if it was. */
  readonly refusal: 'invite-unknown' | 'invite-used' | 'invite-expired' | undefined;
  readonly unreadCount: number;
  /** What was typed and not sent. */
  readonly draft: DraftView | undefined;
  /** Its place among the pinned ones, 0 the first. */
  readonly pinRank: number | undefined;
  /** Past or undefined: not muted. */
  readonly mutedUntilMs: number | undefined;
  /** Whether they are told what was read, and that something is being typed. */
  readonly tellsRead: boolean;
  readonly tellsTyping: boolean;
  readonly isMarkedUnread: boolean;
  readonly isArchived: boolean;
  /** Out of the list until something is said. */
  readonly isDeleted: boolean;
  /** Names of who is typing now. */
  readonly typing: readonly string[];
  /** Somebody here speaks a newer version: "Update to take part". */
  readonly needsUpdate: boolean;
  readonly newest: MessageView | undefined;
  readonly addedAtMs: number;
  readonly trust: TrustView;
}

/** A part of a conversation, oldest first. */
export interface PageView {
  readonly messages: readonly MessageView[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

/** What a conversation has of photos, files or voice messages in one month ("2026-11"), the newest first. */
export interface MonthView {
  readonly month: string;
  readonly messages: readonly MessageView[];
}
