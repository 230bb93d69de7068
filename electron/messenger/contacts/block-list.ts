import type { BlockedRow, PeopleStore } from '../../storage/store.ts';
import { BLOCKED_MAX } from '../limits.ts';

/** Who is blocked, in memory: every packet asks. */
export class BlockList {
  private readonly byPerson = new Map<string, BlockedRow>();

  private constructor(private readonly store: PeopleStore) {}

  static async open(store: PeopleStore): Promise<BlockList> {
    const list = new BlockList(store);
    for (const row of await store.blocked()) list.byPerson.set(row.person, row);
    return list;
  }

  all(): readonly BlockedRow[] {
    return [...this.byPerson.values()];
  }

  /** Whether a person is blocked, or a device, which is the same in this version. */
  has(person: string): boolean {
    return this.byPerson.has(person);
  }

  /** False if the list is full. */
  async add(row: BlockedRow): Promise<boolean> {
    if (this.has(row.person)) return true;
    if (this.byPerson.size >= BLOCKED_MAX) return false;
    await this.store.block(row);
    this.byPerson.set(row.person, row);
    return true;
  }

  async remove(person: string): Promise<void> {
    await this.store.unblock(person);
    this.byPerson.delete(person);
  }
}
