import type { Channel, Endpoint, PeerStatus } from '../../../switch/index.ts';
import type { ContactRow, EventRow } from '../../storage/store.ts';
import { Conversation } from '../conversations/conversation.ts';
import { ConversationSync } from '../conversations/conversation-sync.ts';
import type { Core } from '../core.ts';
import { INVITED_LOOK_MS, INVITED_LOOKS_MAX, PROGRESS_TELL_MS } from '../limits.ts';
import { readAlbum } from '../photos/album.ts';
import { isStoreClosed } from '../store-trouble.ts';
import type { HelloOutcome, OwnHello } from '../sync/hello-channel.ts';
import { PeerSession } from '../sync/peer-session.ts';
import { deviceOf, identityOf, lastingPaths, mergePaths, pathsOf } from './contacts.ts';
import { Presence } from './presence.ts';

/** The wire's words after which the same secret is not shown again. */
const FINAL_REFUSALS: ReadonlySet<string> = new Set(['invite unknown', 'invite used', 'invite expired']);

export interface PersonParts {
  readonly core: Core;
  readonly ownHello: () => OwnHello | undefined;
  /** What is shown while there is no endpoint. */
  readonly withoutEndpoint: () => 'looking' | 'offline';
  /** A blob is whole here; others may have sent it as well. */
  readonly onBlobWhole: (blob: string) => void;
}

/** One contact: the conversation, whether they can be reached, and what is spoken with them while there is a line. */
export class Person {
  private readonly sync: ConversationSync;
  private endpoint: Endpoint | undefined;
  private session: PeerSession | undefined;
  private readonly progressed = new Set<string>();
  private cancelProgress: (() => void) | undefined;
  private cancelSeek: (() => void) | undefined;
  private seekCount = 0;

  private constructor(
    private readonly parts: PersonParts,
    readonly id: string,
    private readonly presence: Presence,
    readonly conversation: Conversation,
  ) {
    this.sync = new ConversationSync({
      core: parts.core,
      conversation,
      person: id,
      device: this.row().device,
      onStored: (rows) => this.fetch(rows),
    });
  }

  static async open(parts: PersonParts, row: ContactRow): Promise<Person> {
    const { core } = parts;
    let person: Person | undefined;
    const presence = new Presence({
      device: deviceOf(row),
      endpoint: () => person?.endpoint,
      withoutEndpoint: parts.withoutEndpoint,
      knownPaths: () => pathsOf(core.contacts.get(row.person) ?? row),
      wallMs: () => core.clock.wallMs(),
      after: (ms, callback) => core.clock.after(ms, callback),
      onChange: () => person?.conversation.touch(),
    });
    const conversation = await Conversation.open(
      {
        core,
        person: row.person,
        trust: () => presence.current(),
        onAppended: () => person?.session?.poke(),
        onRead: () => person?.session?.tellRead(),
      },
      row,
    );
    person = new Person(parts, row.person, presence, conversation);
    return person;
  }

  /** Speaks over this endpoint from now on. */
  attach(endpoint: Endpoint): void {
    const { core, ownHello } = this.parts;
    const device = deviceOf(this.row());
    this.endpoint = endpoint;
    this.seekCount = 0;
    this.session = new PeerSession({
      core,
      endpoint,
      device,
      ownHello,
      syncHost: this.sync,
      stage: () => this.stage(),
      inviteSecret: () => this.row().inviteSecret,
      onHello: (outcome) => this.takeHello(outcome),
      mayServe: (blob) => this.mayServe(blob),
      onLeft: () => this.presence.left(),
      onBlobProgress: (blob) => this.tellProgress(blob),
      onBlobWhole: (blob) => this.parts.onBlobWhole(blob),
    });
    this.changed();
    const status = endpoint.status(device);
    if (status !== undefined) this.setStatus(status);
    this.presence.back();
  }

  setStatus(status: PeerStatus): void {
    this.session?.setStatus(status);
    this.presence.look();
    this.keepPaths(status).catch((error: unknown) => this.report(error));
  }

  /** The row changed: its stage, its addresses or its secret. */
  changed(): void {
    const row = this.row();
    const isWanted = this.stage() !== 'rest';
    this.endpoint?.learn({ identity: identityOf(row), paths: pathsOf(row) });
    this.endpoint?.keep(deviceOf(row), isWanted);
    this.session?.proceed();
    this.seek();
    this.conversation.touch();
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
    if (this.stage() !== 'rest') this.endpoint?.retryNow(deviceOf(this.row()));
    this.presence.look();
  }

