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

export type InviteProblem =
  | 'no-invite'
  | 'invite-mangled'
  | 'invite-truncated'
  | 'invite-foreign'
  | 'invite-newer-version'
  | 'invite-expired'
  | 'invite-to-oneself';
