import type { Endpoint, PublicIdentity, SecretIdentity } from '../../switch/index.ts';
import type { Store } from '../storage/store.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import { BlobChoices } from './blobs/choices.ts';
import { blobsOfBody } from './blobs/contents.ts';
import { Downloads } from './blobs/downloads.ts';
import type { BlockList } from './contacts/block-list.ts';
import type { ContactDetails } from './contacts/contact-details.ts';
import type { ContactBook } from './contacts/contacts.ts';
import type { InviteDesk } from './contacts/invite-desk.ts';
import { type Contacts, openContacts } from './contacts/open-contacts.ts';
import type { People } from './contacts/people.ts';
import { BlobNews } from './conversations/blob-news.ts';
import type { Chat } from './conversations/chat.ts';
import { hiddenOfKind } from './conversations/effects.ts';
import { HiddenSweep } from './conversations/hidden-sweep.ts';
import { SettingsBook } from './conversations/settings.ts';
import { StartBook } from './conversations/starts.ts';
import type { Core } from './core.ts';
import { describeError } from './describe-error.ts';
import { Groups } from './groups/groups.ts';
import { OwnPerson } from './identity/own-person.ts';
import type { OwnProfile } from './identity/own-profile.ts';
import { DEVICE_CSID } from './identity/rsa-identity.ts';
import { openConversationLog } from './log/open-conversation-log.ts';
import { createSigner } from './log/signature.ts';
import type { Clock } from './messenger.ts';
import type { ImagePort } from './photos/image-port.ts';
import { backfillSearch } from './search/backfill.ts';
import { wordsOfBody } from './search/search-words.ts';
import { isStoreClosed } from './store-trouble.ts';
import type { OwnHello } from './sync/hello-channel.ts';
import { Peers } from './sync/peers.ts';

/** What is there from the moment we know who we are. */
export interface Running {
  readonly core: Core;
  readonly downloads: Downloads;
  readonly identity: PublicIdentity;
  readonly people: People;
  readonly contacts: Contacts;
  readonly groups: Groups;
  chatOf(conv: string): Chat | undefined;
  chats(): readonly Chat[];
  /** Speaks over this endpoint from now on. */
  attach(endpoint: Endpoint): Promise<void>;
  stop(): Promise<void>;
}

export interface RunningParts extends Pick<Core, 'nowMs' | 'emit' | 'log' | 'tellDiskFull' | 'tellMoved'> {
  readonly identity: SecretIdentity;
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly contacts: ContactBook;
  readonly details: ContactDetails;
  readonly blocked: BlockList;
  readonly own: OwnProfile;
  readonly images: ImagePort;
  readonly invites: InviteDesk;
  readonly clock: Clock;
  readonly random: (length: number) => Uint8Array;
  readonly ownHello: () => OwnHello | undefined;
  readonly withoutEndpoint: () => 'looking' | 'offline';
}

export async function openRunning(parts: RunningParts): Promise<Running> {
  const { identity, random, ownHello, withoutEndpoint } = parts;
  const core = await openCore(parts);
  const chatOf = (conv: string): Chat | undefined => people.ofConversation(conv) ?? groups.ofConversation(conv);
  const news = new BlobNews({ core, chatOf });
  /** None while they are opened: what is shown of their newest messages is read once more when they are attached. */
  let opened: Groups | undefined;
  const downloads = new Downloads({
    core,
    fromT: (conv) => groups.fromT(conv),
    withheld: (row) => opened?.withheld(row),
    onProgress: (blob) => news.progress(blob),
    onWhole: (blob) => news.changed(blob),
    onDecided: (blob) => news.changed(blob),
  });
  const peers = new Peers({
    core,
    ownHello,
    fetcher: downloads.fetcher,
    onFirstWord: (device) => people.meet(device),
    isFellow: (device) => groups.isFellow(device),
    onStrayed: (device, conv) => groups.strayed(device, conv),
    onSyncOpened: async (device) => {
      groups.opened(device);
      await people.ofDevice(device)?.syncOpened();
    },
  });
  const groups = await Groups.open({
    core,
    peers,
    downloads,
    ownName: () => ownHello()?.name ?? '',
    ownKey: identity.keys[DEVICE_CSID] ?? new Uint8Array(0),
    randomBytes: random,
    images: parts.images,
  });
  opened = groups;
  const contacts = await openContacts({
    core,
    invites: parts.invites,
    own: parts.own,
    images: parts.images,
    random,
    peers,
    ownHello,
    withoutEndpoint,
    downloads,
    takeInvited: (from, frame, conv) => groups.takeInvited(from, frame, conv),
    onNames: () => groups.contactsChanged(),
  });
  const { people } = contacts;
  core.starts.close();
  const hiddenSweep = new HiddenSweep({ core, chatOf });
  hiddenSweep.start();
  let isStopped = false;
  const pause = () => new Promise<void>((resolve) => void core.clock.after(0, resolve));
  backfillSearch({ store: core.store, pause, isStopped: () => isStopped }).catch((error: unknown) => {
    if (!isStoreClosed(error)) core.log(`search: ${describeError(error)}`); // goes on at the next start
  });
  return {
    core,
    downloads,
    identity,
    people,
    contacts,
    groups,
    chatOf,
    chats: () => [...people.all(), ...groups.all()],
    async attach(endpoint) {
      peers.attach(endpoint);
      contacts.attach(endpoint);
      groups.attach();
      await downloads.resume();
    },
    async stop() {
      isStopped = true;
      news.stop();
      downloads.stop();
      await Promise.all([peers.stop(), contacts.stop(), groups.stop(), hiddenSweep.stop()]);
    },
  };
}

async function openCore(parts: RunningParts): Promise<Core> {
  const {
    identity,
    store,
    blobs,
    contacts,
    details,
    blocked,
    clock,
    random,
    nowMs,
    emit,
    log,
    tellDiskFull,
    tellMoved,
  } = parts;
  const self = identity.hashname;
  const events = await openConversationLog({
    store,
    selfDevice: self,
    sign: createSigner(identity.secrets[DEVICE_CSID] ?? new Uint8Array(0)),
    random,
    wallMs: () => clock.wallMs(),
    blobsOf: blobsOfBody,
    hiddenOf: hiddenOfKind,
    wordsOf: wordsOfBody,
    pause: () => new Promise<void>((resolve) => void clock.after(0, resolve)),
  });
  const own = await OwnPerson.open(store.state, identity);
  const choices = await BlobChoices.open(store.blobs);
  const settings = await SettingsBook.open(store.conversations, store.state);
  const shared = { clock, store, events, blobs, contacts, details, blocked, nowMs, emit, log, tellDiskFull, tellMoved };
  const starts = await StartBook.open(store.starts, own.readers());
  return { self, own, settings, choices, starts, ...shared };
}
