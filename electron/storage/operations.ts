import type { StoreTables } from './store.ts';

/**
 * The table of operations: what may be asked of the worker, by table and name. Both ends derive from it: the worker answers
 * nothing else, and the client has exactly these. A method of a contract that is missing here does not compile.
 */
export const storeOperations = {
  state: names<StoreTables['state']>()('getText', 'setText', 'getBytes', 'setBytes'),
  contacts: names<StoreTables['contacts']>()('all', 'put'),
  invites: names<StoreTables['invites']>()('get', 'all', 'put', 'remove', 'newestUnused', 'redeem'),
  events: names<StoreTables['events']>()(
    'insert',
    'release',
    'get',
    'timesOf',
    'placesOf',
    'heldBack',
    'unplaced',
    'tips',
    'frontier',
    'holds',
    'uncovered',
    'tipsUpTo',
    'ofLog',
    'ofKinds',
    'about',
    'setHidden',
    'page',
    'pageAfter',
    'pageFrom',
    'pageOfKinds',
    'firstUnread',
    'forked',
    'ofOtherKinds',
    'newest',
    'countUnread',
    'openDeletions',
    'bodyless',
    'fillBody',
    'naming',
    'authors',
    'authorsOfMissing',
    'unshared',
    'eraseBody',
    'forget',
    'raiseSeen',
  ),
  hidden: names<StoreTables['hidden']>()('hide', 'show', 'hideAll', 'due', 'postpone', 'erase'),
  marks: names<StoreTables['marks']>()(
    'setStored',
    'stored',
    'addStoredBlobs',
    'removeStoredBlobs',
    'storedBlobs',
    'setBlobAnswers',
    'blobAnswers',
    'setRead',
    'read',
    'setRefused',
    'refused',
  ),
  groups: names<StoreTables['groups']>()('all', 'put'),
  people: names<StoreTables['people']>()(
    'requests',
    'putRequest',
    'removeRequest',
    'blocked',
    'block',
    'unblock',
    'details',
    'putDetails',
    'addChange',
    'changesOf',
    'removeContact',
  ),
  starts: names<StoreTables['starts']>()('all'),
  search: names<StoreTables['search']>()('find', 'unnoted', 'note'),
  conversations: names<StoreTables['conversations']>()('all', 'put'),
  devices: names<StoreTables['devices']>()('all', 'put', 'move', 'remove'),
  renewal: names<StoreTables['renewal']>()('apply'),
  blobs: names<StoreTables['blobs']>()(
    'get',
    'put',
    'setChunks',
    'remove',
    'notWhole',
    'unnamed',
    'rooms',
    'choices',
    'putChoice',
    'removeChoice',
    'addGiver',
    'isGiver',
    'folders',
  ),
} as const satisfies { readonly [T in keyof StoreTables]: readonly (keyof StoreTables[T])[] };

/** The same methods, answering at once: how a table is written on the thread that has the database. */
export type Sync<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : never;
};

export type SyncStoreTables = { readonly [T in keyof StoreTables]: Sync<StoreTables[T]> };

/** All names of `T`, each of them: with one left out the call does not compile. */
function names<T>(): <const N extends readonly (keyof T & string)[]>(
  ...all: Exclude<keyof T, N[number]> extends never ? N : never
) => N {
  return (...all) => all;
}
