import type { PeopleStore, RequestRow } from '../../storage/store.ts';
import { REQUESTS_MAX } from '../limits.ts';

/** Who asks to be a contact (app-protocol.md "Limits"): so many are kept, and the oldest leaves. */
export class Requests {
  private readonly byPerson = new Map<string, RequestRow>();
  /** One change after the other, so that a flood makes no more rows than are kept. */
  private changes: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly store: PeopleStore,
    private readonly onChange: () => void,
  ) {}

  /** `isContact`: a request that was accepted, and the program ended before it was put away. */
  static async open(
    store: PeopleStore,
    isContact: (person: string) => boolean,
    onChange: () => void,
  ): Promise<Requests> {
    const requests = new Requests(store, onChange);
    for (const row of await store.requests()) {
      if (isContact(row.person)) await store.removeRequest(row.person);
      else requests.byPerson.set(row.person, row);
    }
    return requests;
  }

  /** Those that wait for an answer, the newest first. */
  waiting(): readonly RequestRow[] {
    return [...this.byPerson.values()].filter((row) => !row.isIgnored).sort((a, b) => b.atMs - a.atMs);
  }

  get(person: string): RequestRow | undefined {
    return this.byPerson.get(person);
  }

  /** One that came. Said again it changes what it says and keeps its place; one that was put away stays away. */
  take(row: RequestRow): Promise<void> {
    return this.change(async () => {
      const before = this.byPerson.get(row.person);
      const after = before === undefined ? row : { ...row, atMs: before.atMs, isIgnored: before.isIgnored };
      if (before !== undefined && isSame(before, after)) return;
      await this.store.putRequest(after);
      this.byPerson.set(row.person, after);
      await this.makeRoom();
    });
  }

  /** Puts one away in silence, or takes it out again. */
  ignore(person: string, isIgnored = true): Promise<void> {
    return this.change(async () => {
      const row = this.byPerson.get(person);
      if (row === undefined) return;
      await this.store.putRequest({ ...row, isIgnored });
      this.byPerson.set(person, { ...row, isIgnored });
    });
  }

  /** It is answered, or its sender blocked. */
  remove(person: string): Promise<void> {
    return this.change(async () => {
      if (!this.byPerson.has(person)) return;
      await this.store.removeRequest(person);
      this.byPerson.delete(person);
    });
  }

  /** Those that were put away leave before those that wait, and of each the oldest. */
  private async makeRoom(): Promise<void> {
    const rows = [...this.byPerson.values()];
    rows.sort((a, b) => Number(b.isIgnored) - Number(a.isIgnored) || a.atMs - b.atMs);
    for (const { person } of rows.slice(0, Math.max(0, rows.length - REQUESTS_MAX))) {
      await this.store.removeRequest(person);
      this.byPerson.delete(person);
    }
  }

  private change(work: () => Promise<void>): Promise<void> {
    const changed = this.changes.then(work);
    this.changes = changed.catch(() => undefined); // told to whoever asked for this change
    return changed.then(() => this.onChange());
  }
}

function isSame(a: RequestRow, b: RequestRow): boolean {
  return a.name === b.name && a.text === b.text && a.paths === b.paths && a.via === b.via;
}
