import type { Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { offer, tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';

const PROBLEM_KEYS = {
  'unknown-conversation': 'problem.ours',
  'bad-text': 'problem.ours',
  'too-many-pins': 'problem.ours',
  'disk-full': 'invite.diskFull',
  'bad-request': 'problem.ours',
  forbidden: 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'setUsualTells'>, MessageKey>;

export interface Privacy {
  readonly tells: { readonly read: boolean; readonly typing: boolean };
  readonly isVisibleNearby: boolean;
  readonly blocked: readonly { readonly person: string; readonly name: string; readonly atMs: number }[];
}

export async function askPrivacy(): Promise<Privacy | null> {
  const [tells, people] = await Promise.all([bridge.getUsualTells({}), bridge.getPeople({})]);
  if (!tells.ok || !people.ok) return null;
  return { tells: tells.value, isVisibleNearby: people.value.isVisibleNearby, blocked: people.value.blocked };
}

export async function setTells(tells: Partial<Privacy['tells']>): Promise<void> {
  const answer = await bridge.setUsualTells(tells);
  if (!answer.ok) tell(PROBLEM_KEYS[answer.error]);
}

export async function setVisibleNearby(isVisible: boolean): Promise<void> {
  const answer = await bridge.setVisibleNearby({ isVisible });
  if (!answer.ok) tell(answer.error === 'disk-full' ? 'invite.diskFull' : 'problem.ours');
}

/** With a way back: it holds at once. */
export async function unblock(person: string, name: string): Promise<void> {
  const answer = await bridge.unblockPerson({ person });
  if (!answer.ok) return tell(answer.error === 'disk-full' ? 'invite.diskFull' : 'problem.ours');
  offer('privacy.unblocked', { name }, 'message.undo', () => void bridge.blockPerson({ person }));
}
