export interface ProfileView {
  readonly hashname: string;
  readonly name: string;
  /** Changes with the picture; absent without one. */
  readonly pictureId?: string | undefined;
}

/** Who wrote a message of a group. */
export interface AuthorView {
  readonly device: string;
  readonly name: string;
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
  /** When a comparison last did not fit, and none did since. */
  readonly differedAtMs: number | undefined;
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
