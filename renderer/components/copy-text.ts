import type { Problem } from '../../electron/bridge/contract.ts';
import { bridge } from '../bridge.ts';
import type { MessageKey } from '../i18n.tsx';
import { tell } from './toasts.ts';

const COPY_PROBLEM_KEYS = {
  refused: 'problem.notCopied',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'copyText'>, MessageKey>;

/** Whether it is on the clipboard; if not, that is said. */
export async function copyText(text: string): Promise<boolean> {
  const answer = await bridge.copyText({ text });
  if (!answer.ok) tell(COPY_PROBLEM_KEYS[answer.error]);
  return answer.ok;
}
