import type { Endpoint, JsonObject, Path, PeerStatus, PublicIdentity } from '../../../switch/index.ts';
import type { ContactRow, DeviceRow, EventRow } from '../../storage/store.ts';
import type { Downloads } from '../blobs/downloads.ts';
import type { Chat, ChatNames } from '../conversations/chat.ts';
import { Conversation } from '../conversations/conversation.ts';
import type { ConversationHeading } from '../conversations/conversation-parts.ts';
import { ConversationSync } from '../conversations/conversation-sync.ts';
import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import { INVITED_LOOK_MS, INVITED_LOOKS_MAX } from '../limits.ts';
import type { LogAuthority } from '../log/conversation-log.ts';
import { isStoreClosed } from '../store-trouble.ts';
import type { Frame } from '../sync/frames.ts';
import type { HelloOutcome, Introduction } from '../sync/hello-channel.ts';
import { typingPacket } from '../sync/now-packet.ts';
import type { PeerSession, PeerStage } from '../sync/peer-session.ts';
import type { Peer, PeerClaim, Peers } from '../sync/peers.ts';
import type { BlobStand, Say, SyncHost } from '../sync/sync-host.ts';
import type { ConversationView } from '../views/conversation-views.ts';
import type { ViaView } from '../views/trust-views.ts';
import { deviceKey, deviceOf, identityOf, lastingPaths, mergePaths, pathsOf } from './contacts.ts';
import { isOnIn } from './habits.ts';
import { OtherDevice } from './other-device.ts';
import { Presence } from './presence.ts';
import type { Profiles } from './profiles.ts';

/** The wire's words after which the same secret is not shown again. */
const FINAL_REFUSALS: ReadonlySet<string> = new Set(['invite unknown', 'invite used', 'invite expired']);

export interface PersonParts {
  readonly core: Core;
  readonly peers: Peers;
  /** What is shown while there is no endpoint. */
  readonly withoutEndpoint: () => 'looking' | 'offline';
  readonly downloads: Downloads;
  /** They say that we were added to a group. */
  readonly takeInvited: (from: ContactRow, frame: Frame, conv: string) => void | Promise<void>;
  /** What two contacts say to each other beside their conversations. */
  readonly words: ContactWords;
  readonly profiles: Profiles;
}

/** What contacts say to each other that is about no conversation. */
export interface ContactWords {
  greet(say: Say, row: ContactRow): void;
  profile(say: Say): void;
  /** They are reached in one network with us, from now on or still. */
  near(row: ContactRow): void;
  takeWord(row: ContactRow, frame: Frame, say: Say): Promise<void>;
}

/** Why an invite was refused: the wire's words and ours. */
const REFUSALS = new Map<string, ConversationView['refusal']>([
  ['invite unknown', 'invite-unknown'],
  ['invite used', 'invite-used'],
  ['invite expired', 'invite-expired'],
]);

/** One contact: the conversation, whether they can be reached, and what is spoken with them while there is a line. */
export class Person implements PeerClaim, Chat {
  private readonly sync: ConversationSync;
  private readonly others: readonly OtherDevice[];
  private endpoint: Endpoint | undefined;
  private peer: Peer | undefined;
  private cancelSeek: (() => void) | undefined;
  private seekCount = 0;
  private readonly greeted = new WeakSet<Say>();

  private constructor(
    private readonly parts: PersonParts,
    readonly id: string,
    private readonly presence: Presence,
    readonly conversation: Conversation,
  ) {
    const { core } = parts;
    const { device } = this.row();
    this.sync = new ConversationSync({
      core,
      conversation,
      device,
      authority: () => authorityOf(core, id),
      serve: (row) => row,
      invitation: () => undefined,
      onStored: (stored) => this.came(stored),
    });
    this.others = core.contacts
      .devicesOf(id)
      .filter((other) => other.state === 'theirs' && other.device !== device)
      .map((other) => this.otherDevice(other));
  }

  static async open(parts: PersonParts, row: ContactRow): Promise<Person> {
    const { core } = parts;
    let person: Person | undefined;
    const presence = new Presence({
      device: deviceOf(row),
      endpoint: () => person?.endpoint,
      withoutEndpoint: parts.withoutEndpoint,
      knownPaths: () => pathsOf(core.contacts.get(row.person) ?? row),
      friendOf: (device) => friendOf(core, device),
      wallMs: () => core.clock.wallMs(),
      after: (ms, callback) => core.clock.after(ms, callback),
      onChange: () => person?.wayChanged(),
    });
    const conversation = await Conversation.open({
      core,
      conv: row.conv,
      isGroup: false,
      heading: () => headingOf(core, core.contacts.get(row.person) ?? row, presence.current()),
      audience: () => [row.device],
      authorOf: () => undefined,
      noteOf: () => undefined,
      mayDelete: (deletion, target) => core.own.has(deletion.by) === core.own.has(target.by),
      personOf: (device) => (core.own.has(device) ? core.own.person : row.person),
      isVoid: () => false,
      withheld: async () => undefined,
      onAppended: () => person?.eachSession((session) => session.poke(row.conv)),
      onRead: () => person?.eachSession((session) => session.tellRead(row.conv)),
      onTyping: (isTyping) => person?.eachSession((session) => session.tellNow(typingPacket(row.conv, isTyping))),
    });
    person = new Person(parts, row.person, presence, conversation);
    return person;
  }

