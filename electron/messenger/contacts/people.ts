import type { Channel, Endpoint, Hashname } from '../../../switch/index.ts';
import type { ContactRow } from '../../storage/store.ts';
import type { Core } from '../core.ts';
import { HELLO_CHANNELS_MAX, PEOPLE_AT_ONCE } from '../limits.ts';
import { answerHello, HELLO_CHANNEL, type OwnHello } from '../sync/hello-channel.ts';
import { isBlocked } from './block-list.ts';
import type { HelloDesk } from './hello-desk.ts';
import { Person, type PersonParts } from './person.ts';

export interface PeopleParts extends Omit<PersonParts, 'core'> {
  readonly core: Core;
  readonly desk: HelloDesk;
  readonly ownHello: () => OwnHello | undefined;
  /** What a device that only asks who we are is told. */
  readonly here: (device: Hashname, nowMs: number) => Pick<OwnHello, 'app' | 'caps' | 'name'> | undefined;
}

/** Everybody we talk with, and whoever says hello. */
export class People {
  private readonly byId = new Map<string, Person>();
  private endpoint: Endpoint | undefined;
  /** Who is still to be told of the endpoint, in that order. */
  private waiting: readonly Person[] = [];
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

  get(person: string): Person | undefined {
    return this.byId.get(person);
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
      if (this.endpoint === undefined) person.conversation.refresh();
      else person.attach(this.endpoint);
      return person;
    });
    this.adding = added.catch(() => undefined); // told to whoever asked
    return added;
  }

  /** Whether somebody is blocked, or not any more: all we do for them ends, or may begin again. */
  blockedChanged(person: string): void {
    const { blocked, contacts } = this.parts.core;
    for (const device of new Set([person, ...contacts.confirmedOf(person)])) {
      this.endpoint?.refuse(device as Hashname, blocked.has(person)); // rows name none that is no hashname
      this.parts.peers.get(device)?.changed();
    }
    this.byId.get(person)?.look();
  }

  /** A contact is none any more. `remove` takes what is stored of them away. */
  remove(person: string, remove: () => Promise<void>): Promise<void> {
    const removed = this.adding.then(async () => {
      const known = this.byId.get(person);
      await known?.stop();
      known?.release();
      this.byId.delete(person);
      await remove();
    });
    this.adding = removed.catch(() => undefined); // told to whoever asked
    return removed;
  }

  /** The person is spoken to over other devices now: what was spoken before ends, and the rest begins anew. */
  reopen(person: string): Promise<void> {
    const reopened = this.adding.then(async () => {
      const [known, row] = [this.byId.get(person), this.parts.core.contacts.get(person)];
      if (known === undefined || row === undefined) return;
      await known.stop();
      known.release();
      const fresh = await this.openPerson(row);
      this.byId.set(person, fresh);
      if (this.endpoint === undefined) fresh.conversation.refresh();
      else fresh.attach(this.endpoint);
    });
    this.adding = reopened.catch(() => undefined); // told to whoever asked
    return reopened;
  }

  /** Speaks over this endpoint from now on. */
  attach(endpoint: Endpoint): void {
    this.endpoint = endpoint;
    for (const { person } of this.parts.core.blocked.all()) this.blockedChanged(person);
    endpoint.listen(HELLO_CHANNEL, { reliable: true, mayOpen: (from) => this.mayHello(from) }, (channel) => {
      this.takeHello(endpoint, channel);
    });
    // Whom one spoke with last is missed first.
    this.waiting = [...this.all()].sort((a, b) => b.conversation.saidAtMs - a.conversation.saidAtMs);
    this.attachSome();
  }

  /** A few at a time, for somebody may wait for a chat meanwhile. */
  private attachSome(): void {
    const { endpoint } = this;
    if (endpoint === undefined) return;
    const some = this.waiting.slice(0, PEOPLE_AT_ONCE);
    this.waiting = this.waiting.slice(PEOPLE_AT_ONCE);
    for (const person of some) if (this.byId.get(person.id) === person) person.attach(endpoint);
    if (this.waiting.length > 0) this.parts.core.clock.after(0, () => this.attachSome());
  }

  /** Somebody speaks to us who may be one of those whose turn is still to come. */
  meet(device: Hashname): void {
    const { endpoint } = this;
    const person = this.waiting.length === 0 ? undefined : this.ofDevice(device);
    if (endpoint === undefined || person === undefined || !this.waiting.includes(person)) return;
    this.waiting = this.waiting.filter((other) => other !== person);
    person.attach(endpoint);
  }

  /** The person whose device this is. */
  ofDevice(device: Hashname): Person | undefined {
    return this.byId.get(this.parts.core.contacts.ofDevice(device)?.person ?? '');
  }

  networkChanged(): void {
    for (const person of this.all()) person.networkChanged();
  }

  look(): void {
    for (const person of this.all()) person.look();
  }

  async stop(): Promise<void> {
    this.waiting = [];
    await Promise.all(this.all().map((person) => person.stop()));
  }

  private openPerson(row: ContactRow): Promise<Person> {
    return Person.open(this.parts, row);
  }

  private mayHello(from: Hashname): boolean {
    if (isBlocked(this.parts.core, from)) return false;
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
        if (decision.name === 'refused') {
          if (decision.asked !== undefined) this.byId.get(decision.asked.person)?.conversation.refresh();
          return decision.why;
        }
        if (decision.changed !== undefined) {
          await this.welcome(decision.changed);
          core.emit({ name: 'contacts' });
        }
        return this.parts.ownHello() ?? 'not a contact';
      },
      (device) => this.parts.here(device, endpoint.nowMs()),
      onClose,
    );
  }
}
