import type { ConversationId, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import type { Recorded } from './recorder.ts';

const PROBLEM_KEYS = {
  'unknown-conversation': 'composer.conversationGone',
  'unknown-message': 'problem.ours',
  'not-a-member': 'composer.notMember',
  'file-unreadable': 'problem.ours',
  'file-changed': 'problem.ours',
  'too-large': 'problem.ours',
  'not-a-recording': 'voice.problem.failed',
  'not-here-yet': 'problem.ours',
  'disk-full': 'composer.diskFull',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'sendVoice'>, MessageKey>;

/** Whether it is on its way; if not, the reason is said. */
export async function sendVoice(conversationId: ConversationId, recorded: Recorded): Promise<boolean> {
  const { bytes, durationMs, waveform } = recorded;
  const answer = await bridge.sendVoice({ conversationId, bytes, durationMs, waveform: [...waveform] });
  if (answer.ok) useAppStore.getState().applyMessagesChanged(conversationId, [answer.value.message]);
  else tell(PROBLEM_KEYS[answer.error]);
  return answer.ok;
}
