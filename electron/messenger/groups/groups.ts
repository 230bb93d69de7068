import { fail, ok, type Result } from '../../../switch/index.ts';
import type { ContactRow, EventRow, GroupRow } from '../../storage/index.ts';
import type { GroupProblem, GroupsApi } from '../api/groups-api.ts';
import { readName } from '../identity/profile.ts';
import { modulusOfKey } from '../identity/rsa-identity.ts';
import { GROUP_INVITATIONS_MAX, GROUP_MEMBERS_MAX, GROUPS_MAX } from '../limits.ts';
import type { ImagePort } from '../photos/image-port.ts';
import { makeSmallPicture } from '../photos/small-picture.ts';
import { InvitedHead } from '../sync/frame-shapes.ts';
import type { Frame } from '../sync/frames.ts';
import type { WithheldReason } from '../views/media-views.ts';
import { GroupChat, type GroupChatParts } from './group-chat.ts';
import { addDraft, adminDraft, avatarDraft, createDraft, titleDraft } from './group-drafts.ts';
import { GroupPictures } from './group-pictures.ts';

export interface GroupsParts extends Pick<GroupChatParts, 'core' | 'peers' | 'ownName' | 'downloads'> {
  /** Our own 2a public key, DER. */
  readonly ownKey: Uint8Array;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly images: ImagePort;
}

const NONCE_BYTES = 16;
type Nothing = Record<string, never>;

/** All groups: those we are in, those we were invited to, and what can be done in them. */
export class Groups implements GroupsApi {
  private readonly rows = new Map<string, GroupRow>();
  private readonly chats = new Map<string, GroupChat>();
  private isAttached = false;
  private inviting: Promise<void> = Promise.resolve();

  private readonly pictures: GroupPictures;

  private constructor(private readonly parts: GroupsParts) {
    this.pictures = new GroupPictures(parts.images);
  }

  static async open(parts: GroupsParts): Promise<Groups> {
    const groups = new Groups(parts);
    for (const row of await parts.core.store.groups.all()) {
      groups.rows.set(row.conv, row);
      if (row.stage !== 'declined') groups.chats.set(row.conv, await groups.openChat(row.conv));
    }
    return groups;
  }

  all(): readonly GroupChat[] {
    return [...this.chats.values()];
  }

  ofConversation(conv: string): GroupChat | undefined {
    return this.chats.get(conv);
  }

  attach(): void {
    this.isAttached = true;
    for (const chat of this.all()) chat.attach();
  }

  contactsChanged(): void {
    for (const chat of this.all()) chat.contactsChanged();
  }

  async stop(): Promise<void> {
    await Promise.all(this.all().map((chat) => chat.stop()));
  }

  async create(
    title: string,
    persons: readonly string[],
  ): Promise<Result<{ readonly conversationId: string }, GroupProblem>> {
    const { core, ownKey, randomBytes } = this.parts;
    const name = readName(title);
    if (!name.ok) return fail('bad-title');
    if (this.rows.size >= GROUPS_MAX) return fail('too-many-groups');
    const contacts = this.contactsOf(persons);
    if (contacts === undefined) return fail('unknown-person');
    if (contacts.length >= GROUP_MEMBERS_MAX) return fail('group-full');
    const draft = createDraft(modulusOf(ownKey), name.value, randomBytes(NONCE_BYTES));
    const root = await core.events.append({ ...draft, at: core.clock.wallMs() });
    await this.put({
      conv: root.conv,
      stage: 'in',
      invitedBy: undefined,
      title: name.value,
      addedAtMs: core.clock.wallMs(),
    });
    const chat = await this.welcome(root.conv);
    for (const contact of contacts) await chat.say((base) => addDraft(base, memberOf(contact), 0));
    return ok({ conversationId: root.conv });
  }

  /** `withHistory`: whether they may read what was said before they came. */
  async add(conv: string, persons: readonly string[], withHistory: boolean): Promise<Result<Nothing, GroupProblem>> {
    const chat = this.asAdmin(conv);
    if (!chat.ok) return chat;
    const contacts = this.contactsOf(persons);
    if (contacts === undefined) return fail('unknown-person');
    const { group } = chat.value;
    if ((group?.members.size ?? 0) + contacts.length > GROUP_MEMBERS_MAX) return fail('group-full');
    const newest = await this.newestT(conv);
    for (const contact of contacts) {
      if (group?.members.get(contact.device)?.hasJoined === true) continue;
      await chat.value.say((base) => addDraft(base, memberOf(contact), withHistory ? 0 : newest + 1));
    }
    return ok({});
  }

