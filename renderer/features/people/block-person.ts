import { bridge } from '../../bridge.ts';
import { offer } from '../../components/toasts.ts';
import { orTell } from './person-problems.ts';

/** At once, with a way back: nothing is lost by it. */
export async function blockPerson(person: string, name: string): Promise<void> {
  if ((await orTell(bridge.blockPerson({ person }))) === undefined) return;
  offer('contact.blockedNow', { name }, 'contact.undo', () => void unblockPerson(person));
}

export async function unblockPerson(person: string): Promise<void> {
  await orTell(bridge.unblockPerson({ person }));
}
