export interface ContactRow {
  /** Hashname of the person (their root device). */
  readonly person: string;
  /** The device spoken to now; equal to `person` in this version. */
  readonly device: string;
  readonly conv: string;
  /** 2a public key, DER; empty as long as only their hashname is known. */
  readonly publicKey: Uint8Array;
  /** As they announce it. */
  readonly name: string;
  /** JSON array of `Path`: from the invite, then those that worked, the newest first. */
  readonly paths: string;
  /** `invited`: we hold their invite and wait for their welcome. `contact`: both sides said yes. */
  readonly state: 'invited' | 'contact';
  /** The invite secret still to be shown to them, 32 hex digits. */
  readonly inviteSecret: string | undefined;
  /** Why the invite was refused, in the wire's words, if it was. */
  readonly refusal: string | undefined;
  readonly addedAtMs: number;
}

export interface ContactStore {
  all(): Promise<readonly ContactRow[]>;
  put(row: ContactRow): Promise<void>;
}

export interface InviteRow {
  /** 32 hex digits. */
  readonly secret: string;
  /** `live`: shown on the screen for a moment, to be scanned there. */
  readonly kind: 'link' | 'live';
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly withdrawnAtMs: number | undefined;
  /** People it is good for. */
  readonly usesMax: number;
  /** Persons who used it, the first one first. */
  readonly uses: readonly { readonly person: string; readonly atMs: number }[];
}

export interface InviteStore {
  get(secret: string): Promise<InviteRow | undefined>;
  /** The newest first. */
  all(): Promise<readonly InviteRow[]>;
  /** All but its uses: only `redeem` adds to those. */
  put(row: InviteRow): Promise<void>;
  remove(secret: string): Promise<void>;
  /** The newest link for one person that is unused, not withdrawn and expires after `afterMs`. */
  newestUnused(afterMs: number): Promise<InviteRow | undefined>;
  /** In one transaction: marks the invite used and puts the contact. False if it was used up or withdrawn before. */
  redeem(secret: string, usedAtMs: number, contact: ContactRow): Promise<boolean>;
}

/** Somebody asks to be a contact. */
export interface RequestRow {
  readonly person: string;
  /** With which they asked. */
  readonly device: string;
  /** 2a public key, DER. */
  readonly publicKey: Uint8Array;
  readonly name: string;
  /** What they wrote; may be empty. */
  readonly text: string;
  readonly via: 'hashname' | 'nearby' | 'old-invite';
  /** JSON array of `Path`. */
  readonly paths: string;
  readonly atMs: number;
  /** Put away by the person: not shown, and kept so that it does not come back. */
  readonly isIgnored: boolean;
}

export interface BlockedRow {
  readonly person: string;
  readonly name: string;
  readonly atMs: number;
}

/** What is known of a contact beside the row that speaking with them needs. */
export interface ContactDetailsRow {
  readonly person: string;
  /** What they are called here, whatever they call themselves. */
  readonly nickname: string | undefined;
  /** Undefined for contacts from before this was kept. */
  readonly met: 'invited-them' | 'used-invite' | 'asked-us' | 'we-asked' | 'nearby' | undefined;
  /** The text of our own request, while it is not answered. */
  readonly ask: string | undefined;
  readonly verified: 'scan' | 'words' | 'nearby' | undefined;
  readonly verifiedAtMs: number | undefined;
  /** When a comparison last did not fit; undefined once one did, or it was taken back. */
  readonly differedAtMs: number | undefined;
  /** When they are usually on, as JSON; own observations only. */
  readonly hours: string | undefined;
  /** SHA-256 of their picture as they sent it. */
  readonly pictureId: string | undefined;
  readonly thumbhash: Uint8Array | undefined;
  /** Their picture, encoded anew. */
  readonly picture: Uint8Array | undefined;
}

/** A contact's profile was another one before. */
export interface ProfileChangeRow {
  readonly person: string;
  readonly atMs: number;
  readonly what: 'name' | 'picture';
  /** The name, or the id of the picture; empty for none. */
  readonly before: string;
}

export interface PeopleStore {
  /** The oldest first. */
  requests(): Promise<readonly RequestRow[]>;
  putRequest(row: RequestRow): Promise<void>;
  removeRequest(person: string): Promise<void>;
  blocked(): Promise<readonly BlockedRow[]>;
  block(row: BlockedRow): Promise<void>;
  unblock(person: string): Promise<void>;
  details(): Promise<readonly ContactDetailsRow[]>;
  putDetails(row: ContactDetailsRow): Promise<void>;
  /** Keeps the newest `kept` of this person. */
  addChange(row: ProfileChangeRow, kept: number): Promise<void>;
  /** The oldest first. */
  changesOf(person: string): Promise<readonly ProfileChangeRow[]>;
  /** The contact and all that is known of them; their conversation stays. */
  removeContact(person: string): Promise<void>;
}
