import { fail, ok, type Result } from '../../switch/index.ts';
import type { ConnectionApi } from './api/connection-api.ts';
import type { ContactsApi } from './api/contacts-api.ts';
import type { ConversationsApi, PagesApi } from './api/conversations-api.ts';
import type { FilesApi, OpenPhoto } from './api/files-api.ts';
import type { GroupsApi } from './api/groups-api.ts';
import type { InvitesApi } from './api/invites-api.ts';
import type { MessagesApi } from './api/messages-api.ts';
import type { SearchApi } from './api/search-api.ts';
import type { BackupApi, DevicesApi, ExportApi } from './api/upkeep-api.ts';
import type { VerificationApi } from './api/verification-api.ts';
import { Files } from './blobs/files.ts';
import { Devices } from './contacts/devices.ts';
import { InviteExchange } from './contacts/invite-exchange.ts';
import { createPeopleApi } from './contacts/people-api.ts';
import { ConversationActions } from './conversations/conversation-actions.ts';
import { MessageActions } from './conversations/message-actions.ts';
import { Pages } from './conversations/pages.ts';
import { Sending } from './conversations/sending.ts';
import { Export } from './export/export.ts';
import { createGroupActions } from './groups/group-actions.ts';
import { readName } from './identity/profile.ts';
import type { Messenger, MessengerEvent, Place } from './messenger.ts';
import { MessengerLife, type OpenedParts } from './messenger-life.ts';
import { openMessagePhoto, readPhotoAddress } from './photos/open-photo.ts';
import { Staging } from './photos/staging.ts';
import { Search } from './search/search.ts';
import { isDiskFull, unlessDiskFull } from './store-trouble.ts';
import type { ConversationView } from './views/conversation-views.ts';
import type { NetworkView } from './views/network-views.ts';
import type { ProfileView } from './views/person-views.ts';
import type { NoticeView } from './views/upkeep-views.ts';

/** The messenger behind its interface (messenger.ts): hands each call to the part that knows. */
export class MessengerService implements Messenger {
  readonly backup: BackupApi;
  readonly connection: ConnectionApi;
  readonly contacts: ContactsApi;
  readonly devices: DevicesApi;
  readonly exports: ExportApi;
  readonly files: FilesApi;
  readonly groups: GroupsApi;
  readonly invites: InvitesApi;
  readonly messages: MessagesApi;
  readonly pages: PagesApi;
  readonly search: SearchApi;
  readonly settings: ConversationsApi;
  readonly verification: VerificationApi;
  private readonly life: MessengerLife;
  private readonly inviting: InviteExchange;
  private readonly sending: Sending;
  private readonly staging: Staging;

  constructor(private readonly own: OpenedParts) {
    const { parts, storage, blobs, contacts } = own;
    const life = new MessengerLife(own);
    this.life = life;
    const { profile, desk, network } = life;
    const running = () => life.running;
    const core = () => life.running?.core;
    const chatOf = (conv: string) => life.running?.chatOf(conv);
    const chats = () => life.running?.chats() ?? [];
    this.inviting = new InviteExchange({
      running,
      whenRunning: () => life.whenRunning(),
      profile,
      contacts,
      desk,
      network,
      wallMs: () => parts.clock.wallMs(),
    });
    this.staging = new Staging({
      images: parts.images,
      blobs,
      random: parts.random,
      isNamed: async (blob) => (await storage.store.events.naming(blob)).length > 0,
    });
    this.sending = new Sending({ chatOf, staging: this.staging, tellDiskFull: (isFull) => life.tellDiskFull(isFull) });
    const people = createPeopleApi({ running, desk, exchange: this.inviting });
    this.contacts = people.contacts;
    this.invites = people.invites;
    this.verification = people.verification;
    this.backup = life.backup;
    this.connection = network.connection;
    this.devices = new Devices({ running });
    this.exports = new Export({ core, chatOf });
    this.files = new Files({ running, storage: () => storage.store, chatOf });
    this.groups = createGroupActions(() => life.running?.groups);
    this.messages = new MessageActions({ core, chatOf });
    this.pages = new Pages({ core, chatOf });
    this.search = new Search({ core, chatOf, chats });
    this.settings = new ConversationActions({ core, chatOf, chats });
  }

