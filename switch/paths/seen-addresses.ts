import { SEEN_ADDRESS_MS, SEEN_ADDRESSES_MAX } from '../constants.ts';
import { reachOf } from './locality.ts';
import { isTcp, type Path, pathKey } from './path.ts';

/**
 * Public addresses at which others say that they see us: what a NAT makes of ours. Good for having holes punched, and for
 * nothing else: who says so may forward for us, or lie.
 */
export class SeenAddresses {
  readonly #byKey = new Map<string, { readonly path: Path; readonly atMs: number }>();

  note(nowMs: number, path: Path): void {
    if (reachOf(path) !== 'public' || isTcp(path)) return;
    const key = pathKey(path);
    this.#byKey.delete(key); // put back as the newest
    this.#byKey.set(key, { path, atMs: nowMs });
    const [oldest] = this.#byKey.keys();
    if (this.#byKey.size > SEEN_ADDRESSES_MAX && oldest !== undefined) this.#byKey.delete(oldest);
  }

  list(nowMs: number): readonly Path[] {
    return [...this.#byKey.values()].filter(({ atMs }) => nowMs - atMs < SEEN_ADDRESS_MS).map(({ path }) => path);
  }

  clear(): void {
    this.#byKey.clear();
  }
}
