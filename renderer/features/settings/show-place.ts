import type { Input, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';

const SHOW_PROBLEM_KEYS = {
  gone: 'about.placeGone',
  'bad-request': 'problem.ours',
  forbidden: 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'showPlace'>, MessageKey>;

/** Shows it in the system's own window for files. */
export async function showPlace(place: Input<'showPlace'>['place']): Promise<void> {
  const answer = await bridge.showPlace({ place });
  if (!answer.ok) tell(SHOW_PROBLEM_KEYS[answer.error]);
}
