import type { NearbyView } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';
import { useAppStore } from '../../store/app-store.ts';
import { orTell } from '../people/person-problems.ts';
import { checkWhenMet } from './check-when-met.ts';

/**
 * Opens the chat with a neighbour. Both click the other one: then they are contacts, and the picture to compare comes up by
 * itself on both screens.
 */
export async function meetNeighbour({ person, knownConversationId }: NearbyView): Promise<void> {
  const { contactsByPerson, showConversation } = useAppStore.getState();
  if (knownConversationId !== undefined && contactsByPerson[person]?.state === 'contact') {
    showConversation(knownConversationId);
    return;
  }
  const asked = await orTell(bridge.askPerson({ person, text: '' }));
  if (asked === undefined) return;
  checkWhenMet(person);
  showConversation(asked.conversationId);
}

export async function setVisibleNearby(isVisible: boolean): Promise<void> {
  await orTell(bridge.setVisibleNearby({ isVisible }));
}
