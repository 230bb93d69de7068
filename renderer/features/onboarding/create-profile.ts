import type { Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { useAppStore } from '../../store/app-store.ts';
import { acceptInvite, looksLikeInvite } from '../add-contact/accept-invite.ts';

const PROBLEM_KEYS = {
  'bad-name': 'firstRun.badName',
  'profile-exists': 'problem.ours',
  'disk-full': 'firstRun.diskFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'createProfile'>, string>;

export type ProfileProblemKey = (typeof PROBLEM_KEYS)[Problem<'createProfile'>] | 'firstRun.nameTooLong';

/** Names this person; the next screen is already the app, with their invite on it. */
export async function createProfile(name: string): Promise<ProfileProblemKey | null> {
  const answer = await bridge.createProfile({ name });
  if (!answer.ok) return PROBLEM_KEYS[answer.error];
  const { showAdd, inviteText, applyProfile } = useAppStore.getState();
  showAdd(inviteText); // a link opened before the first run is still there
  applyProfile(answer.value);
  // Whoever opened a link and said their name wants to write to its sender; what is wrong with it says the paste field.
  if (looksLikeInvite(inviteText)) await acceptInvite(inviteText);
  return null;
}
