import { bridge } from '../../bridge.ts';
import { offer } from '../../components/toasts.ts';
import { useAppStore } from '../../store/app-store.ts';
import { orTell } from '../people/person-problems.ts';

/** Both are contacts from now on; the chat opens. */
export async function acceptRequest(person: string): Promise<void> {
  const accepted = await orTell(bridge.acceptRequest({ person }));
  if (accepted !== undefined) useAppStore.getState().showConversation(accepted.conversationId);
}

/** At once, with a way back. */
export async function ignoreRequest(person: string, name: string): Promise<void> {
  if ((await orTell(bridge.ignoreRequest({ person }))) === undefined) return;
  offer('requests.ignored', { name }, 'contact.undo', () => void restoreRequest(person));
}

async function restoreRequest(person: string): Promise<void> {
  await orTell(bridge.restoreRequest({ person }));
}
