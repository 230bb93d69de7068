import { isTcp, type Path, type PublicIdentity } from '../../../switch/index.ts';
import type { ContactRow, InviteRow, InviteStore } from '../../storage/store.ts';
import { DEVICE_CSID, identityOfKey, keyOfModulus, modulusOfKey } from '../identity/rsa-identity.ts';
import {
  INVITE_CLOCK_DOUBT_MS,
  INVITE_LIFE_MS,
  INVITE_PATHS_MAX,
  INVITE_REST_MS_MIN,
  INVITE_SECRET_BYTES,
  INVITES_OVER_MAX,
  LIVE_CODE_GRACE_MS,
  LIVE_CODE_MS,
} from '../limits.ts';
import { isLoopback, isPublic } from '../trust/address-class.ts';
import type { InviteView } from '../views/invite-views.ts';
import { inviteLink, inviteMessage, inviteQr } from './invite-text.ts';
import { encodeInvite, type Invite, type InviteSeed } from './invites.ts';

export interface InviteDeskParts {
  readonly store: InviteStore;
  readonly wallMs: () => number;
  readonly random: (length: number) => Uint8Array;
}

/** What every invite of ours says, at the moment in which it is shown. */
export interface InviteFace {
  readonly identity: PublicIdentity;
  readonly name: string;
  readonly localPaths: readonly Path[];
  readonly seeds: readonly InviteSeed[];
  /** Our person. */
  readonly person: string;
}

export type SecretState = 'invite unknown' | 'invite used' | 'invite expired' | 'invite withdrawn' | 'good';

/** Hands out invites and takes them back; each has a story of its own. */
export class InviteDesk {
  constructor(private readonly parts: InviteDeskParts) {}

  /** The newest unused invite, or a fresh one, with the name and addresses of this moment. */
  async current(face: InviteFace): Promise<InviteView> {
    const row = (await this.parts.store.newestUnused(this.parts.wallMs() + INVITE_REST_MS_MIN)) ?? (await this.issue());
    return inviteView(row, face);
  }

  /** Another invite beside those there are: for one person, or for several. */
  async issue(usesMax = 1): Promise<InviteRow> {
    await this.forgetOld();
    return this.add('link', INVITE_LIFE_MS, usesMax);
  }

  /** A secret for a code on the screen. */
  async issueLive(): Promise<InviteRow> {
    await this.forgetOld();
    return this.add('live', LIVE_CODE_MS, 1);
  }

  /** Those that were handed out, the newest first. */
  async all(): Promise<readonly InviteRow[]> {
    return (await this.parts.store.all()).filter((row) => row.kind === 'link');
  }

  /** It is good for nobody from now on. False if it is none of ours, or is over anyway. */
  async withdraw(secret: string): Promise<boolean> {
    const row = await this.parts.store.get(secret);
    if (row === undefined || this.stateOf(row) !== 'open') return false;
    await this.parts.store.put({ ...row, withdrawnAtMs: this.parts.wallMs() });
    return true;
  }

  stateOf(row: InviteRow): 'open' | 'used' | 'expired' | 'withdrawn' {
    if (row.uses.length >= row.usesMax) return 'used';
    if (row.withdrawnAtMs !== undefined) return 'withdrawn';
    return row.expiresAtMs < this.parts.wallMs() ? 'expired' : 'open';
  }

  /** What this secret is worth to this person: one who has used it may show it again, our welcome may have been lost. */
  async check(secret: string, person: string): Promise<SecretState> {
    const row = await this.parts.store.get(secret);
    if (row === undefined) return 'invite unknown';
    if (row.uses.some((use) => use.person === person)) return 'good';
    const state = this.stateOf(row);
    return state === 'open' ? 'good' : `invite ${state}`;
  }

  /** Marks it used and stores the contact, together. False if somebody else was quicker. */
  redeem(secret: string, contact: ContactRow): Promise<boolean> {
    return this.parts.store.redeem(secret, this.parts.wallMs(), contact);
  }

