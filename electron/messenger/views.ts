/** What the messenger shows of itself. Plain data; the bridge's schemas have exactly these shapes. */

export interface ProfileView {
  readonly hashname: string;
  readonly name: string;
}

/** The pill's path state (product.md "Trust pill"; section 3.4 of the notes), as far as this release goes. */
export type TrustState =
  | 'direct-same-network'
  | 'direct'
  | 'connected'
  | 'looking'
  | 'waiting'
  | 'no-way-yet'
  | 'offline';

export interface TrustView {
  readonly state: TrustState;
  /** Things waiting for this person. */
  readonly queuedCount: number;
  /** Wall time this state began. */
  readonly sinceAtMs: number;
  /** The path in use, for the panel: "192.0.2.7:42424". */
  readonly address: string | undefined;
  readonly roundTripMs: number | undefined;
}

/** Who wrote a message of a group. */
export interface AuthorView {
  readonly device: string;
  readonly name: string;
}

/** How one stands to a group. `frozen`: an event of a newer version decides about it. */
export type GroupState = 'invited' | 'joining' | 'member' | 'left' | 'removed' | 'frozen';

export interface GroupMemberView {
  readonly device: string;
  readonly name: string;
  readonly isAdmin: boolean;
  readonly hasJoined: boolean;
  readonly isMe: boolean;
}

export interface GroupView {
  readonly state: GroupState;
  readonly isAdmin: boolean;
  readonly members: readonly GroupMemberView[];
  /** Who invited us. */
  readonly invitedBy: string | undefined;
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
  readonly newest: MessageView | undefined;
  readonly addedAtMs: number;
  readonly trust: TrustView;
}

/** State of one's own message; others' messages are `received`. */
export type DeliveryView =
  | { readonly name: 'received' }
  | { readonly name: 'waiting' }
  /** So many of the photos are there; in a group: so many people have it. */
  | {
      readonly name: 'arriving';
      readonly of: 'photos' | 'people';
      readonly arrivedCount: number;
      readonly totalCount: number;
    }
  | { readonly name: 'arrived' }
  | { readonly name: 'seen' }
  | { readonly name: 'not-sent'; readonly reason: string };

export interface PhotoView {
  /** For `media://photo/…`: names event and item, never a file. */
  readonly key: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: number;
  /** base64url. */
  readonly thumbhash: string;
  readonly caption: string | undefined;
  readonly takenAt: string | undefined;
  readonly hasThumb: boolean;
  readonly isWhole: boolean;
  /** 0 to 1, while it is being fetched. */
  readonly progress: number;
}

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

export type GroupNote =
  | { readonly what: 'created' | 'joined' | 'left' | 'picture'; readonly by: string }
  | { readonly what: 'added' | 'removed' | 'made-admin' | 'made-member'; readonly by: string; readonly who: string }
  | { readonly what: 'title'; readonly by: string; readonly title: string };

export interface MessageView {
  readonly id: string;
  readonly conversationId: string;
  readonly isMine: boolean;
  /** Of others' messages in a group. */
  readonly author: AuthorView | undefined;
  /** Place in the order, with `id` to break ties. */
  readonly t: number;
  /** The time shown: the earlier of the author's clock and our receipt. */
  readonly atMs: number;
  readonly content:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'album'; readonly photos: readonly PhotoView[] }
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
}

export interface InviteView {
  /** Text for people: a sentence, and the link. */
  readonly text: string;
  readonly link: string;
  /** Upper-case content of the QR code. */
  readonly qr: string;
  readonly expiresAtMs: number;
}

export type InviteProblem =
  | 'no-invite'
  | 'invite-mangled'
  | 'invite-truncated'
  | 'invite-foreign'
  | 'invite-newer-version'
  | 'invite-expired'
  | 'invite-to-oneself';

export type PhotoProblem =
  | 'photo-empty'
  | 'photo-too-large'
  | 'photo-not-an-image'
  | 'photo-too-many-pixels'
  | 'photo-unsupported'
  | 'photo-decoder-failed'
  | 'disk-full';

export interface StagedPhotoView {
  readonly stagedId: string;
  readonly fileName: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: number;
  readonly thumbhash: string;
}

export interface NetworkView {
  readonly state: 'starting' | 'listening' | 'offline' | 'failed';
  /** "0.0.0.0:42424" or what is wrong. */
  readonly detail: string;
  readonly problem: 'port-taken' | 'address-unavailable' | 'network-denied' | undefined;
}

/** Things the person should know and can act on; shown as one line above the list. */
export type NoticeView =
  /** The database key lies in a file that whoever takes the disk can read. */
  | { readonly name: 'key-in-file' }
  | { readonly name: 'port-changed'; readonly wanted: number; readonly got: number }
  /** The person went on to another computer at this time, by that computer's clock. This one still runs. */
  | { readonly name: 'moved'; readonly atMs: number }
  /** The store was damaged and an older state of it is in use, of this time; the damaged file is kept aside. */
  | { readonly name: 'recovered'; readonly fromAtMs: number }
  /** The automatic copy could not be made: its folder is gone, its disk is full, or what was written could not be opened. */
  | { readonly name: 'copy-trouble'; readonly problem: 'folder-missing' | 'disk-full' | 'failed' }
  /** The disk is full: what arrives waits at its sender until there is room. */
  | { readonly name: 'disk-full' };

/** How safe everything is from a lost or broken computer. */
export interface BackupView {
  readonly hasPassphrase: boolean;
  /** Where the database key lies: in the system's key store, or in a file that whoever takes the disk can read. */
  readonly keyIn: 'system' | 'file';
  /** Whether the rescue words were looked at, and two of them said again. */
  readonly words: 'unseen' | 'seen' | 'confirmed';
  /** `isStale`: people or groups came since, and it could not be written again. */
  readonly rescueFile: { readonly path: string; readonly savedAtMs: number; readonly isStale: boolean } | undefined;
  readonly copy:
    | {
        readonly folder: string;
        readonly madeAtMs: number | undefined;
        readonly problem: 'folder-missing' | 'disk-full' | 'failed' | undefined;
        /** 0 to 1 while one is made. */
        readonly progress: number | undefined;
      }
    | undefined;
}
