import { first } from './0001-first.ts';
import { effects } from './0002-effects.ts';
import { groups } from './0003-groups.ts';
import { devices } from './0004-devices.ts';
import { search } from './0005-search.ts';
import { conversations } from './0006-conversations.ts';
import { people } from './0007-people.ts';
import { blobChoices } from './0008-blob-choices.ts';
import { unread } from './0009-unread.ts';
import { bodyless } from './0010-bodyless.ts';
import { seenAndErased } from './0011-seen-and-erased.ts';
import { readableCounts } from './0012-readable-counts.ts';
import { differed } from './0013-differed.ts';

/** Forward only. Entry i takes a store from version i to i + 1; an entry that was released never changes. */
export const migrations: readonly string[] = [
  first,
  effects,
  groups,
  devices,
  search,
  conversations,
  people,
  blobChoices,
  unread,
  bodyless,
  seenAndErased,
  readableCounts,
  differed,
];
