import { fail, ok, type Result } from '../../../switch/index.ts';
import type { InviteRow } from '../../storage/store.ts';
import type { InvitesApi, InvitesProblem } from '../api/invites-api.ts';
import type { Core } from '../core.ts';
import { INVITE_USES_MAX, INVITES_OPEN_MAX } from '../limits.ts';
import type { InviteStoryView } from '../views/invite-views.ts';
import { type InviteDesk, type InviteFace, inviteView } from './invite-desk.ts';

export interface InviteActionsParts {
  readonly core: Core;
  readonly desk: InviteDesk;
  /** Undefined before the first run is done. */
  readonly face: () => InviteFace | undefined;
}

/** Several invites at a time, each with its story (messenger.ts `InvitesApi`). */
export class InviteActions implements InvitesApi {
  constructor(private readonly parts: InviteActionsParts) {}

  async list(): Promise<readonly InviteStoryView[]> {
    const rows = await this.parts.desk.all();
    return rows.map((row) => this.story(row));
  }

  /** One more, good for so many people; for one if nothing is said. */
  async make(usesMax = 1): Promise<Result<InviteStoryView, InvitesProblem>> {
    const { desk, face, core } = this.parts;
    if (face() === undefined) return fail('no-profile');
    if (!Number.isInteger(usesMax) || usesMax < 1 || usesMax > INVITE_USES_MAX) return fail('bad-uses');
    const open = (await desk.all()).filter((row) => desk.stateOf(row) === 'open');
    if (open.length >= INVITES_OPEN_MAX) return fail('too-many-invites');
    const row = await desk.issue(usesMax);
    core.emit({ name: 'invite' });
    return ok(this.story(row));
  }

  async withdraw(id: string): Promise<Result<Record<string, never>, InvitesProblem>> {
    const isOurs = /^[0-9a-f]{32}$/.test(id) && (await this.parts.desk.withdraw(id));
    if (!isOurs) return fail('unknown-invite');
    this.parts.core.emit({ name: 'invite' });
    return ok({});
  }

  private story(row: InviteRow): InviteStoryView {
    const { core, desk, face } = this.parts;
    const state = desk.stateOf(row);
    const shown = face();
    return {
      id: row.secret,
      state,
      createdAtMs: row.createdAtMs,
      expiresAtMs: row.expiresAtMs,
      withdrawnAtMs: row.withdrawnAtMs,
      usesMax: row.usesMax,
      uses: row.uses.map(({ person, atMs }) => {
        const contact = core.contacts.get(person);
        return { person, atMs, name: contact === undefined ? undefined : core.details.nameOf(contact) };
      }),
      invite: state === 'open' && shown !== undefined ? inviteView(row, shown) : undefined,
    };
  }
}
