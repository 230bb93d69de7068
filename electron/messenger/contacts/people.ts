import type { Channel, Endpoint, Hashname } from '../../../switch/index.ts';
import type { ContactRow, EventRow } from '../../storage/store.ts';
import type { Core } from '../core.ts';
import { HELLO_CHANNELS_MAX } from '../limits.ts';
import { isStoreClosed } from '../store-trouble.ts';
import { answerHello, HELLO_CHANNEL, type OwnHello } from '../sync/hello-channel.ts';
import { BLOB_CHANNEL, SYNC_CHANNEL } from '../sync/peer-session.ts';
import type { HelloDesk } from './hello-desk.ts';
import { Person } from './person.ts';

export interface PeopleParts {
  readonly core: Core;
  readonly desk: HelloDesk;
  readonly ownHello: () => OwnHello | undefined;
  readonly withoutEndpoint: () => 'looking' | 'offline';
}

/** Everybody we talk with. Takes the channels that come in and hands each to the person it is from. */
export class People {
  private readonly byId = new Map<string, Person>();
  private endpoint: Endpoint | undefined;
  private helloCount = 0;
  /** New people are added one after the other, so that two hellos of one person make one. */
  private adding: Promise<unknown> = Promise.resolve();

  private constructor(private readonly parts: PeopleParts) {}

  static async open(parts: PeopleParts): Promise<People> {
    const people = new People(parts);
    for (const row of parts.core.contacts.all()) people.byId.set(row.person, await people.openPerson(row));
    return people;
  }

  all(): readonly Person[] {
    return [...this.byId.values()];
  }

  ofConversation(conv: string): Person | undefined {
    return this.byId.get(this.parts.core.contacts.ofConversation(conv)?.person ?? '');
  }

  /** The person of a row that was stored just now, new or changed. */
  welcome(row: ContactRow): Promise<Person> {
    const added = this.adding.then(async () => {
      const known = this.byId.get(row.person);
      if (known !== undefined) {
        known.changed();
        return known;
      }
      const person = await this.openPerson(row);
      this.byId.set(row.person, person);
      if (this.endpoint === undefined) person.conversation.touch();
      else person.attach(this.endpoint);
      return person;
    });
    this.adding = added.catch(() => undefined); // told to whoever asked
    return added;
  }

  /** Speaks over this endpoint from now on. */
  async attach(endpoint: Endpoint): Promise<void> {
    this.endpoint = endpoint;
    endpoint.listen(HELLO_CHANNEL, { reliable: true, mayOpen: () => this.mayHello() }, (channel) => {
      this.takeHello(endpoint, channel);
    });
    const maySync = (from: Hashname) => this.ofDevice(from)?.mayOpen('sync') === true;
    endpoint.listen(SYNC_CHANNEL, { reliable: true, mayOpen: maySync }, (channel) => {
      this.ofDevice(channel.peer)
        ?.takeSync(channel)
        .catch((error: unknown) => {
          this.report(error);
          channel.fail('internal error');
        });
    });
    const mayBlob = (from: Hashname) => this.ofDevice(from)?.mayOpen('blob') === true;
    endpoint.listen(BLOB_CHANNEL, { reliable: true, mayOpen: mayBlob }, (channel) => {
      this.ofDevice(channel.peer)?.takeBlob(channel);
    });
    endpoint.onStatus((status) => this.ofDevice(status.peer)?.setStatus(status));
    for (const person of this.all()) person.attach(endpoint);
    await this.resumeTransfers();
  }

  networkChanged(): void {
    for (const person of this.all()) person.networkChanged();
  }

  look(): void {
    for (const person of this.all()) person.look();
  }

  async stop(): Promise<void> {
    await Promise.all(this.all().map((person) => person.stop()));
  }

  private openPerson(row: ContactRow): Promise<Person> {
    const { core, ownHello, withoutEndpoint } = this.parts;
    return Person.open({ core, ownHello, withoutEndpoint, onBlobWhole: (blob) => this.blobWhole(blob) }, row);
  }

  private ofDevice(device: Hashname): Person | undefined {
    return this.byId.get(this.parts.core.contacts.ofDevice(device)?.person ?? '');
  }

  private mayHello(): boolean {
    return this.parts.ownHello() !== undefined && this.helloCount < HELLO_CHANNELS_MAX;
  }

  private takeHello(endpoint: Endpoint, channel: Channel): void {
    const { core, desk } = this.parts;
    this.helloCount += 1;
    const host = {
      after: (ms: number, callback: () => void) => core.clock.after(ms, callback),
      log: (line: string) => core.log(line),
    };
    const onClose = () => {
      this.helloCount -= 1;
    };
    answerHello(
      channel,
      host,
      async (their) => {
        const decision = await desk.decide(their, endpoint);
        if (decision.name === 'refused') return decision.why;
        if (decision.changed !== undefined) await this.welcome(decision.changed);
        return this.parts.ownHello() ?? 'not a contact';
      },
      onClose,
    );
  }

  /** Every conversation that names the blob shows it now, and everybody who sent it is told. */
  private blobWhole(blob: string): void {
    this.tellWhole(blob).catch((error: unknown) => this.report(error));
  }

  private async tellWhole(blob: string): Promise<void> {
    const byConv = new Map<string, EventRow[]>();
    for (const row of await this.parts.core.store.events.naming(blob)) {
      byConv.set(row.conv, [...(byConv.get(row.conv) ?? []), row]);
    }
    for (const [conv, rows] of byConv) await this.ofConversation(conv)?.blobWhole(blob, rows);
  }

  /** What was being fetched when the program ended goes on; a begun blob that no event names came to nothing. */
  private async resumeTransfers(): Promise<void> {
    const { blobs, store } = this.parts.core;
    const rows = new Map<string, EventRow>();
    for (const blob of await blobs.notWhole()) {
      const naming = await store.events.naming(blob);
      if (naming.length === 0) await blobs.remove(blob);
      for (const row of naming) rows.set(row.id, row);
    }
    const inOrder = [...rows.values()].sort((a, b) => (a.t ?? a.at) - (b.t ?? b.at));
    for (const row of inOrder) await this.ofConversation(row.conv)?.fetch([row]);
  }

  private report(error: unknown): void {
    if (!isStoreClosed(error)) this.parts.core.log(`people: ${String(error)}`);
  }
}
