import { bridge } from '../../bridge.ts';
import { type AppState, useAppStore } from '../../store/app-store.ts';

/** People met under "Nearby" in this run of the program who are to be checked as soon as they have said yes. */
const awaited = new Set<string>();
let isListening = false;

/** Begins a check side by side with this person once they are a contact and reached in one network. */
export function checkWhenMet(person: string): void {
  awaited.add(person);
  if (!isListening) useAppStore.subscribe(proceed);
  isListening = true;
  proceed(useAppStore.getState());
}

/** Whether a check can begin now. Not reached yet is no reason to give up: the next change of the way asks again. */
export function isReadyForCheck(state: AppState, person: string): boolean {
  const contact = state.contactsByPerson[person];
  if (contact?.state !== 'contact' || state.checksByPerson[person] !== undefined) return false;
  return state.conversationsById[contact.conversationId]?.trust.state === 'direct-same-network';
}

/** By either side, which is enough: who has just answered one would else begin the next before it is known to be verified. */
export function hasCheckBegun({ contactsByPerson, checksByPerson }: AppState, person: string): boolean {
  return checksByPerson[person] !== undefined || contactsByPerson[person]?.verified !== undefined;
}

function proceed(state: AppState): void {
  for (const person of awaited) {
    if (hasCheckBegun(state, person)) awaited.delete(person);
    else if (isReadyForCheck(state, person)) void begin(person);
  }
}

async function begin(person: string): Promise<void> {
  awaited.delete(person);
  const answer = await bridge.startCheck({ person });
  if (!answer.ok && answer.error === 'not-near') awaited.add(person);
}
