import { bridge } from '../../bridge.ts';
import { useAppStore } from '../../store/app-store.ts';
import { orTell } from '../people/person-problems.ts';

/** Both are contacts from now on; the chat opens. */
export async function acceptRequest(person: string): Promise<void> {
  const accepted = await orTell(bridge.acceptRequest({ person }));
  if (accepted !== undefined) useAppStore.getState().showConversation(accepted.conversationId);
}

export async function ignoreRequest(person: string): Promise<void> {
  await orTell(bridge.ignoreRequest({ person }));
}
