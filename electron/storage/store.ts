import type { BlobRowStore } from './rows/blobs.ts';
import type { DeviceStore, GroupStore, MarkStore, SettingsStore, StartStore } from './rows/conversations.ts';
import type { EventStore, HiddenStore } from './rows/events.ts';
import type { ContactStore, InviteStore, PeopleStore } from './rows/people.ts';
import type { SearchStore } from './rows/search.ts';
import type { RenewalStore, StateStore } from './rows/state.ts';

export type * from './rows/blobs.ts';
export type * from './rows/conversations.ts';
export type * from './rows/events.ts';
export type * from './rows/people.ts';
export type * from './rows/salvage.ts';
export type * from './rows/search.ts';
export type * from './rows/state.ts';

/**
 * What the messenger keeps. Implemented in a worker thread over one encrypted SQLite file (`open-store.ts`), so every call
 * is asynchronous. A promise that resolves means: committed, with synchronous=FULL. One that rejects carries a `StoreError`
 * (store-error.ts) with a reason, such as `disk-full`, and has changed nothing.
 *
 * Storage knows rows, not meanings: ids and hashes are lower-case hex, times are milliseconds since 1970 UTC.
 */
export interface Store {
  readonly state: StateStore;
  readonly contacts: ContactStore;
  readonly invites: InviteStore;
  readonly events: EventStore;
  readonly marks: MarkStore;
  readonly hidden: HiddenStore;
  readonly blobs: BlobRowStore;
  readonly groups: GroupStore;
  readonly people: PeopleStore;
  readonly search: SearchStore;
  readonly starts: StartStore;
  readonly conversations: SettingsStore;
  readonly devices: DeviceStore;
  readonly renewal: RenewalStore;
  close(): Promise<void>;
}

/** The tables of a `Store`, by name. */
export type StoreTables = Omit<Store, 'close'>;