  /** Speaks over this endpoint from now on. */
  attach(endpoint: Endpoint): void {
    this.endpoint = endpoint;
    this.seekCount = 0;
    this.peer = this.parts.peers.claim(deviceOf(this.row()), this);
    for (const other of this.others) other.attach();
    this.seek();
    this.conversation.touch();
    this.presence.back();
  }

  /** Ends what is spoken with them, for somebody else to begin it anew. */
  release(): void {
    this.parts.peers.release(this.sync.device, this); // the row may name another one by now
    for (const other of this.others) other.release();
  }

  private otherDevice(row: DeviceRow): OtherDevice {
    const { core, peers } = this.parts;
    return new OtherDevice({
      core,
      peers,
      row,
      conversation: this.conversation,
      newest: () => core.contacts.newestOf(this.id),
      authority: () => authorityOf(core, this.id),
      onStored: (stored) => this.came(stored),
    });
  }

  hosts(): readonly SyncHost[] {
    return this.stage() === 'sync' ? [this.sync] : [];
  }

  identity(): PublicIdentity | undefined {
    return identityOf(this.row());
  }

  paths(): readonly Path[] {
    return pathsOf(this.row());
  }

  introduction(): Introduction {
    return { invite: this.row().inviteSecret, text: this.parts.core.details.get(this.id).ask };
  }

  /** Says what is to be said to a contact on each new channel, once. */
  greet(say: Say): void {
    if (this.stage() !== 'sync' || this.greeted.has(say)) return;
    this.greeted.add(say);
    this.parts.words.greet(say, this.row());
  }

  async takeWord(frame: Frame, say: Say): Promise<void> {
    if (this.stage() === 'sync') await this.parts.words.takeWord(this.row(), frame, say);
  }

  /** Says something that is about no conversation; false if they can't be reached now. */
  say(json: JsonObject, body?: Uint8Array): boolean {
    return this.stage() === 'sync' && this.peer?.session?.say(json, body) === true;
  }

  /** Our profile is another one: said at once, or with the next greeting. */
  sayProfile(): void {
    if (this.stage() === 'sync') this.parts.words.profile((json, body) => void this.say(json, body));
  }

  get isNear(): boolean {
    return this.presence.current().state === 'direct-same-network';
  }

  get isOn(): boolean {
    return isOnIn(this.presence.current().state);
  }

  onStatus(status: PeerStatus): void {
    this.presence.look();
    this.keepPaths(status).catch((error: unknown) => this.report(error));
  }

  onLeft(): void {
    this.presence.left();
  }

  async takeInvited(frame: Frame, conv: string): Promise<void> {
    if (this.stage() === 'sync') await this.parts.takeInvited(this.row(), frame, conv);
  }

  private wayChanged(): void {
    this.conversation.touch();
    if (this.isNear && this.stage() === 'sync') this.parts.words.near(this.row());
  }

  /** The row changed: its stage, its addresses or its secret. */
  changed(): void {
    this.peer?.changed();
    this.seek();
    this.conversation.refresh();
  }

  /** Somebody here wants them found now. */
  lookAgain(): void {
    this.endpoint?.retryNow(deviceOf(this.row()));
    this.seekCount = 0;
    this.seek();
    this.presence.ask();
  }

  /** This machine's addresses changed. */
  networkChanged(): void {
    if (this.stage() !== 'wait') this.endpoint?.retryNow(deviceOf(this.row()));
    this.presence.look();
  }

  /** There is no endpoint any more, or still none. */
  look(): void {
    this.presence.look();
  }

  /** Whether this person may speak of messages, and of photos: others are not even answered. */
  mayOpen(channel: 'sync' | 'blob'): boolean {
    return this.stage() === 'sync' || channel === 'sync';
  }

  /** They opened `_sync`, which only somebody does who holds us as a contact: if we wait for their welcome, this says as much. */
  async syncOpened(): Promise<void> {
    if (this.stage() !== 'sync') await this.promote(undefined);
    this.presence.back();
  }

  names(): ChatNames {
    return { name: this.parts.core.details.nameOf(this.row()), members: undefined };
  }

  mayWrite(): boolean {
    return true; // what is written to somebody who has not answered yet waits
  }

  mayDeleteOthers(): boolean {
    return false;
  }

  /** Events came from one of their devices: the others may lack them. */
  private async came(stored: readonly EventRow[]): Promise<void> {
    if (stored.length > 0) this.eachSession((session) => session.poke(this.conversation.conv));
    await this.parts.downloads.want(stored);
  }

