import { ASKED_MS, ASKED_SOURCES_MAX } from '../constants.ts';
import { sourceOf, type Way } from '../paths/path.ts';

/** Where we sent an open or a punch on our own account, so that what comes from there is most likely the answer. */
export class AskedSources {
  readonly #askedAtMsBySource = new Map<string, number>();

  add(nowMs: number, to: Way): void {
    const source = sourceOf(to);
    this.#askedAtMsBySource.delete(source); // put back as the newest
    this.#askedAtMsBySource.set(source, nowMs);
    if (this.#askedAtMsBySource.size > ASKED_SOURCES_MAX) this.#forgetOldest();
  }

  has(nowMs: number, from: Way): boolean {
    const askedAtMs = this.#askedAtMsBySource.get(sourceOf(from));
    return askedAtMs !== undefined && nowMs - askedAtMs <= ASKED_MS;
  }

  #forgetOldest(): void {
    const oldest = this.#askedAtMsBySource.keys().next();
    if (!oldest.done) this.#askedAtMsBySource.delete(oldest.value);
  }
}