  /** A contact has another device: in groups that we lead it is added where one of theirs is, with the same history. */
  async takeAlong(before: readonly string[], person: string): Promise<void> {
    const contact = this.parts.core.contacts.get(person);
    if (contact === undefined) return;
    for (const chat of this.all()) {
      const { group } = chat;
      const old = before.map((device) => group?.members.get(device)).find((member) => member?.hasJoined === true);
      const isLed = group?.members.get(this.parts.core.self)?.isAdmin === true;
      if (!isLed || old === undefined || group.members.has(contact.device)) continue;
      await chat.say((base) => addDraft(base, memberOf(contact), old.fromT));
      if (old.isAdmin) await chat.say((base) => adminDraft(base, contact.device, true));
    }
  }

  async remove(conv: string, device: string): Promise<Result<Nothing, GroupProblem>> {
    const chat = this.asAdmin(conv);
    if (!chat.ok) return chat;
    if (device === this.parts.core.self || chat.value.group?.members.has(device) !== true)
      return fail('unknown-person');
    await chat.value.remove(device);
    return ok({});
  }

  /** A member who is no admin can only say that they want somebody to be one, and take that back; it counts if more than half of all say so. */
  async setAdmin(conv: string, device: string, isAdmin: boolean): Promise<Result<Nothing, GroupProblem>> {
    const chat = this.asMember(conv);
    if (!chat.ok) return chat;
    const member = chat.value.group?.members.get(device);
    if (member?.hasJoined !== true) return fail('unknown-person');
    const isTakenBack = !isAdmin && member.wishedBy.has(this.parts.core.self);
    const mayChange = isAdmin || isTakenBack ? chat : this.asAdmin(conv);
    if (!mayChange.ok) return mayChange;
    await chat.value.say((base) => adminDraft(base, device, isAdmin));
    return ok({});
  }

  async rename(conv: string, title: string): Promise<Result<Nothing, GroupProblem>> {
    const chat = this.asAdmin(conv);
    if (!chat.ok) return chat;
    const name = readName(title);
    if (!name.ok) return fail('bad-title');
    await chat.value.say((base) => titleDraft(base, name.value));
    return ok({});
  }

  /** Any picture, made small; none takes it away. */
  async setPicture(conv: string, file: Uint8Array | undefined): Promise<Result<Nothing, GroupProblem>> {
    const chat = this.asAdmin(conv);
    if (!chat.ok) return chat;
    const picture = file === undefined ? undefined : await makeSmallPicture(this.parts.images, file);
    if (typeof picture === 'string') return fail(picture);
    await chat.value.say((base) => avatarDraft(base, picture));
    return ok({});
  }

  async pictureOf(conv: string): Promise<Uint8Array | undefined> {
    const picture = this.chats.get(conv)?.group?.picture;
    return picture === undefined ? undefined : this.pictures.of(picture);
  }

  async leave(conv: string): Promise<Result<Nothing, GroupProblem>> {
    const chat = this.chats.get(conv);
    if (chat === undefined) return fail('unknown-conversation');
    if (chat.state !== 'member') return fail('not-a-member');
    await chat.leave();
    return ok({});
  }

  /** Says yes or no to an invitation. After a yes the group opens as soon as the events are here. */
  async answer(conv: string, isYes: boolean): Promise<Result<Nothing, GroupProblem>> {
    const chat = this.chats.get(conv);
    const row = this.rows.get(conv);
    if (chat === undefined || row?.stage !== 'invited') return fail('unknown-conversation');
    await this.put({ ...row, stage: isYes ? 'joining' : 'declined' });
    if (isYes) await chat.conclude();
    else {
      this.chats.delete(conv);
      await chat.stop();
    }
    return ok({});
  }

  /** A contact says that they added us. One after the other: two may say it of one group at once. */
  takeInvited(from: ContactRow, frame: Frame, conv: string): Promise<void> {
    const taken = this.inviting.then(() => this.invited(from, frame, conv));
    this.inviting = taken.catch(() => undefined); // told to whoever brought it
    return taken;
  }

  /** Where what we may read of a conversation begins. */
  fromT(conv: string): number {
    return this.chats.get(conv)?.fromT ?? 0;
  }

  /** Why nobody may give us what this event names: of a group, and not for us. */
  withheld(row: EventRow): WithheldReason | undefined {
    const chat = this.chats.get(row.conv);
    if (chat !== undefined) return chat.withheld(row);
    return this.rows.get(row.conv)?.stage === 'declined' ? 'not-in-group' : undefined;
  }

