import type { BlockedRow, PeopleStore } from '../../storage/store.ts';
import type { Core } from '../core.ts';
import { BLOCKED_MAX } from '../limits.ts';

/** Whether a device is a blocked person's: their first one, or one of a contact that we know. */
export function isBlocked({ blocked, contacts }: Pick<Core, 'blocked' | 'contacts'>, device: string): boolean {
  return blocked.has(device) || blocked.has(contacts.ofDevice(device)?.person ?? '');
}

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
