/** What the messenger shows of itself. Plain data; the bridge's schemas have exactly these shapes. */

export interface ProfileView {
  readonly hashname: string;
  readonly name: string;
  /** Changes with the picture; absent without one. */
  readonly pictureId?: string | undefined;
}

/** The pill's path state (product.md "Trust pill"; section 3.4 of the notes), as far as this release goes. */
export type TrustState =
  | 'direct-same-network'
  | 'direct'
  | 'connected'
  /** A contact's machine passes it on. */
  | 'through-friend'
  /** Somebody else's machine does. */
  | 'through-helper'
  | 'looking'
  | 'waiting'
  | 'no-way-yet'
  | 'offline';

/** What is said of the way to the other side of a connection check: who stands between is nobody's business. */
export type WayTold = Exclude<TrustState, 'through-friend' | 'through-helper'>;

/** A contact whose machine stands between. */
export interface ViaView {
  readonly person: string;
  readonly name: string;
}

export interface TrustView {
  readonly state: TrustState;
  /** Things waiting for this person. */
  readonly queuedCount: number;
  /** Wall time this state began. */
  readonly sinceAtMs: number;
  /** The path in use, for the panel: "192.0.2.7:42424". */
  readonly address: string | undefined;
  readonly roundTripMs: number | undefined;
  /** What carries the packets of that path; undefined without one. */
  readonly carriedBy: 'udp' | 'tcp' | undefined;
  /** Only with `through-friend`. */
  readonly via: ViaView | undefined;
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

/** Where the content of something stands here. */
export interface TransferView {
  /** `asks`: it is fetched if the person says so. */
  readonly state: 'here' | 'coming' | 'asks' | 'paused' | 'declined' | 'failed';
  /** 0 to 1. */
  readonly progress: number;
  /** Why it asks or failed. */
  readonly why: TransferReason | undefined;
}

export type TransferReason = 'large' | 'day-full' | 'disk-quota' | 'too-large' | 'wrong-size';

/** A video clip in an album; its poster is its thumbnail. */
export interface ClipView {
  readonly durationMs: number;
  readonly type: string;
}

export interface FileView {
  /** For `media://file/…`: names the event, never a file. */
  readonly key: string;
  /** Safe to save under. */
  readonly name: string;
  /** As the sender calls it: for a picture beside the name, never for what is done with it. */
  readonly type: string;
  readonly bytes: number;
  /** Opening it runs something. */
  readonly isProgram: boolean;
  readonly transfer: TransferView;
}

export interface VoiceView {
  /** For `media://file/…`. */
  readonly key: string;
  readonly bytes: number;
  readonly durationMs: number;
  /** Loudness over time, 0 to 255, at most 100 steps. */
  readonly waveform: readonly number[];
  readonly transfer: TransferView;
}

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
  readonly transfer: TransferView;
  /** Of a video clip. */
  readonly clip: ClipView | undefined;
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
  | { readonly what: 'added' | 'removed' | 'made-admin' | 'made-member'; readonly by: string; readonly who: string }
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

export interface InviteView {
  /** Text for people: a sentence, and the link. */
  readonly text: string;
  readonly link: string;
  /** Upper-case content of the QR code. */
  readonly qr: string;
  readonly expiresAtMs: number;
}

/** An invite and what became of it. */
export interface InviteStoryView {
  readonly id: string;
  readonly state: 'open' | 'used' | 'expired' | 'withdrawn';
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly withdrawnAtMs: number | undefined;
  /** People it is good for; one unless it was made for more. */
  readonly usesMax: number;
  /** `name`: undefined if they are no contact any more. */
  readonly uses: readonly { readonly person: string; readonly name: string | undefined; readonly atMs: number }[];
  /** To be shown or passed on, while it is open. */
  readonly invite: InviteView | undefined;
}

/** Somebody who could be taken for somebody else, because of a name or a picture. */
export interface ResemblanceView {
  readonly person: string;
  readonly name: string;
  readonly by: 'name' | 'picture';
}

export interface ContactView {
  readonly person: string;
  readonly conversationId: string;
  /** What they are called here: the nickname, else what they call themselves. */
  readonly name: string;
  readonly announcedName: string;
  readonly nickname: string | undefined;
  readonly state: 'invited' | 'contact';
  /** How we met; undefined if that was not kept. */
  readonly met: 'invited-them' | 'used-invite' | 'asked-us' | 'we-asked' | 'nearby' | undefined;
  readonly addedAtMs: number;
  readonly isBlocked: boolean;
  readonly verified: { readonly how: 'scan' | 'words' | 'nearby'; readonly atMs: number } | undefined;
  /** Changes with the picture; undefined if they have none. */
  readonly pictureId: string | undefined;
  /** "Usually on around 19:00" today, by this machine's clock, from our own observations. */
  readonly usuallyAtHour: number | undefined;
  readonly resembles: readonly ResemblanceView[];
}

/** A stranger who asks to be a contact. The text is theirs: shown as plain text, nothing in it can be opened. */
export interface RequestView {
  readonly person: string;
  readonly name: string;
  readonly text: string;
  readonly via: 'hashname' | 'nearby' | 'old-invite';
  readonly atMs: number;
  readonly resembles: readonly ResemblanceView[];
}

export interface BlockedView {
  readonly person: string;
  readonly name: string;
  readonly atMs: number;
}

/** What a contact's profile was before: a name, or the id of a picture; empty for none. */
export interface ProfileChangeView {
  readonly atMs: number;
  readonly what: 'name' | 'picture';
  readonly before: string;
}

/** Somebody with Hashline on one of our networks. Nothing of it is proven. */
export interface NearbyView {
  readonly person: string;
  readonly name: string;
  /** When they last answered there. */
  readonly seenAtMs: number;
  readonly knownConversationId: string | undefined;
}

/** Words to be read aloud, and a picture: a colour (of 8) and eight rows of four cells, one bit each, the left one highest. */
export interface SafetyView {
  readonly words: readonly string[];
  readonly hue: number;
  readonly rows: readonly number[];
}

/** A check side by side: `shared` is to be the same on both screens. */
export interface CheckView {
  readonly person: string;
  /** Ours: what the person here says is said of this one, also if it was replaced meanwhile. */
  readonly id: string;
  /** We began it. */
  readonly isOurs: boolean;
  readonly shared: SafetyView | undefined;
  readonly isOver: boolean;
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
  /** The file is not there, or not for us. */
  | 'photo-unreadable'
  | 'disk-full';

export type ClipProblem =
  | Extract<PhotoProblem, 'photo-unreadable' | 'photo-empty' | 'disk-full'>
  | 'clip-too-large'
  /** No film of a kind that can be played and freed of its notes. */
  | 'clip-unsupported';

/** How large photos are sent: 1,280 px, 2,048 px, or as they are without what they tell beside what they show. */
export type PhotoSize = 'small' | 'good' | 'original';

export interface StagedPhotoView {
  readonly stagedId: string;
  readonly fileName: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Bytes that go out at each size. */
  readonly sizes: Readonly<Record<PhotoSize, number>>;
  readonly thumbhash: string;
  readonly takenAt: string | undefined;
  /** Of a clip. */
  readonly durationMs: number | undefined;
}

export interface NetworkView {
  readonly state: 'starting' | 'listening' | 'offline' | 'failed';
  /** "0.0.0.0:42424" or what is wrong. */
  readonly detail: string;
  readonly problem: 'port-taken' | 'address-unavailable' | 'network-denied' | undefined;
}

/** What was seen of the network outside: kinds, no addresses. `seen`: whether a router gives us one port for everybody. */
export interface OutsideView {
  readonly mapping: 'off' | 'asking' | 'none' | 'mapped' | 'behind-another';
  readonly by: 'PCP' | 'NAT-PMP' | 'UPnP' | undefined;
  readonly seen: 'unknown' | 'same' | 'varies';
  readonly isReachable: boolean;
  /** To and from machines beyond one's own networks. */
  readonly hasSent: boolean;
  readonly hasHeard: boolean;
}

/** A switch through which others are found. `contact`: the name of whom it belongs to, if that is somebody known. */
export interface SeedView {
  readonly hashname: string;
  /** Named by the person here. */
  readonly isOwn: boolean;
  readonly isLinked: boolean;
  readonly contact: string | undefined;
}

/** How this computer is connected just now. */
export interface ConnectionView {
  readonly state: NetworkView['state'];
  readonly problem: NetworkView['problem'];
  readonly port: number | undefined;
  readonly ways: { readonly ipv4: boolean; readonly ipv6: boolean; readonly tcp: boolean };
  /** Networks this machine is in, loopback left out. */
  readonly networkCount: number;
  readonly outside: OutsideView;
  readonly seeds: readonly SeedView[];
  /** For others, unread, since the start. */
  readonly carried: { readonly bytes: number; readonly packets: number; readonly introductions: number };
}

/** What a contact's computer says of itself and of the way to us. */
export interface SideView {
  readonly mapping: OutsideView['mapping'];
  readonly seen: OutsideView['seen'];
  readonly isReachable: boolean;
  readonly seedCount: number;
  readonly way: WayTold;
}

/** A check that was made: of this computer and, if one was named, of the way to a contact from both ends. */
export interface ConnectionReportView extends ConnectionView {
  readonly atMs: number;
  readonly contact:
    | {
        readonly way: TrustState;
        readonly through: 'bridge' | 'relay' | undefined;
        /** Undefined: there was no line, or no answer (they may have an older version). */
        readonly theirs: SideView | undefined;
      }
    | undefined;
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
  /** There are contacts, and the rescue words were never written down. */
  | { readonly name: 'no-rescue-words' }
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

export interface SnippetPart {
  readonly text: string;
  readonly isHit: boolean;
}

/** A message that was found, and the words around what was found in it. */
export interface MessageHitView {
  readonly message: MessageView;
  readonly snippet: readonly SnippetPart[];
}

/** A person or a group that was found by name; `member`: a group, by the name of somebody in it. */
export interface NameHitView {
  readonly conversationId: string;
  readonly isGroup: boolean;
  readonly name: string;
  readonly member: string | undefined;
}

/** People, then groups, then messages with the newest first. `next`: ask on with it; undefined at the end. */
export interface SearchView {
  readonly names: readonly NameHitView[];
  readonly messages: readonly MessageHitView[];
  readonly next: number | undefined;
}