  /**
   * A contact shows the secret of a code that is, or was just now, on our screen: they stand before it. Marks it used; false if
   * it is no such secret.
   */
  async seeLive(secret: string, contact: ContactRow): Promise<boolean> {
    const row = await this.parts.store.get(secret);
    if (row?.kind !== 'live') return false;
    const isTheirs = row.uses.some((use) => use.person === contact.person);
    const endAtMs = row.expiresAtMs + (isTheirs ? LIVE_CODE_GRACE_MS : 0);
    return this.parts.wallMs() <= endAtMs && this.redeem(secret, contact);
  }

  private async add(kind: InviteRow['kind'], lifeMs: number, usesMax: number): Promise<InviteRow> {
    const nowMs = this.parts.wallMs();
    const row: InviteRow = {
      secret: Buffer.from(this.parts.random(INVITE_SECRET_BYTES)).toString('hex'),
      kind,
      createdAtMs: nowMs,
      expiresAtMs: nowMs + lifeMs,
      withdrawnAtMs: undefined,
      usesMax,
      uses: [],
    };
    await this.parts.store.put(row);
    return row;
  }

  /** Codes of the screen that are long over, and of the invites the oldest that are over, beyond what is kept. */
  private async forgetOld(): Promise<void> {
    const rows = await this.parts.store.all();
    const nowMs = this.parts.wallMs();
    const isStale = (row: InviteRow) => row.kind === 'live' && row.expiresAtMs + LIVE_CODE_GRACE_MS < nowMs;
    const over = rows.filter((row) => row.kind === 'link' && this.stateOf(row) !== 'open');
    for (const row of [...rows.filter(isStale), ...over.slice(INVITES_OVER_MAX)])
      await this.parts.store.remove(row.secret);
  }
}

/** A row as people see and pass it on. */
export function inviteView(row: InviteRow, { identity, name, localPaths, seeds, person }: InviteFace): InviteView {
  const modulus = modulusOfKey(identity.keys[DEVICE_CSID] ?? new Uint8Array(0));
  if (modulus === undefined) throw new Error('our own key is no 2a key');
  const expiresAtS = Math.floor(row.expiresAtMs / 1000);
  const secret = new Uint8Array(Buffer.from(row.secret, 'hex'));
  const live = row.kind === 'live' ? ({ isLive: true } as const) : {};
  const later = person === identity.hashname ? {} : { person };
  const invite = { modulus, name, paths: invitePaths(localPaths), secret, expiresAtS, ...later, ...live };
  const link = inviteLink(encodeInvite({ ...invite, seeds }));
  const qr = inviteQr(encodeInvite({ ...invite, seeds: [] }));
  return { text: inviteMessage(name, link), link, qr, expiresAtMs: 1000 * expiresAtS };
}

/** The identity an invite names; `decodeInvite` has seen that the modulus makes a key. */
export function identityOfInvite(invite: Invite): PublicIdentity {
  const key = keyOfModulus(invite.modulus);
  if (key === undefined) throw new Error('an invite without a key');
  return identityOfKey(key);
}

/** Whom an invite names: the device's person, who is the device itself where nothing else is said. */
export function personOfInvite(invite: Invite): string {
  return invite.person ?? identityOfInvite(invite).hashname;
}

/** Only the inviter's clock decides; ours speaks up when being a day wrong could not save the invite. */
export function isLongExpired(invite: Invite, wallMs: number): boolean {
  return 1000 * invite.expiresAtS + INVITE_CLOCK_DOUBT_MS < wallMs;
}

/** At most three of UDP, which is all that an invite can say: what the internet reaches first, then the local network's, IPv4 before IPv6; loopback is bound alone. */
export function invitePaths(localPaths: readonly Path[]): readonly Path[] {
  const rank = (path: Path) => {
    const family = path.type === 'ipv4' ? 0 : 1;
    if (isLoopback(path.ip)) return 6;
    return (isPublic(path.ip) ? 0 : 2) + family + (isLinkLocal(path.ip) ? 2 : 0);
  };
  const udp = localPaths.filter((path) => !isTcp(path));
  return udp.sort((a, b) => rank(a) - rank(b)).slice(0, INVITE_PATHS_MAX);
}

/** fe80::/10 means nothing without the interface it belongs to. */
function isLinkLocal(ip: string): boolean {
  return ip.toLowerCase().startsWith('fe8') || ip.startsWith('169.254.');
}