  private eachSession(tell: (session: PeerSession) => void): void {
    for (const peer of [this.peer, ...this.others.map((other) => other.peer)]) {
      if (peer?.session !== undefined) tell(peer.session);
    }
  }

  tellBlobs(stand: BlobStand, rows: readonly EventRow[]): void {
    const theirs = this.parts.core.contacts.confirmedOf(this.id);
    if (!rows.some((row) => theirs.includes(row.by))) return;
    this.eachSession((session) => session.tellBlobs(this.conversation.conv, stand));
  }

  async stop(): Promise<void> {
    this.presence.stop();
    this.cancelSeek?.();
    await this.conversation.whenIdle();
  }

  /** While our use of their invite is not answered, nobody but us looks: more often than for people who look for us too. */
  private seek(): void {
    this.cancelSeek?.();
    this.cancelSeek = undefined;
    const { endpoint } = this;
    if (endpoint === undefined || this.stage() !== 'hello' || this.seekCount >= INVITED_LOOKS_MAX) return;
    this.cancelSeek = this.parts.core.clock.after(INVITED_LOOK_MS, () => {
      this.seekCount += 1;
      const device = deviceOf(this.row());
      if (endpoint.status(device)?.line !== 'open') endpoint.retryNow(device);
      this.seek();
    });
  }

  stage(): PeerStage {
    const { state, refusal } = this.row();
    if (state === 'contact') return 'sync';
    return refusal === undefined ? 'hello' : 'wait';
  }

  async onHello(outcome: HelloOutcome): Promise<void> {
    if (outcome.name === 'welcome') {
      if (outcome.their.person !== this.id) return; // somebody else than the invite said
      return this.promote(outcome.their.name);
    }
    if (outcome.name !== 'refused' || !FINAL_REFUSALS.has(outcome.why)) return;
    const { why } = outcome;
    const isChanged = await this.parts.core.contacts.update(this.id, (row) =>
      row?.state === 'invited' ? { ...row, refusal: why, inviteSecret: undefined } : row,
    );
    if (isChanged) this.changed();
  }

  /** Both sides have said yes. */
  private async promote(name: string | undefined): Promise<void> {
    const { core, profiles } = this.parts;
    const isChanged = await core.contacts.update(this.id, (row) => {
      if (row === undefined || row.state === 'contact') return row;
      const publicKey = row.publicKey.length > 0 ? row.publicKey : this.keyNow();
      if (publicKey === undefined) return row; // no device of ours: nobody can be a contact through it
      const named = name ?? row.name;
      return { ...row, publicKey, name: named, state: 'contact', inviteSecret: undefined, refusal: undefined };
    });
    if (!isChanged && name !== undefined) await profiles.setName(this.id, name);
    if (isChanged && core.details.get(this.id).ask !== undefined)
      await core.details.change(this.id, { ask: undefined });
    if (!isChanged) return;
    this.changed();
    core.emit({ name: 'contacts' });
  }

  /** Of somebody who was asked by hashname alone the line brings the key. */
  private keyNow(): Uint8Array | undefined {
    return this.endpoint === undefined ? undefined : deviceKey(this.endpoint, deviceOf(this.row()));
  }

  /** Remembers the addresses they answered from, the one in use first, for the next start. */
  private async keepPaths(status: PeerStatus): Promise<void> {
    if (status.line !== 'open') return;
    const lasting = lastingPaths(status);
    if (lasting.length === 0) return;
    await this.parts.core.contacts.update(this.id, (row) => {
      if (row === undefined) return undefined;
      const paths = JSON.stringify(mergePaths(lasting, pathsOf(row)));
      return paths === row.paths ? row : { ...row, paths };
    });
  }

  private report(error: unknown): void {
    if (!isStoreClosed(error)) this.parts.core.log(`person: ${describeError(error)}`);
  }

  private row(): ContactRow {
    const row = this.parts.core.contacts.get(this.id);
    if (row === undefined) throw new Error('a person without a row');
    return row;
  }
}

/** Whatever device of theirs brings it: their own events, and those that only we can have written. */
function authorityOf({ own, contacts }: Core, person: string): LogAuthority {
  return { kind: 'two', isOwn: (device) => own.has(device), peerDevices: contacts.confirmedOf(person) };
}

/** Whose machine it is, by any device that is known as theirs; somebody invited who has not answered is nobody yet. */
function friendOf(core: Core, device: string): ViaView | undefined {
  const row = core.contacts.ofDevice(device);
  return row?.state === 'contact' ? { person: row.person, name: core.details.nameOf(row) } : undefined;
}

function headingOf(core: Core, row: ContactRow, trust: ConversationHeading['trust']): ConversationHeading {
  const asked = core.contacts.askedOf(row.person);
  return {
    person: row.person,
    group: undefined,
    name: core.details.nameOf(row),
    state: row.state,
    newDevice: asked && { device: asked.device, atMs: asked.seenAtMs },
    refusal: row.refusal === undefined ? undefined : REFUSALS.get(row.refusal),
    addedAtMs: row.addedAtMs,
    trust,
  };
}
