import { type Endpoint, fail, ok, type Result } from '../../switch/index.ts';
import type { Storage } from '../storage/index.ts';
import type { ConversationsApi, PagesApi } from './api/conversations-api.ts';
import type { ClipChoice, FilesApi, OpenPhoto, StageableFile } from './api/files-api.ts';
import type { GroupProblem, GroupsApi } from './api/groups-api.ts';
import type { MessagesApi } from './api/messages-api.ts';
import type { SearchApi } from './api/search-api.ts';
import type { DevicesApi, ExportApi } from './api/upkeep-api.ts';
import { Backup } from './backup/backup.ts';
import { IntegrityWatch } from './backup/integrity-watch.ts';
import { RECOVERED_STATE, SALVAGED_STATE } from './backup/recovery.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import { Files } from './blobs/files.ts';
import type { BlockList } from './contacts/block-list.ts';
import type { ContactDetails } from './contacts/contact-details.ts';
import type { ContactBook } from './contacts/contacts.ts';
import { Devices } from './contacts/devices.ts';
import {
  InviteDesk,
  type InviteFace,
  identityOfInvite,
  isLongExpired,
  personOfInvite,
} from './contacts/invite-desk.ts';
import { findInvite } from './contacts/invite-text.ts';
import type { Invite } from './contacts/invites.ts';
import { createPeopleApi } from './contacts/people-api.ts';
import type { Person } from './contacts/person.ts';
import { nameOfInvite, takeInvite } from './contacts/take-invite.ts';
import type { Conversation } from './conversations/conversation.ts';
import { ConversationActions } from './conversations/conversation-actions.ts';
import { MessageActions } from './conversations/message-actions.ts';
import { Pages } from './conversations/pages.ts';
import { encodeText, TEXT_KIND } from './conversations/text-body.ts';
import { describeError } from './describe-error.ts';
import { Export } from './export/export.ts';
import { IdentityKeeper } from './identity/identity.ts';
import { OwnProfile } from './identity/own-profile.ts';
import { readName } from './identity/profile.ts';
import type { Messenger, MessengerEvent, MessengerParts, Place } from './messenger.ts';
import { answerChecks } from './network/check-channel.ts';
import { Connection } from './network/connection.ts';
import { Listening } from './network/listening.ts';
import { Meshing } from './network/meshing.ts';
import type { NetworkChoices } from './network/network-settings.ts';
import { Notices } from './notices.ts';
import { ALBUM_KIND } from './photos/album.ts';
import { openMessagePhoto, readPhotoAddress } from './photos/open-photo.ts';
import { type AlbumChoice, Staging } from './photos/staging.ts';
import { openRunning, type Running } from './running.ts';
import { Search } from './search/search.ts';
import { isDiskFull, isStoreClosed } from './store-trouble.ts';
import type { OwnHello } from './sync/hello-channel.ts';
import type { ConversationView } from './views/conversation-views.ts';
import type { InviteProblem } from './views/invite-views.ts';
import type { PhotoSize } from './views/media-views.ts';
import type { MessageView } from './views/message-views.ts';
import type { NetworkView } from './views/network-views.ts';
import type { ProfileView } from './views/person-views.ts';
import type { NoticeView, SalvagedView } from './views/upkeep-views.ts';

const SETTING_PREFIX = 'setting/';
const DISMISSED_PREFIX = 'notice-dismissed/';
/** The others come up while the app runs, and are news then. */
const LASTING_NOTICES = [
  'key-in-file',
  'port-changed',
  'moved',
  'recovered',
  'salvaged',
  'copy-trouble',
  'no-rescue-words',
] as const satisfies readonly NoticeView['name'][];

export interface MessengerServiceParts {
  readonly parts: MessengerParts;
  readonly storage: Storage;
  readonly blobs: BlobStore;
  readonly contacts: ContactBook;
  readonly details: ContactDetails;
  readonly blocked: BlockList;
  readonly network: NetworkChoices;
}

/** The messenger behind its interface (messenger.ts): hands each call to the part that knows, and tells what changes. */
export class MessengerService implements Messenger {
  private readonly listeners: ((event: MessengerEvent) => void)[] = [];
  private readonly keeper: IdentityKeeper;
  private readonly desk: InviteDesk;
  private readonly staging: Staging;
  private readonly listening: Listening;
  private readonly meshing: Meshing;
  private readonly noticeBoard: Notices;
  readonly backup: Backup;
  private readonly integrity: IntegrityWatch;
  private readonly profileOwn: OwnProfile;
  private endpoint: Endpoint | undefined;
  private running: Running | undefined;
  private identity: Promise<Running> | undefined;
  private stopping: Promise<void> | undefined;

