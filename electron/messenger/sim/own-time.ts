import { readMembership } from '../log/membership-event.ts';
import type { SimPerson } from './sim-person.ts';

/**
 * What WIRE.md "Groups" gives a member from where their history begins (`from`), and what not any more of the time before: who was
 * in, left, and was added again without the past keeps the words that came in time, and neither a photo that had not come
 * nor what was done to those words while they were away.
 */
export interface OwnTime {
  readonly fromT: number;
  /** Messages of which an edit or a reaction lies before that, and came without its body. */
  readonly halfKnown: ReadonlySet<string>;
}

const CHANGES = ['edit', 'react'];

export async function ownTimeOf(person: SimPerson, conv: string): Promise<OwnTime> {
  const fromT = await fromTOf(person, conv);
  const changes = await person.storedEvents(conv, CHANGES);
  const without = changes.filter(({ t, body }) => body === undefined && t !== undefined && t < fromT);
  return { fromT, halfKnown: new Set(without.flatMap((row) => row.of ?? [])) };
}

/** As the `add` says that their last `join` answers. */
async function fromTOf(person: SimPerson, conv: string): Promise<number> {
  const events = (await person.storedEvents(conv, ['add', 'join'])).map(readMembership);
  const join = events.filter((event) => event?.kind === 'join' && event.by === person.device).at(-1);
  const add = events.find((event) => join?.kind === 'join' && event?.id === join.of);
  return add?.kind === 'add' ? add.fromT : 0;
}
