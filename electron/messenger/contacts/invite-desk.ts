import { isTcp, type Path, type PublicIdentity } from '../../../switch/index.ts';
import type { ContactRow, InviteStore } from '../../storage/store.ts';
import { DEVICE_CSID, identityOfKey, keyOfModulus, modulusOfKey } from '../identity/rsa-identity.ts';
import {
  INVITE_CLOCK_DOUBT_MS,
  INVITE_LIFE_MS,
  INVITE_PATHS_MAX,
  INVITE_REST_MS_MIN,
  INVITE_SECRET_BYTES,
} from '../limits.ts';
import { isLoopback, isPublic } from '../trust/address-class.ts';
import type { InviteView } from '../views.ts';
import { inviteLink, inviteMessage, inviteQr } from './invite-text.ts';
import { encodeInvite, type Invite, type InviteSeed } from './invites.ts';

export interface InviteDeskParts {
  readonly store: InviteStore;
  readonly wallMs: () => number;
  readonly random: (length: number) => Uint8Array;
}

export type SecretState = 'invite unknown' | 'invite used' | 'invite expired' | 'good';

/** Hands out invites and takes them back, each good for one person once. */
export class InviteDesk {
  constructor(private readonly parts: InviteDeskParts) {}

  /** The newest unused invite, or a fresh one, with the name and addresses of this moment. */
  async current(
    identity: PublicIdentity,
    name: string,
    localPaths: readonly Path[],
    seeds: readonly InviteSeed[],
    person: string,
  ): Promise<InviteView> {
    const nowMs = this.parts.wallMs();
    const row = (await this.parts.store.newestUnused(nowMs + INVITE_REST_MS_MIN)) ?? (await this.issue(nowMs));
    const modulus = modulusOfKey(identity.keys[DEVICE_CSID] ?? new Uint8Array(0));
    if (modulus === undefined) throw new Error('our own key is no 2a key');
    const expiresAtS = Math.floor(row.expiresAtMs / 1000);
    const secret = new Uint8Array(Buffer.from(row.secret, 'hex'));
    const later = person === identity.hashname ? {} : { person };
    const invite = { modulus, name, paths: invitePaths(localPaths), secret, expiresAtS, ...later };
    const link = inviteLink(encodeInvite({ ...invite, seeds }));
    const qr = inviteQr(encodeInvite({ ...invite, seeds: [] }));
    return { text: inviteMessage(name, link), link, qr, expiresAtMs: 1000 * expiresAtS };
  }

  /** What this secret is worth to this person: one who has used it may show it again, our welcome may have been lost. */
  async check(secret: string, person: string): Promise<SecretState> {
    const row = await this.parts.store.get(secret);
    if (row === undefined) return 'invite unknown';
    if (row.usedBy !== undefined) return row.usedBy === person ? 'good' : 'invite used';
    return row.expiresAtMs < this.parts.wallMs() ? 'invite expired' : 'good';
  }

  /** Marks it used and stores the contact, together. False if somebody else was quicker. */
  redeem(secret: string, contact: ContactRow): Promise<boolean> {
    return this.parts.store.redeem(secret, this.parts.wallMs(), contact);
  }

  private async issue(nowMs: number) {
    const row = {
      secret: Buffer.from(this.parts.random(INVITE_SECRET_BYTES)).toString('hex'),
      createdAtMs: nowMs,
      expiresAtMs: nowMs + INVITE_LIFE_MS,
      usedBy: undefined,
      usedAtMs: undefined,
    };
    await this.parts.store.put(row);
    return row;
  }
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
