import { fail, ok, type Result } from '../../../switch/index.ts';
import type { ContactRow } from '../../storage/store.ts';
import type { ContactProblem, ContactsApi } from '../api/contacts-api.ts';
import type { Core } from '../core.ts';
import type { OwnProfile } from '../identity/own-profile.ts';
import { readName } from '../identity/profile.ts';
import { DEVICE_CSID } from '../identity/rsa-identity.ts';
import { CONTACTS_MAX } from '../limits.ts';
import type { BlockedView, ContactView, NearbyView, ProfileChangeView, RequestView } from '../views/person-views.ts';
import { removeContact } from './contact-removal.ts';
import { deviceOf } from './contacts.ts';
import type { Habits } from './habits.ts';
import { contactRow } from './hello-desk.ts';
import { type Appearance, resemblances } from './look-alikes.ts';
import type { Nearby } from './nearby.ts';
import type { People } from './people.ts';
import { cleanRequestText } from './request-text.ts';
import type { Requests } from './requests.ts';

export interface ContactActionsParts {
  readonly core: Core;
  readonly people: People;
  readonly requests: Requests;
  readonly nearby: Nearby;
  readonly habits: Habits;
  readonly own: OwnProfile;
  readonly isVisibleNearby: () => boolean;
  readonly setVisibleNearby: (isVisible: boolean) => Promise<void>;
  /** Names changed: groups show them too. */
  readonly onNames: () => void;
}

type Nothing = Record<string, never>;
type Answer<T = Nothing> = Promise<Result<T, ContactProblem>>;
type Resembling = ContactView['resembles'];

/** What can be done with people: contacts, requests, blocked ones, neighbours (messenger.ts `ContactsApi`). */
export class ContactActions implements ContactsApi {
  constructor(private readonly parts: ContactActionsParts) {}

  list(): readonly ContactView[] {
    const alike = this.alike();
    return this.parts.core.contacts.all().map((row) => this.view(row, alike.get(row.person) ?? []));
  }

  requests(): readonly RequestView[] {
    const alike = this.alike();
    return this.parts.requests.waiting().map(({ person, name, text, via, atMs }) => {
      return { person, name, text, via, atMs, resembles: alike.get(person) ?? [] };
    });
  }

  blocked(): readonly BlockedView[] {
    return this.parts.core.blocked.all();
  }

  /** Both are contacts from now on, also if they are away. */
  async accept(person: string): Answer<{ readonly conversationId: string }> {
    const { core, requests, people } = this.parts;
    const request = requests.get(person);
    if (request === undefined) return fail('unknown-person');
    if (core.contacts.count >= CONTACTS_MAX) return fail('too-many-contacts');
    const fresh = contactRow(core, request);
    const before = core.contacts.get(person);
    await core.contacts.update(person, (row) =>
      row?.state === 'contact' ? row : { ...fresh, addedAtMs: row?.addedAtMs ?? fresh.addedAtMs },
    );
    await core.details.change(person, { met: request.via === 'nearby' ? 'nearby' : 'asked-us' });
    await requests.remove(person);
    if (before !== undefined && before.device !== fresh.device) await people.reopen(person);
    (await people.welcome(core.contacts.get(person) ?? fresh)).lookAgain();
    this.changed();
    return ok({ conversationId: fresh.conv });
  }

  async ignore(person: string, isIgnored = true): Answer {
    if (this.parts.requests.get(person) === undefined) return fail('unknown-person');
    await this.parts.requests.ignore(person, isIgnored);
    return ok({});
  }

  unignore(person: string): Answer {
    return this.ignore(person, false);
  }

  async block(person: string): Answer {
    const { core, requests, people } = this.parts;
    const known = core.contacts.get(person) ?? requests.get(person);
    const name = known === undefined ? this.parts.nearby.nameOf(person) : core.details.nameOf(known);
    if (name === undefined) return fail('unknown-person');
    if (!(await core.blocked.add({ person, name, atMs: core.clock.wallMs() }))) return fail('too-many-contacts');
    await requests.remove(person);
    people.blockedChanged(person);
    this.changed();
    return ok({});
  }

  async unblock(person: string): Answer {
    const { core, people } = this.parts;
    if (!core.blocked.has(person)) return fail('unknown-person');
    await core.blocked.remove(person);
    people.blockedChanged(person);
    this.changed();
    return ok({});
  }

  /** Asks somebody known by hashname alone, or a neighbour. Who has asked us before is accepted by it. */
  async ask(person: string, text: string): Answer<{ readonly conversationId: string }> {
    const { core, requests, people, own } = this.parts;
    if (own.name === undefined) return fail('no-profile');
    if (!/^[0-9a-f]{64}$/.test(person)) return fail('bad-hashname');
    if (person === core.own.person || core.own.has(person)) return fail('to-oneself');
    if (core.blocked.has(person)) return fail('blocked');
    if (core.contacts.get(person)?.state === 'contact') return fail('already-contact');
    if (requests.get(person) !== undefined) return this.accept(person);
    if (core.contacts.count >= CONTACTS_MAX) return fail('too-many-contacts');
    const row = this.askedRow(person);
    await core.contacts.update(person, (before) => (before === undefined ? row : { ...before, refusal: undefined }));
    const isNear = this.parts.nearby.isNear(deviceOf(row));
    const met = core.details.get(person).met ?? (isNear ? 'nearby' : 'we-asked');
    await core.details.change(person, { met, ask: cleanRequestText(text) });
    (await people.welcome(core.contacts.get(person) ?? row)).lookAgain();
    this.changed();
    return ok({ conversationId: row.conv });
  }

