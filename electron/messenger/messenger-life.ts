import type { Storage } from '../storage/index.ts';
import { Backup } from './backup/backup.ts';
import { IntegrityWatch } from './backup/integrity-watch.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import type { BlockList } from './contacts/block-list.ts';
import type { ContactDetails } from './contacts/contact-details.ts';
import type { ContactBook } from './contacts/contacts.ts';
import { InviteDesk } from './contacts/invite-desk.ts';
import { describeError } from './describe-error.ts';
import { IdentityKeeper } from './identity/identity.ts';
import { OwnProfile } from './identity/own-profile.ts';
import type { MessengerEvent, MessengerParts } from './messenger.ts';
import type { NetworkChoices } from './network/network-settings.ts';
import { OwnNetwork } from './network/own-network.ts';
import { Notices } from './notices.ts';
import { LASTING_NOTICES, noticesAtStart } from './notices-at-start.ts';
import { openRunning, type Running } from './running.ts';
import { SmallSettings } from './small-settings.ts';
import { isStoreClosed } from './store-trouble.ts';
import type { OwnHello } from './sync/hello-channel.ts';

const DISMISSED_PREFIX = 'notice-dismissed/';

/** What the messenger is built from, and what was opened of its data folder. */
export interface OpenedParts {
  readonly parts: MessengerParts;
  readonly storage: Storage;
  readonly blobs: BlobStore;
  readonly contacts: ContactBook;
  readonly details: ContactDetails;
  readonly blocked: BlockList;
  readonly network: NetworkChoices;
}

/** Brings the messenger up and puts it to rest: our keys, what runs once they are there, the network, copies and notices. */
export class MessengerLife {
  readonly profile: OwnProfile;
  readonly desk: InviteDesk;
  readonly network: OwnNetwork;
  readonly notices: Notices;
  readonly backup: Backup;
  readonly settings: SmallSettings;
  private readonly listeners: ((event: MessengerEvent) => void)[] = [];
  private readonly keeper: IdentityKeeper;
  private readonly integrity: IntegrityWatch;
  private current: Running | undefined;
  private identity: Promise<Running> | undefined;
  private stopping: Promise<void> | undefined;

  constructor(private readonly own: OpenedParts) {
    const { parts, storage, contacts } = own;
    const { state, invites } = storage.store;
    const wallMs = () => parts.clock.wallMs();
    const emit = (event: MessengerEvent) => this.emit(event);
    this.profile = new OwnProfile(state, parts.images);
    this.settings = new SmallSettings(state);
    this.keeper = new IdentityKeeper({ state, switches: parts.switches });
    this.desk = new InviteDesk({ store: invites, wallMs, random: parts.random });
    this.notices = new Notices({
      onChange: (notices) => emit({ name: 'notices', notices }),
      wallMs,
      read: (name) => this.settings.get(DISMISSED_PREFIX + name),
      write: (name, dismissal) => this.settings.set(DISMISSED_PREFIX + name, dismissal),
    });
    this.integrity = new IntegrityWatch({ parts, storage });
    this.backup = new Backup({
      parts,
      storage,
      notices: this.notices,
      self: () => {
        const [core, { name }] = [this.current?.core, this.profile];
        return core === undefined || name === undefined ? undefined : { core, name };
      },
      onChange: () => emit({ name: 'backup' }),
    });
    this.network = new OwnNetwork({
      messenger: parts,
      state,
      choices: own.network,
      contacts,
      running: () => this.current,
      emit,
      onPortChanged: (wanted, got) => this.notices.set({ name: 'port-changed', wanted, got }),
    });
  }

  /** What there is once our keys are; undefined before. */
  get running(): Running | undefined {
    return this.current;
  }

  /** Reads what is stored, then starts what needs time in the background. */
  async start(): Promise<void> {
    const { storage, parts } = this.own;
    await this.notices.start(LASTING_NOTICES);
    await this.profile.load();
    for (const notice of await noticesAtStart(storage)) this.notices.set(notice);
    this.integrity.start();
    this.backup.start().catch((error: unknown) => this.report('backup', error));
    const isFirstRun = (await this.keeper.stored()) === undefined;
    if (!isFirstRun) await this.whenRunning();
    Promise.all([this.whenRunning(), parts.beforeNetwork])
      .then(async () => this.network.start(await this.keeper.ready()))
      .catch((error: unknown) => this.report('start', error));
  }

  /** Everything that needs to know who we are: made once, as soon as the keys are there. After a failure, tried again. */
  whenRunning(): Promise<Running> {
    this.identity ??= this.run().catch((error: unknown) => {
      this.identity = undefined;
      throw error;
    });
    return this.identity;
  }

  onEvent(listener: (event: MessengerEvent) => void): void {
    this.listeners.push(listener);
  }

  tellDiskFull(isFull: boolean): void {
    if (isFull) this.notices.set({ name: 'disk-full' });
    else this.notices.clear('disk-full');
  }

  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async stopAll(): Promise<void> {
    await this.current?.stop();
    await this.network.stop();
    await this.backup.stop();
    await this.integrity.stop();
    await this.own.storage.close();
  }

  private async run(): Promise<Running> {
    const { parts, storage, blobs, contacts, details, blocked } = this.own;
    const identity = await this.keeper.ready();
    this.current = await openRunning({
      identity,
      store: storage.store,
      blobs,
      contacts,
      details,
      blocked,
      own: this.profile,
      images: parts.images,
      invites: this.desk,
      clock: parts.clock,
      random: parts.random,
      nowMs: () => this.network.endpoint?.nowMs() ?? 0,
      emit: (event) => this.emit(event),
      log: parts.log,
      tellDiskFull: (isFull) => this.tellDiskFull(isFull),
      tellMoved: () => this.tellMoved(),
      ownHello: () => this.ownHello(),
      withoutEndpoint: () => (this.network.view().state === 'starting' ? 'looking' : 'offline'),
    });
    this.tellMoved();
    return this.current;
  }

  private ownHello(): OwnHello | undefined {
    const [name, own] = [this.profile.name, this.current?.core.own];
    if (name === undefined || own === undefined) return undefined;
    return { app: this.own.parts.appVersion, caps: [], person: own.person, proof: own.proof, name };
  }

  private tellMoved(): void {
    const atMs = this.current?.core.own.movedAtMs();
    if (atMs !== undefined) this.notices.set({ name: 'moved', atMs });
  }

  private emit(event: MessengerEvent): void {
    if (this.stopping !== undefined) return;
    if (event.name === 'conversation') this.backup.peopleChanged();
    for (const listener of this.listeners) listener(event);
  }

  private report(what: string, error: unknown): void {
    if (!isStoreClosed(error)) this.own.parts.log(`${what}: ${describeError(error)}`);
  }
}
