import type { ConversationId, Problem } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { offer, tell } from '../../components/toasts.ts';
import type { MessageKey } from '../../i18n.tsx';

/** What to tell the person, for every way saving and opening can fail. Leave one out and this does not compile. */
export const SAVE_PROBLEM_KEYS = {
  'unknown-message': 'save.problem.unknown',
  'not-here-yet': 'save.problem.notHereYet',
  'disk-full': 'save.problem.diskFull',
  'not-writable': 'save.problem.notWritable',
  failed: 'save.problem.failed',
  'is-program': 'save.problem.isProgram',
  'no-program-for-it': 'save.problem.noProgram',
  forbidden: 'problem.ours',
  'bad-request': 'problem.ours',
  internal: 'problem.ours',
} as const satisfies Record<Problem<'saveContent'> | Problem<'openContent'> | Problem<'dragOut'>, MessageKey>;

/** Asks where and saves it there, dated as it is from. */
export async function saveContent(conversationId: ConversationId, key: string): Promise<void> {
  const answer = await bridge.saveContent({ conversationId, key });
  if (!answer.ok) tell(SAVE_PROBLEM_KEYS[answer.error]);
  else if (answer.value.fileName !== undefined) {
    offer('files.saved', { fileName: answer.value.fileName }, 'files.showSaved', () => void bridge.showSaved({}));
  }
}

/** Opens it with the program the system has for it. */
export async function openContent(conversationId: ConversationId, key: string): Promise<void> {
  const answer = await bridge.openContent({ conversationId, key });
  if (!answer.ok) tell(SAVE_PROBLEM_KEYS[answer.error]);
}
