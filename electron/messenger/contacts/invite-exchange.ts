import { fail, ok, type Result } from '../../../switch/index.ts';
import type { InvitingApi } from '../api/invites-api.ts';
import type { OwnProfile } from '../identity/own-profile.ts';
import type { OwnNetwork } from '../network/own-network.ts';
import type { Running } from '../running.ts';
import { unlessDiskFull } from '../store-trouble.ts';
import type { InviteProblem } from '../views/invite-views.ts';
import type { ContactBook } from './contacts.ts';
import { type InviteDesk, type InviteFace, identityOfInvite, isLongExpired, personOfInvite } from './invite-desk.ts';
import { findInvite } from './invite-text.ts';
import type { Invite } from './invites.ts';
import { nameOfInvite, takeInvite } from './take-invite.ts';

export interface InviteExchangeParts {
  readonly running: () => Running | undefined;
  readonly whenRunning: () => Promise<Running>;
  readonly profile: OwnProfile;
  readonly contacts: ContactBook;
  readonly desk: InviteDesk;
  readonly network: OwnNetwork;
  readonly wallMs: () => number;
}

/** Invites from one person to another: what ours say at this moment, and what becomes of one that was given to us. */
export class InviteExchange implements InvitingApi {
  constructor(private readonly parts: InviteExchangeParts) {}

  async getInvite() {
    await this.parts.whenRunning();
    const face = this.face();
    return face === undefined ? fail('no-profile') : ok(await this.parts.desk.current(face));
  }

  async readInvite(text: string) {
    const invite = this.check(text);
    if (!invite.ok) return invite;
    const person = personOfInvite(invite.value);
    return ok({
      name: nameOfInvite(invite.value),
      person,
      knownConversationId: this.parts.contacts.get(person)?.conv,
    });
  }

  async acceptInvite(
    text: string,
  ): Promise<Result<{ readonly conversationId: string }, InviteProblem | 'no-profile' | 'disk-full'>> {
    const invite = this.check(text);
    if (!invite.ok) return invite;
    if (this.parts.profile.name === undefined) return fail('no-profile');
    return unlessDiskFull(async () =>
      ok({ conversationId: await this.takeUp(await this.parts.whenRunning(), invite.value) }),
    );
  }

  /** What our invites say now; undefined before the first run is done. */
  face(): InviteFace | undefined {
    const running = this.parts.running();
    const { name } = this.parts.profile;
    if (running === undefined || name === undefined) return undefined;
    const { identity, core } = running;
    const { network } = this.parts;
    return {
      identity,
      name,
      localPaths: network.endpoint?.localPaths() ?? [],
      seeds: network.inviteSeeds(),
      person: core.own.person,
    };
  }

  /** The invite in a text, if it may be taken up. */
  check(text: string): Result<Invite, InviteProblem> {
    const invite = findInvite(text);
    if (!invite.ok) return invite;
    const own = this.parts.running()?.core.own;
    if (own?.has(identityOfInvite(invite.value).hashname) === true) return fail('invite-to-oneself');
    return isLongExpired(invite.value, this.parts.wallMs()) ? fail('invite-expired') : invite;
  }

  /** Adds whose invite it is; the conversation's id. */
  takeUp({ core, people }: Running, invite: Invite): Promise<string> {
    this.parts.network.learn(invite.seeds);
    return takeInvite(core, people, invite);
  }
}