  constructor(private readonly own: MessengerServiceParts) {
    const { parts, storage, blobs } = own;
    const { store } = storage;
    this.profileOwn = new OwnProfile(store.state, parts.images);
    this.keeper = new IdentityKeeper({ state: store.state, switches: parts.switches });
    this.desk = new InviteDesk({ store: store.invites, wallMs: () => parts.clock.wallMs(), random: parts.random });
    this.staging = new Staging({
      images: parts.images,
      blobs,
      random: parts.random,
      isNamed: async (blob) => (await store.events.naming(blob)).length > 0,
    });
    this.meshing = new Meshing({
      state: store.state,
      clock: parts.clock,
      seeds: () => [...(parts.seeds ?? []), ...own.network.seeds()],
      carrying: () => own.network.now,
      log: parts.log,
      isContact: (device) => this.own.contacts.ofDevice(device) !== undefined,
      onInviteSeeds: () => this.emit({ name: 'invite' }),
    });
    this.noticeBoard = new Notices({
      onChange: (notices) => this.emit({ name: 'notices', notices }),
      wallMs: () => parts.clock.wallMs(),
      read: (name) => this.getSetting(DISMISSED_PREFIX + name),
      write: (name, dismissal) => this.setSetting(DISMISSED_PREFIX + name, dismissal),
    });
    this.integrity = new IntegrityWatch({ parts, storage });
    this.backup = new Backup({
      parts,
      storage,
      notices: this.noticeBoard,
      self: () => {
        const [core, { name }] = [this.running?.core, this.profileOwn];
        return core === undefined || name === undefined ? undefined : { core, name };
      },
      onChange: () => this.emit({ name: 'backup' }),
    });
    this.listening = new Listening({
      switches: parts.switches,
      state: store.state,
      clock: parts.clock,
      listen: { ...portOf(own.network), ...parts.listen },
      hasPortMapping: own.network.now.hasPortMapping,
      log: parts.log,
      onView: (network) => this.tellNetwork(network),
      onPortChanged: (wanted, got) => this.noticeBoard.set({ name: 'port-changed', wanted, got }),
      onEndpoint: (endpoint) => this.attach(endpoint),
      onAddressesChanged: () => this.tellAddresses(),
    });
  }

  /** Reads what is stored, then starts what needs time in the background. */
  async start(): Promise<void> {
    const { storage } = this.own;
    await this.noticeBoard.start(LASTING_NOTICES);
    if (storage.keys.kind === 'file' && !storage.keys.hasPassphrase) this.noticeBoard.set({ name: 'key-in-file' });
    await this.profileOwn.load();
    const recoveredFrom = await storage.store.state.getText(RECOVERED_STATE);
    if (recoveredFrom) this.noticeBoard.set({ name: 'recovered', fromAtMs: Number(recoveredFrom) });
    const salvaged = await storage.store.state.getText(SALVAGED_STATE);
    if (salvaged) this.noticeBoard.set({ name: 'salvaged', ...(JSON.parse(salvaged) as SalvagedView) }); // our own words
    this.integrity.start();
    this.backup.start().catch((error: unknown) => this.report('backup', error));
    const isFirstRun = (await this.keeper.stored()) === undefined;
    if (!isFirstRun) await this.whenRunning();
    Promise.all([this.whenRunning(), this.own.parts.beforeNetwork])
      .then(async () => this.listening.start(await this.keeper.ready()))
      .catch((error: unknown) => this.report('start', error));
  }

  profile(): ProfileView | undefined {
    const { running } = this;
    const { name, picture } = this.profileOwn;
    if (name === undefined || running === undefined) return undefined;
    return { hashname: running.core.own.person, name, pictureId: picture?.id };
  }

  async createProfile(text: string): Promise<Result<ProfileView, 'bad-name' | 'profile-exists' | 'disk-full'>> {
    const name = readName(text);
    if (!name.ok) return name;
    if (this.profileOwn.name !== undefined) return fail('profile-exists');
    try {
      const { core } = await this.whenRunning();
      if (this.profileOwn.name !== undefined) return fail('profile-exists');
      await this.profileOwn.setName(name.value);
      return ok({ hashname: core.own.person, name: name.value });
    } catch (error) {
      return diskFullOrThrow(error);
    }
  }

