import type { Hashname } from '../../switch/index.ts';
import type { Store } from '../storage/store.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import type { ContactBook } from './contacts/contacts.ts';
import { HelloDesk } from './contacts/hello-desk.ts';
import type { InviteDesk } from './contacts/invite-desk.ts';
import { People } from './contacts/people.ts';
import type { Core } from './core.ts';
import { openConversationLog } from './log/open-conversation-log.ts';
import type { Clock } from './messenger.ts';
import { blobsOfBody } from './photos/album.ts';
import type { OwnHello } from './sync/hello-channel.ts';

/** What is there from the moment we know who we are. */
export interface Running {
  readonly core: Core;
  readonly people: People;
}

export interface RunningParts extends Pick<Core, 'nowMs' | 'emit' | 'log' | 'tellDiskFull'> {
  readonly self: Hashname;
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly contacts: ContactBook;
  readonly invites: InviteDesk;
  readonly clock: Clock;
  readonly random: (length: number) => Uint8Array;
  readonly ownHello: () => OwnHello | undefined;
  readonly withoutEndpoint: () => 'looking' | 'offline';
}

export async function openRunning(parts: RunningParts): Promise<Running> {
  const { self, store, blobs, contacts, invites, clock, random, ownHello, withoutEndpoint } = parts;
  const { nowMs, emit, log, tellDiskFull } = parts;
  const wallMs = () => clock.wallMs();
  const pause = () => new Promise<void>((resolve) => void clock.after(0, resolve));
  const events = await openConversationLog({ store, selfDevice: self, random, wallMs, blobsOf: blobsOfBody, pause });
  const core: Core = { self, clock, store, events, blobs, contacts, nowMs, emit, log, tellDiskFull };
  const onInviteUsed = () => emit({ name: 'invite' });
  const desk = new HelloDesk({ self, contacts, invites, wallMs, onInviteUsed });
  return { core, people: await People.open({ core, desk, ownHello, withoutEndpoint }) };
}
