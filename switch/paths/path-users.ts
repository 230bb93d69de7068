import type { Hashname } from '../hashname/hashname.ts';

/** Which hashnames packets really came from, for each address: one that several use may be a forwarder's. */
export class PathUsers {
  readonly #usersByKey = new Map<string, Set<Hashname>>();

  isShared(key: string): boolean {
    return (this.#usersByKey.get(key)?.size ?? 0) > 1;
  }

  users(key: string): readonly Hashname[] {
    return [...(this.#usersByKey.get(key) ?? [])];
  }

  /** Says whether the address is shared since now. */
  add(key: string, user: Hashname): boolean {
    const users = this.#usersByKey.get(key) ?? new Set<Hashname>();
    this.#usersByKey.set(key, users);
    const wasShared = users.size > 1;
    users.add(user);
    return users.size > 1 && !wasShared;
  }

  remove(key: string, user: Hashname): void {
    const users = this.#usersByKey.get(key);
    users?.delete(user);
    if (users?.size === 0) this.#usersByKey.delete(key);
  }
}
