import { SEEK_ASKED_MAX, SEEK_CANDIDATES_MAX, SEEK_CLOSEST, SEEK_PARALLEL } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { compareDistance } from './distance.ts';

interface Candidate {
  readonly hashname: Hashname;
  /** 1 for a link of ours, one more for whom such a one named, and so on. */
  readonly hops: number;
  state: 'new' | 'asked' | 'answered' | 'failed';
  /** Recommended as the oldest by one that was itself recommended so, back to a link of ours (dht.md "backstop"). */
  isTrusted: boolean;
}

/**
 * One search for a hashname (switch.md "seek"): whom to ask next, until the nine closest have been asked. Who is silent makes
 * room for the next closest; and it doesn't end before the backstop, the closest one on the chain of oldest seeds, has been asked,
 * so that newcomers who all claim to be close can't end it. Knows neither lines nor clocks.
 */
export class SeekQuery {
  readonly target: Hashname;
  readonly #self: Hashname;
  /** Closest first. */
  readonly #candidates: Candidate[] = [];
  readonly #known = new Map<Hashname, Candidate>();
  #asking = 0;
  #hops = 0;
  #asked = 0;

  /** Of our own networks, and not asked yet. */
  #near: readonly Hashname[];

  /** `starts`: links of ours, the closest seeds. `near`: those that are asked first and in any case (discovery.md). */
  constructor(self: Hashname, target: Hashname, starts: readonly Hashname[], near: readonly Hashname[] = []) {
    this.#self = self;
    this.target = target;
    this.#near = near.filter((hashname) => hashname !== self && hashname !== target);
    for (const start of this.#near) this.#add(start, false, 1);
    for (const start of starts) this.#add(start, true, 1);
  }

  /** Whom to ask now, if anybody: at most three at a time. */
  next(): Hashname | undefined {
    if (this.#asking >= SEEK_PARALLEL || this.#asked >= SEEK_ASKED_MAX) return undefined;
    const next = this.#next();
    if (next === undefined) return undefined;
    next.state = 'asked';
    this.#asking++;
    this.#asked++;
    return next.hashname;
  }

  handleAnswer(from: Hashname, see: readonly Hashname[]): void {
    const asked = this.#settle(from, 'answered');
    if (asked === undefined) return;
    if (this.#hops === 0 && see.includes(this.target)) this.#hops = asked.hops;
    for (const [place, hashname] of see.entries()) {
      const isRecommended = place === 0 && asked.isTrusted && this.#isCloser(hashname, from);
      this.#add(hashname, isRecommended, asked.hops + 1);
    }
  }

  handleFailure(from: Hashname): void {
    this.#settle(from, 'failed');
  }

  /** Nothing is underway and nobody is left to ask. */
  get isDone(): boolean {
    if (this.#asking > 0) return false;
    return this.#asked >= SEEK_ASKED_MAX || this.#next() === undefined;
  }

  /** Those that answered, closest first. */
  answered(): readonly Hashname[] {
    return this.#candidates.filter(({ state }) => state === 'answered').map(({ hashname }) => hashname);
  }

  get askedCount(): number {
    return this.#asked;
  }

  /** Of the first one that named the target; 0 until then. */
  get hops(): number {
    return this.#hops;
  }

  #next(): Candidate | undefined {
    this.#near = this.#near.filter((hashname) => this.#known.get(hashname)?.state === 'new');
    const [near] = this.#near;
    return (near && this.#known.get(near)) ?? this.#nextOfClosest() ?? this.#backstop();
  }

  #nextOfClosest(): Candidate | undefined {
    let place = 0;
    for (const candidate of this.#candidates) {
      if (candidate.state === 'new') return candidate;
      if (candidate.state !== 'failed') place++;
      if (place >= SEEK_CLOSEST) return undefined;
    }
    return undefined;
  }

  /** The closest trusted one, if it hasn't been asked. */
  #backstop(): Candidate | undefined {
    const closest = this.#candidates.find(({ isTrusted, state }) => isTrusted && state !== 'failed');
    return closest?.state === 'new' ? closest : undefined;
  }

  #settle(hashname: Hashname, state: 'answered' | 'failed'): Candidate | undefined {
    const candidate = this.#known.get(hashname);
    if (candidate?.state !== 'asked') return undefined;
    candidate.state = state;
    this.#asking--;
    return candidate;
  }

  #isCloser(a: Hashname, b: Hashname): boolean {
    return compareDistance(this.target, a, b) < 0;
  }

  #add(hashname: Hashname, isTrusted: boolean, hops: number): void {
    if (hashname === this.#self || hashname === this.target) return;
    const known = this.#known.get(hashname);
    if (known !== undefined) {
      known.isTrusted ||= isTrusted;
      return;
    }
    const candidate: Candidate = { hashname, hops, state: 'new', isTrusted };
    const index = this.#candidates.findIndex((other) => this.#isCloser(hashname, other.hashname));
    this.#candidates.splice(index < 0 ? this.#candidates.length : index, 0, candidate);
    this.#known.set(hashname, candidate);
    this.#dropFarthest();
  }

  /** Somebody who floods us with names pushes out only what is farther, and never what is underway. */
  #dropFarthest(): void {
    if (this.#candidates.length <= SEEK_CANDIDATES_MAX) return;
    for (let index = this.#candidates.length - 1; index >= 0; index--) {
      const candidate = this.#candidates[index];
      if (candidate === undefined || candidate.state !== 'new' || candidate.isTrusted) continue;
      this.#candidates.splice(index, 1);
      this.#known.delete(candidate.hashname);
      return;
    }
  }
}
