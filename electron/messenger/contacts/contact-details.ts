import type { ContactDetailsRow, PeopleStore } from '../../storage/store.ts';

type Change = Partial<Omit<ContactDetailsRow, 'person'>>;

/** What we know of contacts beside their rows: what we call them, how we met, who they proved to be, their picture. */
export class ContactDetails {
  private readonly byPerson = new Map<string, ContactDetailsRow>();
  /** One change after the other: each sees what the one before has stored. */
  private changes: Promise<unknown> = Promise.resolve();

  private constructor(private readonly store: PeopleStore) {}

  static async open(store: PeopleStore): Promise<ContactDetails> {
    const details = new ContactDetails(store);
    for (const row of await store.details()) details.byPerson.set(row.person, row);
    return details;
  }

  get(person: string): ContactDetailsRow {
    return this.byPerson.get(person) ?? { ...NOTHING_KNOWN, person };
  }

  /** What a contact is called here: the nickname always wins. */
  nameOf(contact: { readonly person: string; readonly name: string }): string {
    return this.byPerson.get(contact.person)?.nickname ?? contact.name;
  }

  /** Resolves once it is on disk. */
  change(person: string, change: Change): Promise<void> {
    const changed = this.changes.then(async () => {
      const row = { ...this.get(person), ...change };
      await this.store.putDetails(row);
      this.byPerson.set(person, row);
    });
    this.changes = changed.catch(() => undefined); // told to whoever asked for this change
    return changed;
  }

  /** The contact and all that is known of them are gone. */
  remove(person: string): Promise<void> {
    const removed = this.changes.then(async () => {
      await this.store.removeContact(person);
      this.byPerson.delete(person);
    });
    this.changes = removed.catch(() => undefined);
    return removed;
  }
}

/** Of somebody of whom only their row is there. */
export const NOTHING_KNOWN = {
  nickname: undefined,
  met: undefined,
  ask: undefined,
  verified: undefined,
  verifiedAtMs: undefined,
  differedAtMs: undefined,
  hours: undefined,
  pictureId: undefined,
  thumbhash: undefined,
  picture: undefined,
} as const;
