import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { useAppStore } from '../../store/app-store.ts';
import { quoteOf } from './draft-about.ts';

const { getState } = useAppStore;

/** What a draft of an earlier run answers is shown again; if it is gone, the draft answers nothing. */
export async function fetchAnswered(id: ConversationId): Promise<void> {
  const messageId = getState().draftsById[id]?.replyTo ?? null;
  if (messageId === null) return;
  const answer = await bridge.pageAround({ conversationId: id, messageId, limit: 1 });
  const message = answer.ok ? answer.value.messages.find((found) => found.id === messageId) : undefined;
  getState().updateDraft(id, ({ about, replyTo }) => {
    if (replyTo !== messageId) return {}; // chosen anew meanwhile
    return { replyTo: null, about: message === undefined ? about : { kind: 'reply', quoted: quoteOf(message) } };
  });
}