  /** Somebody opens `_sync` to us who may be a member of a group: whoever chose us for a neighbour is one of ours too. */
  isFellow(device: string): boolean {
    return this.all().some((chat) => chat.isFellow(device));
  }

  opened(device: string): void {
    for (const chat of this.all()) chat.opened(device);
  }

  /** A contact speaks of a conversation that we don't share with them. */
  strayed(device: string, conv: string): void {
    this.chats.get(conv)?.strayed(device);
  }

  private async invited(from: ContactRow, frame: Frame, conv: string): Promise<void> {
    const head = InvitedHead.safeParse(frame.json);
    const title = head.success === true ? readName(head.data.title) : undefined;
    if (title?.ok !== true) return;
    const row = this.rows.get(conv);
    if (row?.stage === 'joining' && row.invitedBy !== from.person) {
      await this.put({ ...row, invitedBy: from.person }); // it was answered before: now there is somebody to answer
      await this.welcome(conv);
    }
    const isAnswered = row !== undefined && (row.stage !== 'in' || this.chats.get(conv)?.state === 'member');
    if (head.success && this.chats.get(conv)?.isStale(head.data.add) === true) return;
    if (isAnswered || this.isTooMuch(from.person)) return;
    const addedAtMs = row?.addedAtMs ?? this.parts.core.clock.wallMs();
    await this.put({ conv, stage: 'invited', invitedBy: from.person, title: title.value, addedAtMs });
    const chat = await this.welcome(conv);
    chat.conversation.refresh();
  }

  private isTooMuch(person: string): boolean {
    const waiting = [...this.rows.values()].filter((row) => row.stage === 'invited' && row.invitedBy === person);
    return waiting.length >= GROUP_INVITATIONS_MAX || this.rows.size >= GROUPS_MAX;
  }

  /** Also of what is no line of the chat: an edit belongs to the past like the message that it changes. */
  private async newestT(conv: string): Promise<number> {
    const { events } = this.parts.core.store;
    const tips = await events.frontier(conv);
    const times = await events.timesOf(
      conv,
      tips.map(({ id }) => id),
    );
    return Math.max(0, ...[...times.values()].map((t) => t ?? 0));
  }

  private asMember(conv: string): Result<GroupChat, GroupProblem> {
    const chat = this.chats.get(conv);
    if (chat === undefined) return fail('unknown-conversation');
    return chat.state === 'member' ? ok(chat) : fail('not-a-member');
  }

  private asAdmin(conv: string): Result<GroupChat, GroupProblem> {
    const chat = this.asMember(conv);
    if (!chat.ok) return chat;
    return chat.value.group?.members.get(this.parts.core.self)?.isAdmin === true ? chat : fail('not-an-admin');
  }

  /** Undefined if one of them is no contact. */
  private contactsOf(persons: readonly string[]): readonly ContactRow[] | undefined {
    const rows = [...new Set(persons)].map((person) => this.parts.core.contacts.get(person));
    const contacts = rows.filter((row) => row?.state === 'contact').filter((row) => row !== undefined);
    return contacts.length === rows.length ? contacts : undefined;
  }

  private async welcome(conv: string): Promise<GroupChat> {
    let chat = this.chats.get(conv);
    if (chat === undefined) {
      chat = await this.openChat(conv);
      this.chats.set(conv, chat);
      if (this.isAttached) chat.attach();
    }
    chat.refresh();
    return chat;
  }

  private openChat(conv: string): Promise<GroupChat> {
    const { core, peers, ownName, downloads } = this.parts;
    const row = () => {
      const known = this.rows.get(conv);
      if (known === undefined) throw new Error('a group without its row');
      return known;
    };
    return GroupChat.open({
      core,
      peers,
      row,
      ownName,
      downloads,
      setStage: (stage) => this.put({ ...row(), stage }),
      random: (below) => this.randomBelow(below),
    });
  }

  private async put(row: GroupRow): Promise<void> {
    await this.parts.core.store.groups.put(row);
    this.rows.set(row.conv, row);
  }

  private randomBelow(below: number): number {
    const [a = 0, b = 0, c = 0] = this.parts.randomBytes(3);
    return below === 0 ? 0 : (a * 65_536 + b * 256 + c) % below;
  }
}

function memberOf(contact: ContactRow) {
  return { device: contact.device, modulus: modulusOf(contact.publicKey), name: contact.name };
}

function modulusOf(key: Uint8Array): Uint8Array {
  const modulus = modulusOfKey(key);
  if (modulus === undefined) throw new Error('a contact without a 2a key');
  return modulus;
}
