import { resolveGroup } from '../log/membership.ts';
import { MEMBERSHIP_KINDS, readMembership } from '../log/membership-event.ts';
import type { SimPerson } from './sim-person.ts';

/**
 * Where the history of a member begins (WIRE.md "Groups", `from`). Who was let in again without the past keeps the words of an
 * earlier stay that had come in time, and is given nothing more of them: no photo, and no change.
 */
export async function ownFromT(person: SimPerson, conv: string): Promise<number> {
  const events = (await person.storedEvents(conv, MEMBERSHIP_KINDS)).flatMap((row) => readMembership(row) ?? []);
  return resolveGroup(conv, events)?.members.get(person.device)?.fromT ?? 0;
}