  network(): NetworkView {
    return this.listening.view();
  }

  notices(): readonly NoticeView[] {
    return this.noticeBoard.all();
  }

  async dismissNotice(name: NoticeView['name']): Promise<void> {
    try {
      await this.noticeBoard.dismiss(name);
    } catch (error) {
      if (!isDiskFull(error)) throw error; // it comes back at the next start, and that is all
    }
  }

  async conversations(): Promise<readonly ConversationView[]> {
    const views = this.running?.chats().map((chat) => chat.conversation.view()) ?? [];
    return views.filter((view) => !view.isDeleted);
  }

  async listMessages(
    conversationId: string,
    before: Place | undefined,
    limit: number,
  ): Promise<Result<{ readonly messages: MessageView[]; readonly hasOlder: boolean }, 'unknown-conversation'>> {
    const chat = this.running?.chatOf(conversationId);
    return chat === undefined ? fail('unknown-conversation') : ok(await chat.conversation.page(before, limit));
  }

  async sendText(
    conversationId: string,
    text: string,
  ): Promise<
    Result<{ readonly message: MessageView }, 'unknown-conversation' | 'not-a-member' | 'bad-text' | 'disk-full'>
  > {
    const chat = this.running?.chatOf(conversationId);
    if (chat === undefined) return fail('unknown-conversation');
    if (!chat.mayWrite()) return fail('not-a-member');
    const body = encodeText(text);
    if (!body.ok) return body;
    return this.append(chat.conversation, TEXT_KIND, body.value, []);
  }

  async stagePhoto(fileName: string, file: StageableFile) {
    return this.staging.stage(fileName, file).catch(diskFullOrThrow);
  }

  async stageClip(clip: ClipChoice) {
    return this.staging.stageClip(clip).catch(diskFullOrThrow);
  }

  discardStaged(stagedIds: readonly string[]): Promise<void> {
    return this.staging.discard(stagedIds);
  }

  async sendAlbum(
    conversationId: string,
    items: readonly AlbumChoice[],
    size: PhotoSize = 'good',
  ): Promise<
    Result<
      { readonly message: MessageView },
      'unknown-conversation' | 'not-a-member' | 'unknown-photo' | 'photo-changed' | 'captions-too-long' | 'disk-full'
    >
  > {
    const chat = this.running?.chatOf(conversationId);
    if (chat === undefined) return fail('unknown-conversation');
    if (!chat.mayWrite()) return fail('not-a-member');
    try {
      const album = await this.staging.album(items, size);
      if (!album.ok) return album;
      const sent = await this.append(chat.conversation, ALBUM_KIND, album.value.body, album.value.blobs);
      if (sent.ok) await this.staging.discard(items.map((item) => item.stagedId));
      await album.value.release();
      return sent;
    } catch (error) {
      return diskFullOrThrow(error);
    }
  }

  async markRead(conversationId: string, upTo: Place): Promise<Result<Record<string, never>, 'unknown-conversation'>> {
    const chat = this.running?.chatOf(conversationId);
    if (chat === undefined) return fail('unknown-conversation');
    try {
      await chat.conversation.reading.markRead(upTo);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.tellDiskFull(true); // unread a little longer is all that is lost
    }
    return ok({});
  }

  async getInvite() {
    await this.whenRunning();
    const face = this.inviteFace();
    return face === undefined ? fail('no-profile') : ok(await this.desk.current(face));
  }

  async readInvite(
    text: string,
  ): Promise<Result<{ name: string; person: string; knownConversationId?: string | undefined }, InviteProblem>> {
    const invite = this.checkInvite(text);
    if (!invite.ok) return invite;
    const person = personOfInvite(invite.value);
    return ok({
      name: nameOfInvite(invite.value),
      person,
      knownConversationId: this.own.contacts.get(person)?.conv,
    });
  }

  async acceptInvite(
    text: string,
  ): Promise<Result<{ conversationId: string }, InviteProblem | 'no-profile' | 'disk-full'>> {
    const invite = this.checkInvite(text);
    if (!invite.ok) return invite;
    if (this.profileOwn.name === undefined) return fail('no-profile');
    try {
      return ok({ conversationId: await this.takeUp(await this.whenRunning(), invite.value) });
    } catch (error) {
      return diskFullOrThrow(error);
    }
  }

