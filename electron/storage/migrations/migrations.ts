import { first } from './0001-first.ts';
import { effectsAndGroups } from './0002-effects-and-groups.ts';

/** Forward only. Entry i takes a store from version i to i + 1; an entry that was released never changes. */
export const migrations: readonly string[] = [first, effectsAndGroups];
