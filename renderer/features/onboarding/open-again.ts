import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';

/** What comes of it is told by `stateChanged`. */
export async function openAgain(): Promise<void> {
  const answer = await bridge.openAgain({});
  if (!answer.ok) tell('problem.ours');
}