  async lookAgain(conversationId: string): Promise<Result<Record<string, never>, 'unknown-conversation'>> {
    const person = this.personOf(conversationId);
    if (person === undefined) return fail('unknown-conversation');
    person.lookAgain();
    return ok({});
  }

  getSetting(name: string): Promise<string | undefined> {
    return this.own.storage.store.state.getText(SETTING_PREFIX + name);
  }

  setSetting(name: string, value: string): Promise<void> {
    return this.own.storage.store.state.setText(SETTING_PREFIX + name, value);
  }

  async openPhoto(address: string): Promise<OpenPhoto | undefined> {
    const place = readPhotoAddress(address);
    if (place === undefined) return undefined;
    if (place.source === 'staged') return this.staging.open(place.name, place.size);
    return openMessagePhoto(place.name, place.size, this.own.storage.store.events, this.own.blobs);
  }

  networkMayHaveChanged(): void {
    this.listening.lookNow();
    this.endpoint?.lookNearby();
  }

  onEvent(listener: (event: MessengerEvent) => void): void {
    this.listeners.push(listener);
  }

  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async stopAll(): Promise<void> {
    await this.running?.stop();
    await this.meshing.stop();
    await this.listening.stop();
    await this.backup.stop();
    await this.integrity.stop();
    await this.own.storage.close();
  }

  /** Everything that needs to know who we are: made once, as soon as the keys are there. After a failure, tried again. */
  private whenRunning(): Promise<Running> {
    this.identity ??= this.run().catch((error: unknown) => {
      this.identity = undefined;
      throw error;
    });
    return this.identity;
  }

  private async run(): Promise<Running> {
    const { parts, storage, blobs, contacts, details, blocked } = this.own;
    const identity = await this.keeper.ready();
    this.running = await openRunning({
      identity,
      store: storage.store,
      blobs,
      contacts,
      details,
      blocked,
      own: this.profileOwn,
      images: parts.images,
      invites: this.desk,
      clock: parts.clock,
      random: parts.random,
      nowMs: () => this.endpoint?.nowMs() ?? 0,
      emit: (event) => this.emit(event),
      log: parts.log,
      tellDiskFull: (isFull) => this.tellDiskFull(isFull),
      tellMoved: () => this.tellMoved(),
      ownHello: () => this.ownHello(),
      withoutEndpoint: () => (this.listening.view().state === 'starting' ? 'looking' : 'offline'),
    });
    this.tellMoved();
    return this.running;
  }

  private async attach(endpoint: Endpoint): Promise<void> {
    this.endpoint = endpoint;
    await this.meshing.attach(endpoint);
    await this.running?.attach(endpoint);
    if (this.running !== undefined) {
      const { core } = this.running;
      answerChecks({ endpoint, core, sideFor: (device) => this.connection.sideFor(device) });
    }
    this.emit({ name: 'invite' }); // it has addresses now
  }

  private ownHello(): OwnHello | undefined {
    const [name, own] = [this.profileOwn.name, this.running?.core.own];
    if (name === undefined || own === undefined) return undefined;
    return { app: this.own.parts.appVersion, caps: [], person: own.person, proof: own.proof, name };
  }

  private async append(conversation: Conversation, kind: string, body: Uint8Array, blobs: readonly string[]) {
    try {
      const message = await conversation.append({ kind, body, blobs });
      this.tellDiskFull(false);
      return ok({ message });
    } catch (error) {
      return diskFullOrThrow(error);
    }
  }

  private checkInvite(text: string): Result<Invite, InviteProblem> {
    const invite = findInvite(text);
    if (!invite.ok) return invite;
    const own = this.running?.core.own;
    if (own?.has(identityOfInvite(invite.value).hashname) === true) return fail('invite-to-oneself');
    return isLongExpired(invite.value, this.own.parts.clock.wallMs()) ? fail('invite-expired') : invite;
  }

  private takeUp({ core, people }: Running, invite: Invite): Promise<string> {
    this.meshing.learn(invite.seeds);
    return takeInvite(core, people, invite);
  }

  private inviteFace(): InviteFace | undefined {
    const { running, endpoint } = this;
    const { name } = this.profileOwn;
    if (running === undefined || name === undefined) return undefined;
    const [localPaths, seeds] = [endpoint?.localPaths() ?? [], this.meshing.inviteSeeds()];
    return { identity: running.identity, name, localPaths, seeds, person: running.core.own.person };
  }

