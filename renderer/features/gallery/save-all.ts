import type { ConversationId, Input, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';

const PROBLEM_KEYS = {
  'unknown-conversation': 'composer.conversationGone',
  busy: 'save.problem.busy',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'saveAll'>, MessageKey>;

/** Asks for a folder and saves these, or all of a kind, into it. Whether it began; how it goes is told by the note below. */
export async function saveAll(conversationId: ConversationId, what: Input<'saveAll'>['what']): Promise<boolean> {
  const answer = await bridge.saveAll({ conversationId, what });
  if (!answer.ok) tell(PROBLEM_KEYS[answer.error]);
  return answer.ok && answer.value.isStarted;
}

export async function stopSaving(): Promise<void> {
  await bridge.stopSaving({});
}

export async function showSaved(): Promise<void> {
  await bridge.showSaved({});
  useAppStore.getState().applySaving(null);
}
