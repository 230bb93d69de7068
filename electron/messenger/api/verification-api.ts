import type { Result } from '../../../switch/index.ts';
import type { InviteProblem, InviteView } from '../views/invite-views.ts';
import type { SafetyView } from '../views/person-views.ts';

/** Who proved to be whom. */
export interface VerificationApi {
  safetyWith(person: string): Result<{ readonly own: SafetyView; readonly theirs: SafetyView }, VerificationProblem>;
  /** The words were read aloud on both sides, and fit. */
  confirmWords(person: string): Promise<Result<Record<string, never>, VerificationProblem>>;
  /** They were read aloud, and do not fit. */
  denyWords(person: string): Promise<Result<Record<string, never>, VerificationProblem>>;
  /** Neither checked nor failed. */
  unverify(person: string): Promise<Result<Record<string, never>, VerificationProblem>>;
  /** A code for the screen, good for 2 minutes. */
  liveCode(): Promise<Result<InviteView, VerificationProblem>>;
  /**
   * What this machine's camera sees, and nothing else: a pasted or saved picture goes to `acceptInvite`. Adds whose code it is; if
   * it is a live one, both are verified as soon as they have spoken.
   */
  scan(
    text: string,
  ): Promise<
    Result<{ readonly conversationId: string; readonly isLive: boolean }, InviteProblem | 'no-profile' | 'disk-full'>
  >;
  /** Checks side by side; how it goes is told by `check`. */
  startCheck(person: string): Result<Record<string, never>, VerificationProblem>;
  /** Closes it, also before there is a picture: what still comes of it finds nothing. */
  cancelCheck(person: string, id: string): void;
  /** `id`: of the check that the person saw. If they began another one meanwhile, this says nothing of it: `other-check`. */
  answerCheck(person: string, id: string, isSame: boolean): Promise<Result<Record<string, never>, VerificationProblem>>;
}

export type VerificationProblem =
  | 'unknown-person'
  | 'no-profile'
  | 'not-near'
  | 'too-often'
  | 'no-check'
  | 'other-check'
  | 'disk-full';
