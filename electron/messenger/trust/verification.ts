import { fail, ok, type Result } from '../../../switch/index.ts';
import type { ContactDetailsRow, ContactRow } from '../../storage/store.ts';
import type { VerificationProblem } from '../api/verification-api.ts';
import { HelloBudget } from '../contacts/hello-budget.ts';
import { type InviteDesk, personOfInvite } from '../contacts/invite-desk.ts';
import type { Invite } from '../contacts/invites.ts';
import type { Core } from '../core.ts';
import { LIVE_CODE_GRACE_MS } from '../limits.ts';
import { ScannedHead } from '../sync/frame-shapes.ts';
import type { Frame } from '../sync/frames.ts';
import type { Say } from '../sync/sync-host.ts';
import type { SafetyView } from '../views/person-views.ts';
import { safetyOf } from './safety.ts';

export interface VerificationParts {
  readonly core: Core;
  readonly invites: InviteDesk;
  /** Says something to a contact now; false if they can't be reached. */
  readonly say: (person: string, ...said: Parameters<Say>) => boolean;
  readonly onChange: (person: string) => void;
}

type Nothing = Record<string, never>;
/** Secrets shown that were none, of one contact within a minute: who guesses has 2^128 to try. */
const SCANS_MAX = 10;

const NOT_COMPARED = { verified: undefined, verifiedAtMs: undefined, differedAtMs: undefined } as const;

/**
 * Who has proved to be whom: by a code scanned off the other one's screen, by six words read aloud, or side by side. What is
 * verified is a hashname, whose key can't change; it ends when the person says so, when a later comparison does not fit, and with the
 * contact.
 */
export class Verification {
  private readonly safety = new Map<string, SafetyView>();
  /** Secrets scanned just now, by person, until their side has said that it showed them. */
  private readonly scanned = new Map<string, { readonly secret: string; readonly untilMs: number }>();
  private readonly budget = new HelloBudget(SCANS_MAX);

  constructor(private readonly parts: VerificationParts) {}

  /** Our own words and picture, and theirs: each reads their own aloud. */
  safetyWith(person: string): Result<{ readonly own: SafetyView; readonly theirs: SafetyView }, VerificationProblem> {
    if (this.parts.core.contacts.get(person) === undefined) return fail('unknown-person');
    return ok({ own: this.safetyOf(this.parts.core.own.person), theirs: this.safetyOf(person) });
  }

  async verify(
    person: string,
    how: NonNullable<ContactDetailsRow['verified']>,
  ): Promise<Result<Nothing, VerificationProblem>> {
    return await this.note(person, { ...NOT_COMPARED, verified: how, verifiedAtMs: this.parts.core.clock.wallMs() });
  }

  /** What was compared is not the same: kept, so that nobody takes it for a check that was never made. */
  async differ(person: string): Promise<Result<Nothing, VerificationProblem>> {
    return await this.note(person, { ...NOT_COMPARED, differedAtMs: this.parts.core.clock.wallMs() });
  }

  /** As if nothing had ever been compared. */
  async unverify(person: string): Promise<Result<Nothing, VerificationProblem>> {
    return await this.note(person, NOT_COMPARED);
  }

  /** The camera saw this live code on their screen: as soon as they can be reached, they are told which. */
  sawCode(invite: Invite): void {
    const person = personOfInvite(invite);
    const secret = Buffer.from(invite.secret).toString('hex');
    this.scanned.set(person, { secret, untilMs: this.parts.core.clock.wallMs() + LIVE_CODE_GRACE_MS });
    this.parts.say(person, { t: 'scanned', secret });
  }

  greet(say: Say, row: ContactRow): void {
    const scan = this.scanned.get(row.person);
    if (scan === undefined) return;
    if (scan.untilMs >= this.parts.core.clock.wallMs()) say({ t: 'scanned', secret: scan.secret });
    else this.scanned.delete(row.person);
  }

  async takeWord(row: ContactRow, frame: Frame, say: Say): Promise<void> {
    if (frame.t !== 'scanned' && frame.t !== 'seen') return;
    const head = ScannedHead.safeParse(frame.json);
    if (!head.success) return;
    const { secret } = head.data;
    if (frame.t === 'seen') {
      const scan = this.scanned.get(row.person);
      if (scan?.secret !== secret || scan.untilMs < this.parts.core.clock.wallMs()) return;
      this.scanned.delete(row.person);
      await this.verify(row.person, 'scan');
      return;
    }
    if (!this.budget.take([row.person], this.parts.core.nowMs())) return;
    if (!(await this.parts.invites.seeLive(secret, row))) return;
    say({ t: 'seen', secret });
    await this.verify(row.person, 'scan');
  }

  private async note(person: string, found: Partial<ContactDetailsRow>): Promise<Result<Nothing, VerificationProblem>> {
    const { core, onChange } = this.parts;
    if (core.contacts.get(person) === undefined) return fail('unknown-person');
    await core.details.change(person, found);
    onChange(person);
    return ok({});
  }

  private safetyOf(hashname: string): SafetyView {
    const view = this.safety.get(hashname) ?? safetyOf(hashname);
    this.safety.set(hashname, view);
    return view;
  }
}
