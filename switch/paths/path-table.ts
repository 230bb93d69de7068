import { KEEPALIVE_ANSWER_MS, PATHS_PER_PEER_MAX } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { DatagramSize } from './datagram-size.ts';
import { isRelay, type Path, pathKey, samePath, type Way } from './path.ts';

/** One address of a peer, and what we know of it. */
export interface PathEntry {
  readonly path: Way;
  readonly key: string;
  /** Whose address it really is: that switch forwards what is sent there (switch.md "bridge"). */
  bridgedBy: Hashname | undefined;
  /** The application told it: it stays when others have to leave. */
  isHint: boolean;
  /** An authenticated packet came from it (switch.md "Path Detection": established); else it is only possible. */
  isEstablished: boolean;
  /** In the newest list that the peer gave of its own addresses, inside the line. */
  isClaimed: boolean;
  /** It was in such a list once: the peer listens there, or did. */
  wasClaimed: boolean;
  lastReceivedAtMs: number | undefined;
  roundTripMs: number | undefined;
  /** Undefined until larger ones than the smallest are of use. */
  size: DatagramSize | undefined;
  /** When it last answered a ping of ours as this peer, on a local network we are still in. */
  lanAnsweredAtMs: number | undefined;
  /** When our open last went there. */
  openSentAtMs: number;
  /** When a `path` request last went there. */
  requestSentAtMs: number;
  /** When the first of what has to be answered went there since which nothing came from it. */
  unansweredSinceAtMs: number | undefined;
  /** Rises with each use, so that the one not used for longest can be told. */
  usedAt: number;
}

const NEVER = Number.NEGATIVE_INFINITY;

/** The peer's own address, unless somebody stands between. */
export function addressOf(entry: PathEntry): Path | undefined {
  return isRelay(entry.path) || entry.bridgedBy !== undefined ? undefined : entry.path;
}

/** Whether nobody stands between: neither a relay nor a bridge that we know of. */
export function isStraight(entry: PathEntry): boolean {
  return addressOf(entry) !== undefined;
}

/** Whether a `path` request ever went there, by the way that leads there now. */
export function wasAsked({ requestSentAtMs }: PathEntry): boolean {
  return requestSentAtMs !== NEVER;
}

/** Whether our open ever went there. */
export function wasOpened({ openSentAtMs }: PathEntry): boolean {
  return openSentAtMs !== NEVER;
}

/** It leads there by another way now: what went before may have gone nowhere. */
export function forgetSent(entry: PathEntry): void {
  entry.openSentAtMs = NEVER;
  entry.requestSentAtMs = NEVER;
  entry.unansweredSinceAtMs = undefined;
}

/** Whether it was asked and has said nothing since, for longer than an answer takes. */
export function isUnanswered(entry: PathEntry, nowMs: number): boolean {
  return entry.unansweredSinceAtMs !== undefined && nowMs - entry.unansweredSinceAtMs >= KEEPALIVE_ANSWER_MS;
}

/** The addresses of one peer, bounded, and the one in use. */
export class PathTable {
  #entries: PathEntry[] = [];
  #inUse: PathEntry | undefined;
  #newest: PathEntry | undefined;
  #uses = 0;
  readonly #peer: Hashname;
  readonly #onDropped: (peer: Hashname, entry: PathEntry) => void;

  /** `onDropped` is one for all peers. */
  constructor(peer: Hashname, onDropped: (peer: Hashname, entry: PathEntry) => void) {
    this.#peer = peer;
    this.#onDropped = onDropped;
  }

  get inUse(): PathEntry | undefined {
    return this.#inUse;
  }

  /** The one in use first, then those heard of last. */
  entries(): readonly PathEntry[] {
    const rank = (entry: PathEntry): number => (entry === this.#inUse ? Number.POSITIVE_INFINITY : entry.usedAt);
    return [...this.#entries].sort((a, b) => rank(b) - rank(a));
  }

  /** The same in no order. */
  all(): readonly PathEntry[] {
    return this.#entries;
  }

  find(path: Way): PathEntry | undefined {
    const newest = this.#newest;
    if (newest !== undefined && samePath(newest.path, path)) return newest; // packets come in runs from one address
    return this.#entries.find((entry) => samePath(entry.path, path));
  }

  /** Finds or adds. When the table is full the worst entry leaves; undefined if that would be the new one. */
  add(path: Way): PathEntry | undefined {
    const known = this.find(path);
    if (known !== undefined) return this.#touch(known);
    if (this.#entries.length >= PATHS_PER_PEER_MAX && !this.#dropWorst()) return undefined;
    const entry: PathEntry = {
      path,
      key: pathKey(path),
      bridgedBy: undefined,
      isHint: false,
      isEstablished: false,
      isClaimed: false,
      wasClaimed: false,
      lastReceivedAtMs: undefined,
      roundTripMs: undefined,
      size: undefined,
      lanAnsweredAtMs: undefined,
      openSentAtMs: NEVER,
      requestSentAtMs: NEVER,
      unansweredSinceAtMs: undefined,
      usedAt: 0,
    };
    this.#entries = this.#entries.concat(entry); // which leaves no room over: most have one or two
    return this.#touch(entry);
  }

  /** It leads nowhere any more. One that is in use stays until another one takes its place. */
  remove(path: Way): void {
    const entry = this.find(path);
    if (entry !== undefined && entry !== this.#inUse) this.#drop(entry);
  }

  use(entry: PathEntry | undefined): void {
    this.#inUse = entry;
  }

  /** The line is gone: what was established is only possible again. */
  forgetEstablished(): void {
    this.#inUse = undefined;
    for (const entry of this.#entries) {
      entry.isEstablished = false;
      entry.isClaimed = false;
      entry.roundTripMs = undefined;
      entry.size = undefined;
    }
  }

  /** This machine's networks changed: the same address may be somebody else's there. */
  forgetLanAnswers(): void {
    for (const entry of this.#entries) entry.lanAnsweredAtMs = undefined;
  }

  /** Marks the addresses of the peer's newest list, which have been added. Says whether any claim changed. */
  claim(keys: ReadonlySet<string>): boolean {
    let hasChanged = false;
    for (const entry of this.#entries) {
      const isClaimed = keys.has(entry.key);
      hasChanged ||= entry.isClaimed !== isClaimed;
      entry.isClaimed = isClaimed;
      entry.wasClaimed ||= isClaimed;
    }
    return hasChanged;
  }

  #touch(entry: PathEntry): PathEntry {
    entry.usedAt = ++this.#uses;
    this.#newest = entry;
    return entry;
  }

  /** Never the one in use nor what the application told, if anything else is left. Established ones leave last. */
  #dropWorst(): boolean {
    const worth = (entry: PathEntry): number =>
      (entry === this.#inUse ? 8 : 0) +
      (entry.isHint ? 4 : 0) +
      (entry.isEstablished ? 2 : 0) +
      (entry.isClaimed ? 1 : 0);
    let worst: PathEntry | undefined;
    for (const entry of this.#entries) {
      const isWorse = worst === undefined || worth(entry) < worth(worst);
      const isAsBad = worst !== undefined && worth(entry) === worth(worst);
      if (isWorse || (isAsBad && entry.usedAt < (worst?.usedAt ?? 0))) worst = entry;
    }
    if (worst === undefined || worst === this.#inUse) return false;
    this.#drop(worst);
    return true;
  }

  #drop(entry: PathEntry): void {
    if (entry === this.#newest) this.#newest = undefined;
    this.#entries = this.#entries.filter((other) => other !== entry).slice(); // `filter` alone leaves room for 16 more
    this.#onDropped(this.#peer, entry);
  }
}