  start(): Promise<void> {
    return this.life.start();
  }

  stop(): Promise<void> {
    return this.life.stop();
  }

  onEvent(listener: (event: MessengerEvent) => void): void {
    this.life.onEvent(listener);
  }

  profile(): ProfileView | undefined {
    const { running, profile } = this.life;
    const { name, picture } = profile;
    if (name === undefined || running === undefined) return undefined;
    return { hashname: running.core.own.person, name, pictureId: picture?.id };
  }

  async createProfile(text: string): Promise<Result<ProfileView, 'bad-name' | 'profile-exists' | 'disk-full'>> {
    const { profile } = this.life;
    const name = readName(text);
    if (!name.ok) return name;
    if (profile.name !== undefined) return fail('profile-exists');
    return unlessDiskFull(async () => {
      const { core } = await this.life.whenRunning();
      if (profile.name !== undefined) return fail('profile-exists');
      await profile.setName(name.value);
      return ok({ hashname: core.own.person, name: name.value });
    });
  }

  network(): NetworkView {
    return this.life.network.view();
  }

  networkMayHaveChanged(): void {
    this.life.network.lookNow();
  }

  notices(): readonly NoticeView[] {
    return this.life.notices.all();
  }

  async dismissNotice(name: NoticeView['name']): Promise<void> {
    try {
      await this.life.notices.dismiss(name);
    } catch (error) {
      if (!isDiskFull(error)) throw error; // it comes back at the next start, and that is all
    }
  }

  async conversations(): Promise<readonly ConversationView[]> {
    const views = this.life.running?.chats().map((chat) => chat.conversation.view()) ?? [];
    return views.filter((view) => !view.isDeleted);
  }

  readonly listMessages: Messenger['listMessages'] = async (conversationId, before, limit) => {
    const chat = this.life.running?.chatOf(conversationId);
    return chat === undefined ? fail('unknown-conversation') : ok(await chat.conversation.page(before, limit));
  };

  async markRead(conversationId: string, upTo: Place): Promise<Result<Record<string, never>, 'unknown-conversation'>> {
    const chat = this.life.running?.chatOf(conversationId);
    if (chat === undefined) return fail('unknown-conversation');
    try {
      await chat.conversation.reading.markRead(upTo);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.life.tellDiskFull(true); // unread a little longer is all that is lost
    }
    return ok({});
  }

  async lookAgain(conversationId: string): Promise<Result<Record<string, never>, 'unknown-conversation'>> {
    const person = this.life.running?.people.ofConversation(conversationId);
    if (person === undefined) return fail('unknown-conversation');
    person.lookAgain();
    return ok({});
  }

  readonly sendText: Messenger['sendText'] = (conv, text) => this.sending.sendText(conv, text);
  readonly stagePhoto: Messenger['stagePhoto'] = (fileName, file) => this.sending.stagePhoto(fileName, file);
  readonly stageClip: Messenger['stageClip'] = (clip) => this.sending.stageClip(clip);
  readonly discardStaged: Messenger['discardStaged'] = (stagedIds) => this.sending.discardStaged(stagedIds);
  readonly sendAlbum: Messenger['sendAlbum'] = (conv, items, size) => this.sending.sendAlbum(conv, items, size);

  readonly getInvite: Messenger['getInvite'] = () => this.inviting.getInvite();
  readonly readInvite: Messenger['readInvite'] = (text) => this.inviting.readInvite(text);
  readonly acceptInvite: Messenger['acceptInvite'] = (text) => this.inviting.acceptInvite(text);

  async openPhoto(address: string): Promise<OpenPhoto | undefined> {
    const place = readPhotoAddress(address);
    if (place === undefined) return undefined;
    if (place.source === 'staged') return this.staging.open(place.name, place.size);
    return openMessagePhoto(place.name, place.size, this.own.storage.store.events, this.own.blobs);
  }

  getSetting(name: string): Promise<string | undefined> {
    return this.life.settings.get(name);
  }

  setSetting(name: string, value: string): Promise<void> {
    return this.life.settings.set(name, value);
  }
}
