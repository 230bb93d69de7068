import type { Result } from '../../../switch/index.ts';
import type { InviteStoryView } from '../views/invite-views.ts';

/** Invites beside the one that `getInvite` shows. */
export interface InvitesApi {
  /** The newest first. */
  list(): Promise<readonly InviteStoryView[]>;
  make(usesMax?: number): Promise<Result<InviteStoryView, InvitesProblem>>;
  withdraw(id: string): Promise<Result<Record<string, never>, InvitesProblem>>;
}

export type InvitesProblem = 'no-profile' | 'unknown-invite' | 'bad-uses' | 'too-many-invites' | 'disk-full';
