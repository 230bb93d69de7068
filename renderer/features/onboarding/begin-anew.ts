import type { Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';

const BEGIN_PROBLEM_KEYS = {
  'not-now': 'problem.ours',
  'folder-in-use': 'startFailed.folderInUse.body',
  failed: 'beginAnew.failed',
  'bad-request': 'problem.ours',
  forbidden: 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'beginAnew'>, MessageKey>;

export async function beginAnew(): Promise<void> {
  const answer = await bridge.beginAnew({});
  if (answer.ok) tell('beginAnew.done', { folder: answer.value.folder });
  else tell(BEGIN_PROBLEM_KEYS[answer.error]);
}
