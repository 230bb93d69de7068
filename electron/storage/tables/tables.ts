import type { Connection } from '../connection.ts';
import type { SyncStoreTables } from '../operations.ts';
import { createBlobRowStore } from './blob-row-store.ts';
import { createContactStore } from './contact-store.ts';
import { createDeviceStore } from './device-store.ts';
import { createEventStore } from './event-store.ts';
import { createGroupStore } from './group-store.ts';
import { createHiddenStore } from './hidden-store.ts';
import { createInviteStore } from './invite-store.ts';
import { createMarkStore } from './mark-store.ts';
import { createPeopleStore } from './people-store.ts';
import { createRenewalStore } from './renewal-store.ts';
import { createSearchStore } from './search-store.ts';
import { createSettingsStore } from './settings-store.ts';
import { createStartStore } from './start-store.ts';
import { createStateStore } from './state-store.ts';

/** All tables over one connection. */
export function createTables(connection: Connection): SyncStoreTables {
  const events = createEventStore(connection);
  return {
    state: createStateStore(connection),
    contacts: createContactStore(connection),
    invites: createInviteStore(connection),
    events,
    marks: createMarkStore(connection),
    hidden: createHiddenStore(connection),
    starts: createStartStore(connection, events),
    blobs: createBlobRowStore(connection),
    groups: createGroupStore(connection),
    people: createPeopleStore(connection),
    search: createSearchStore(connection),
    conversations: createSettingsStore(connection),
    devices: createDeviceStore(connection),
    renewal: createRenewalStore(connection),
  };
}
