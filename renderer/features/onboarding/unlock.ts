import type { Input, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import type { MessageKey } from '../../i18n.tsx';

const PASSPHRASE_PROBLEM_KEYS = {
  wrong: 'unlock.wrongPassphrase',
  'not-locked': 'unlock.busy',
  'bad-request': 'problem.ours',
  forbidden: 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'unlock'>, MessageKey>;

/** Tries a secret; what it opens is told by `stateChanged`. The sentence for what went wrong, or null. */
export async function unlock(secret: Input<'unlock'>): Promise<MessageKey | null> {
  const answer = await bridge.unlock(secret);
  if (answer.ok) return null;
  const isWrongWords = answer.error === 'wrong' && 'words' in secret;
  return isWrongWords ? 'words.wrong' : PASSPHRASE_PROBLEM_KEYS[answer.error];
}
