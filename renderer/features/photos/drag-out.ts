import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { tell } from '../../components/toasts.ts';
import { SAVE_PROBLEM_KEYS } from '../files/save-content.ts';

/** A drag that began on a photo goes on as one of a file, to wherever it is dropped. */
export async function dragOut(conversationId: ConversationId, key: string): Promise<void> {
  const answer = await bridge.dragOut({ conversationId, key });
  if (!answer.ok) tell(SAVE_PROBLEM_KEYS[answer.error]);
}