  /** None takes it away: then they are called as they call themselves. */
  async setNickname(person: string, nickname: string | undefined): Answer {
    const { core } = this.parts;
    if (core.contacts.get(person) === undefined) return fail('unknown-person');
    const name = nickname === undefined ? undefined : readName(nickname);
    if (name?.ok === false) return fail('bad-name');
    await core.details.change(person, { nickname: name?.value });
    this.profileChanged(person);
    return ok({});
  }

  /** They and all that was said are gone from this machine; they are not told. */
  async remove(person: string): Answer {
    const { core, people } = this.parts;
    const row = core.contacts.get(person);
    if (row === undefined) return fail('unknown-person');
    await people.remove(person, () => removeContact(core, row));
    core.emit({ name: 'forgotten', conversationId: row.conv });
    this.changed();
    return ok({});
  }

  async changesOf(person: string): Answer<{ readonly changes: readonly ProfileChangeView[] }> {
    if (this.parts.core.contacts.get(person) === undefined) return fail('unknown-person');
    const rows = await this.parts.core.store.people.changesOf(person);
    return ok({ changes: rows.map(({ atMs, what, before }) => ({ atMs, what, before })) });
  }

  pictureOf(person: string): Uint8Array | undefined {
    return this.parts.core.details.get(person).picture;
  }

  ownPicture(): Uint8Array | undefined {
    return this.parts.own.picture?.bytes;
  }

  async rename(name: string): Answer {
    if (this.parts.own.name === undefined) return fail('no-profile');
    const set = await this.parts.own.setName(name);
    if (!set.ok) return set;
    this.ownChanged();
    return ok({});
  }

  async setPicture(file: Uint8Array | undefined): Answer {
    if (this.parts.own.name === undefined) return fail('no-profile');
    const set = await this.parts.own.setPicture(file);
    if (!set.ok) return set;
    this.ownChanged();
    return ok({});
  }

  nearby(): readonly NearbyView[] {
    return this.parts.nearby.list();
  }

  lookNearby(): void {
    this.parts.nearby.look();
  }

  isVisibleNearby(): boolean {
    return this.parts.isVisibleNearby();
  }

  async setVisibleNearby(isVisible: boolean): Answer {
    await this.parts.setVisibleNearby(isVisible);
    return ok({});
  }

  /** A contact's name or picture is another one. */
  profileChanged(person: string): void {
    this.parts.people.get(person)?.conversation.refresh();
    this.changed();
  }

  /** Contacts are told now or when they are met again, and so are the windows here. */
  private ownChanged(): void {
    for (const person of this.parts.people.all()) person.sayProfile();
    this.parts.core.emit({ name: 'contacts' });
  }

  private changed(): void {
    this.parts.onNames();
    this.parts.core.emit({ name: 'contacts' });
  }

  private askedRow(person: string): ContactRow {
    const { core, nearby } = this.parts;
    const near = nearby.get(person);
    const paths = near === undefined || near.path.zone !== undefined ? [] : [near.path];
    const publicKey = near?.identity.keys[DEVICE_CSID] ?? new Uint8Array(0);
    const name = nearby.nameOf(person) ?? person.slice(0, 8);
    return {
      ...contactRow(core, { person, device: person, name, publicKey, paths: JSON.stringify(paths) }),
      state: 'invited',
    };
  }

  private view(row: ContactRow, resembles: Resembling): ContactView {
    const { core, habits } = this.parts;
    const details = core.details.get(row.person);
    const { verified: how, verifiedAtMs: atMs } = details;
    return {
      person: row.person,
      conversationId: row.conv,
      name: core.details.nameOf(row),
      announcedName: row.name,
      nickname: details.nickname,
      state: row.state,
      met: details.met,
      addedAtMs: row.addedAtMs,
      isBlocked: core.blocked.has(row.person),
      verified: how === undefined || atMs === undefined ? undefined : { how, atMs },
      differedAtMs: details.differedAtMs,
      pictureId: details.picture === undefined ? undefined : details.pictureId,
      usuallyAtHour: habits.aroundOf(row.person),
      resembles,
    };
  }

  /** Who of contacts and askers could be taken for another one of them. */
  private alike(): ReadonlyMap<string, Resembling> {
    const { core, requests } = this.parts;
    const contacts = core.contacts.all().map((row): Appearance => {
      const { thumbhash } = core.details.get(row.person);
      return { person: row.person, names: [core.details.nameOf(row), row.name], thumbhash };
    });
    const askers = requests.waiting().map(({ person, name }) => ({ person, names: [name], thumbhash: undefined }));
    const found = resemblances([...contacts, ...askers]);
    const nameOf = (person: string) => {
      const row = core.contacts.get(person) ?? requests.get(person);
      return row === undefined ? person : core.details.nameOf(row);
    };
    return new Map(
      [...found].map(([person, all]) => [person, all.map((one) => ({ ...one, name: nameOf(one.person) }))]),
    );
  }
}
