import type { Result } from '../../../switch/index.ts';
import type { InviteProblem, InviteStoryView, InviteView } from '../views/invite-views.ts';

/** The invite that is on screen, and those of others. */
export interface InvitingApi {
  getInvite(): Promise<Result<InviteView, 'no-profile'>>;
  readInvite(
    text: string,
  ): Promise<
    Result<
      { readonly name: string; readonly person: string; readonly knownConversationId?: string | undefined },
      InviteProblem
    >
  >;
  acceptInvite(
    text: string,
  ): Promise<Result<{ readonly conversationId: string }, InviteProblem | 'no-profile' | 'disk-full'>>;
}

/** Invites beside the one that `getInvite` shows. */
export interface InvitesApi {
  /** The newest first. */
  list(): Promise<readonly InviteStoryView[]>;
  make(usesMax?: number): Promise<Result<InviteStoryView, InvitesProblem>>;
  withdraw(id: string): Promise<Result<Record<string, never>, InvitesProblem>>;
}

export type InvitesProblem = 'no-profile' | 'unknown-invite' | 'bad-uses' | 'too-many-invites' | 'disk-full';