  /** There is no endpoint any more, or still none. */
  look(): void {
    this.presence.look();
  }

  /** Whether this person may speak of messages, and of photos: others are not even answered. */
  mayOpen(channel: 'sync' | 'blob'): boolean {
    const stage = this.stage();
    return stage === 'sync' || (stage === 'hello' && channel === 'sync');
  }

  /** Only somebody who holds us as a contact opens one: if we wait for their welcome, this says as much. */
  async takeSync(channel: Channel): Promise<void> {
    if (this.stage() === 'hello') await this.promote(undefined);
    if (this.session === undefined || this.stage() !== 'sync') return channel.fail('not a contact');
    this.presence.back();
    this.session.takeSync(channel);
  }

  takeBlob(channel: Channel): void {
    if (this.session === undefined || this.stage() !== 'sync') {
      channel.fail('not a contact');
      return;
    }
    this.session.takeBlob(channel);
  }

  /** Fetches the blobs these events name: the preview of each album first, then its photos in order. */
  async fetch(rows: readonly EventRow[]): Promise<void> {
    for (const row of rows.filter((event) => event.blobs.length > 0)) {
      const album = row.body === undefined ? undefined : readAlbum(row.body);
      for (const blob of row.blobs) {
        const info = await this.parts.core.blobs.expect(blob);
        if (info.isWhole) this.parts.onBlobWhole(blob);
        else this.session?.transfers.add([blob], blob === album?.preview ? 'first' : 'in-order');
      }
    }
  }

  /** A blob became whole that these events of this conversation name. */
  async blobWhole(blob: string, rows: readonly EventRow[]): Promise<void> {
    if (rows.some((row) => row.by === this.row().device)) this.session?.tellBlobs([blob]);
    await this.conversation.tell(rows);
    this.conversation.touch();
  }

  async stop(): Promise<void> {
    this.presence.stop();
    this.cancelProgress?.();
    this.cancelSeek?.();
    await this.session?.stop();
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

  private stage(): 'hello' | 'sync' | 'rest' {
    const { state, refusal } = this.row();
    if (state === 'contact') return 'sync';
    return refusal === undefined ? 'hello' : 'rest';
  }

  private async takeHello(outcome: HelloOutcome): Promise<void> {
    if (outcome.name === 'welcome') return this.promote(outcome.their.name);
    if (outcome.name !== 'refused' || !FINAL_REFUSALS.has(outcome.why)) return;
    const { why } = outcome;
    const isChanged = await this.parts.core.contacts.update(this.id, (row) =>
      row?.state === 'invited' ? { ...row, refusal: why, inviteSecret: undefined } : row,
    );
    if (isChanged) this.changed();
  }

  /** Both sides have said yes. */
  private async promote(name: string | undefined): Promise<void> {
    const isChanged = await this.parts.core.contacts.update(this.id, (row) => {
      if (row === undefined || (row.state === 'contact' && (name ?? row.name) === row.name)) return row;
      return { ...row, state: 'contact', name: name ?? row.name, inviteSecret: undefined, refusal: undefined };
    });
    if (isChanged) this.changed();
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

  private async mayServe(blob: string): Promise<boolean> {
    const rows = await this.parts.core.store.events.naming(blob);
    return rows.some((row) => row.conv === this.conversation.conv && row.by !== this.row().device);
  }

  /** Progress comes with every chunk; people are told a few times a second. */
  private tellProgress(blob: string): void {
    this.progressed.add(blob);
    this.cancelProgress ??= this.parts.core.clock.after(PROGRESS_TELL_MS, () => {
      this.cancelProgress = undefined;
      const blobs = [...this.progressed];
      this.progressed.clear();
      this.tellNaming(blobs).catch((error: unknown) => this.report(error));
    });
  }

  private async tellNaming(blobs: readonly string[]): Promise<void> {
    const rows = new Map<string, EventRow>();
    for (const blob of blobs) {
      for (const row of await this.parts.core.store.events.naming(blob)) rows.set(row.id, row);
    }
    await this.conversation.tell([...rows.values()]);
  }

  private report(error: unknown): void {
    if (!isStoreClosed(error)) this.parts.core.log(`person: ${String(error)}`);
  }

  private row(): ContactRow {
    const row = this.parts.core.contacts.get(this.id);
    if (row === undefined) throw new Error('a person without a row');
    return row;
  }
}
