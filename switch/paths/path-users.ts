import type { Hashname } from '../hashname/hashname.ts';

/**
 * Which hashnames packets really came from, for each address: one that several use may be a forwarder's. Most have one user, who
 * is kept as a name: a set of one is twenty times as large.
 */
export class PathUsers {
  readonly #usersByKey = new Map<string, Hashname | Set<Hashname>>();

  isShared(key: string): boolean {
    return typeof this.#usersByKey.get(key) === 'object';
  }

  users(key: string): readonly Hashname[] {
    const users = this.#usersByKey.get(key);
    if (users === undefined) return [];
    return typeof users === 'string' ? [users] : [...users];
  }

  /** Says whether the address is shared since now. */
  add(key: string, user: Hashname): boolean {
    const users = this.#usersByKey.get(key);
    if (users === undefined) this.#usersByKey.set(key, user);
    else if (typeof users !== 'string') users.add(user);
    else if (users !== user) {
      this.#usersByKey.set(key, new Set([users, user]));
      return true;
    }
    return false;
  }

  remove(key: string, user: Hashname): void {
    const users = this.#usersByKey.get(key);
    if (users === user) this.#usersByKey.delete(key);
    if (typeof users !== 'object' || !users.delete(user) || users.size > 1) return;
    for (const last of users) this.#usersByKey.set(key, last);
  }
}