  private readonly peopleApi = createPeopleApi({
    running: () => this.running,
    desk: () => this.desk,
    face: () => this.inviteFace(),
    readInvite: (text) => this.checkInvite(text),
    takeUp: (running, invite) => this.takeUp(running, invite),
  });
  readonly contacts = this.peopleApi.contacts;
  readonly invites = this.peopleApi.invites;
  readonly verification = this.peopleApi.verification;

  readonly connection = new Connection({
    choices: () => this.own.network,
    endpoint: () => this.endpoint,
    running: () => this.running,
    view: () => this.network(),
    seeds: () => this.own.parts.seeds ?? [],
    wallMs: () => this.own.parts.clock.wallMs(),
    after: (ms, callback) => void this.own.parts.clock.after(ms, callback),
    onChange: () => this.meshing.choose(),
  });

  readonly exports: ExportApi = new Export({
    core: () => this.running?.core,
    chatOf: (conv) => this.running?.chatOf(conv),
  });

  readonly devices: DevicesApi = new Devices({ running: () => this.running });

  readonly messages: MessagesApi = new MessageActions({
    core: () => this.running?.core,
    chatOf: (conv) => this.running?.chatOf(conv),
  });

  readonly pages: PagesApi = new Pages({
    core: () => this.running?.core,
    chatOf: (conv) => this.running?.chatOf(conv),
  });

  readonly settings: ConversationsApi = new ConversationActions({
    core: () => this.running?.core,
    chatOf: (conv) => this.running?.chatOf(conv),
    chats: () => this.running?.chats() ?? [],
  });

  readonly files: FilesApi = new Files({
    running: () => this.running,
    storage: () => this.own.storage.store,
    chatOf: (conv) => this.running?.chatOf(conv),
  });

  readonly search: SearchApi = new Search({
    core: () => this.running?.core,
    chatOf: (conv) => this.running?.chatOf(conv),
    chats: () => this.running?.chats() ?? [],
  });

  /** Calls of `GroupsApi`, once there are groups; a full disk is one of their answers. */
  readonly groups: GroupsApi = {
    create: (title, persons) => this.inGroups((groups) => groups.create(title, persons)),
    add: (conv, persons, withHistory) => this.inGroups((groups) => groups.add(conv, persons, withHistory)),
    answer: (conv, isYes) => this.inGroups((groups) => groups.answer(conv, isYes)),
    remove: (conv, device) => this.inGroups((groups) => groups.remove(conv, device)),
    leave: (conv) => this.inGroups((groups) => groups.leave(conv)),
    setAdmin: (conv, device, isAdmin) => this.inGroups((groups) => groups.setAdmin(conv, device, isAdmin)),
    rename: (conv, title) => this.inGroups((groups) => groups.rename(conv, title)),
    setPicture: (conv, file) => this.inGroups((groups) => groups.setPicture(conv, file)),
    pictureOf: async (conv) => this.running?.groups.pictureOf(conv),
  };

  private async inGroups<T>(
    act: (groups: GroupsApi) => Promise<Result<T, GroupProblem>>,
  ): Promise<Result<T, GroupProblem>> {
    if (this.running === undefined) return fail('unknown-conversation');
    try {
      return await act(this.running.groups);
    } catch (error) {
      return diskFullOrThrow(error);
    }
  }

  private personOf(conversationId: string): Person | undefined {
    return this.running?.people.ofConversation(conversationId);
  }

  private tellNetwork(network: NetworkView): void {
    this.emit({ name: 'network', network });
    this.running?.people.look();
  }

  private tellAddresses(): void {
    this.running?.people.networkChanged();
    this.emit({ name: 'invite' });
  }

  private tellMoved(): void {
    const atMs = this.running?.core.own.movedAtMs();
    if (atMs !== undefined) this.noticeBoard.set({ name: 'moved', atMs });
  }

  private tellDiskFull(isFull: boolean): void {
    if (isFull) this.noticeBoard.set({ name: 'disk-full' });
    else this.noticeBoard.clear('disk-full');
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

/** The port that the person chose; one of the command line wins. */
function portOf({ now: { port } }: NetworkChoices): { readonly port?: number } {
  return port === undefined ? {} : { port };
}

function diskFullOrThrow(error: unknown): { readonly ok: false; readonly error: 'disk-full' } {
  if (isDiskFull(error)) return fail('disk-full');
  throw error;
}
