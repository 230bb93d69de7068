import { setTimeout as pause } from 'node:timers/promises';
import type { Endpoint, Hashname } from '../index.ts';
import type { Emit } from './json-lines.ts';

/** How often what is waited for is looked at: the switch tells nobody when a link is made. */
const LOOK_MS = 25;
/** How long a link is waited for: line, introduction and a lost packet or two. */
const LINK_TIMEOUT_MS = 15_000;

/** True as soon as it is so, false if it isn't in time. */
export async function until(isSo: () => boolean, timeoutMs: number): Promise<boolean> {
  for (const endAtMs = Date.now() + timeoutMs; !isSo(); await pause(LOOK_MS, undefined, { ref: false }))
    if (Date.now() >= endAtMs) return false;
  return true;
}

/** Tells by `linked` of links that were asked for. */
export class LinkWatch {
  readonly #endpoint: Endpoint;
  readonly #emit: Emit;
  readonly #expected = new Set<Hashname>();

  constructor(endpoint: Endpoint, emit: Emit) {
    this.#endpoint = endpoint;
    this.#emit = emit;
  }

  /** Told once, however often it is asked for meanwhile. */
  expect(hashname: Hashname): void {
    if (this.#expected.has(hashname)) return;
    this.#expected.add(hashname);
    const isLinked = () => this.#endpoint.links().some((link) => link.hashname === hashname);
    void until(isLinked, LINK_TIMEOUT_MS).then((isSo) => {
      this.#expected.delete(hashname);
      this.#emit('linked', { hashname, err: isSo ? null : 'timeout' });
    });
  }
}
