import type { Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { LINK_URL_CHARS_MAX } from '../../limits.ts';

const PROBLEM_KEYS = {
  'bad-link': 'problem.ours',
  'no-program-for-it': 'link.noBrowser',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'openLink'>, MessageKey>;

/** In the browser of this computer; the window stays where it is. */
export async function openLink(url: string): Promise<void> {
  if (url.length > LINK_URL_CHARS_MAX) {
    tell('link.tooLong');
    return;
  }
  const answer = await bridge.openLink({ url });
  if (!answer.ok) tell(PROBLEM_KEYS[answer.error]);
}
