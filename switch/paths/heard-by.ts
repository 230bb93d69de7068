import { HEARD_BY_MAX } from '../constants.ts';
import { type Path, pathKey } from './path.ts';

/**
 * By which socket each address was last heard, where this machine has several ways out: what goes there leaves by the same one,
 * or our own router, and the other side's, would not know it. The first socket needs no entry.
 */
export class HeardBy<Socket> {
  readonly #byKey = new Map<string, Socket>();

  note(from: Path, socket: Socket | undefined): void {
    const key = pathKey(from);
    this.#byKey.delete(key); // put back as the newest
    if (socket === undefined) return;
    this.#byKey.set(key, socket);
    const [oldest] = this.#byKey.keys();
    if (this.#byKey.size > HEARD_BY_MAX && oldest !== undefined) this.#byKey.delete(oldest);
  }

  of(to: Path): Socket | undefined {
    return this.#byKey.size === 0 ? undefined : this.#byKey.get(pathKey(to));
  }

  forget(socket: Socket): void {
    for (const [key, each] of this.#byKey) if (each === socket) this.#byKey.delete(key);
  }
}
