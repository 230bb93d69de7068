import { ChannelIds } from '../channel/channel-ids.ts';
import { LostStarts } from '../channel/lost-starts.ts';
import {
  INTRODUCTIONS_BURST,
  INTRODUCTIONS_REFILL_MS,
  KEEPALIVE_MISSES_MAX,
  TCP_AFTER_ATTEMPTS,
  UNPROVEN_BURST,
  UNPROVEN_REFILL_MS,
} from '../constants.ts';
import type { SeeCandidate } from '../core-channels/introduction.ts';
import { PathRequests } from '../core-channels/path.ts';
import type { PathStatus, PeerStatus, Through } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { Dial } from '../line/dial.ts';
import { createLine, type Line } from '../line/line.ts';
import { ReplayFilter } from '../line/replay-filter.ts';
import { isRelay } from '../paths/path.ts';
import { type PathEntry, PathTable } from '../paths/path-table.ts';
import type { PathUsers } from '../paths/path-users.ts';
import { NOT_QUEUED, type Timed } from '../timers.ts';
import { TokenBucket } from '../token-bucket.ts';
import type { ActiveChannel } from './active-channel.ts';
import { ChannelTable } from './channel-table.ts';

const NEVER = Number.POSITIVE_INFINITY;
const NO_CHANNELS: ReadonlySet<ActiveChannel> = new Set();
const NO_CANDIDATES: readonly SeeCandidate[] = [];

/** Everything the switch knows of one other hashname: a record, changed by PeerLines, PeerPaths and PeerChannels. */
export class Peer implements Timed {
  readonly hashname: Hashname;
  readonly line: Line;
  readonly paths: PathTable;
  readonly replays = new ReplayFilter();

  /** The application wants a line at all times. */
  isKept = false;
  /** A seed of the application's: not one that was only linked to in an earlier life. */
  isSeed = false;
  /** The application never named this hashname: it may be forgotten. */
  isStranger = true;

  /** The running search for a way: while the peer is kept or channels wait, and no line is confirmed. */
  dial: Dial | undefined;
  lookingSinceAtMs: number | undefined;
  /** Where our open goes as soon as it is signed, as the answer to theirs. */
  answerTo: PathEntry | undefined;
  /** When a repeat from an address we don't know was answered last. */
  strayAnsweredAtMs = Number.NEGATIVE_INFINITY;
  /** An accepted open that proves itself no later than this. */
  confirmByMs = NEVER;
  /** The open we accepted is newer than all before, so what waits may go without waiting for proof. */
  isOpenFresh = false;

  /** When our half of the line was used first with its present key. */
  keyedAtMs: number | undefined;
  /** When it gets a fresh one, at the latest. */
  renewAtMs = NEVER;

  lineState: PeerStatus['line'] = 'none';
  lineSinceAtMs: number;
  lastReceivedAtMs: number;
  keepAliveAtMs = NEVER;
  /** Requests since the last packet that came. */
  keepAliveMisses = 0;
  /** When a missing acknowledgement last made us doubt the line. */
  doubtedAtMs = Number.NEGATIVE_INFINITY;
  isQuiet = false;

  /** How many reliable packets this peer keeps, if it is a switch of our kind. */
  windowPackets: number | undefined;
  /** Largest datagram that this peer takes, if it is a switch of our kind. */
  datagramBytesMax: number | undefined;
  readonly ids: ChannelIds;
  readonly channels = new ChannelTable();
  readonly lostStarts = new LostStarts();
  /** Those who can introduce us to it, the newest last. */
  candidates: readonly SeeCandidate[] = NO_CANDIDATES;
  /** Somebody introduced it to us, and we are opening to it. */
  isInvited = false;
  /** The search for a straight way, while a relay or a bridge carries the line. */
  upgrade: Dial | undefined;
  readonly pathRequests = new PathRequests();
  pathsAnsweredAtMs = Number.NEGATIVE_INFINITY;

  dueAtMs = NEVER;
  queuePlace = NOT_QUEUED;

  /** Made when they are needed: of most peers in a large table there is little to keep. */
  #waiting: Set<ActiveChannel> | undefined;
  #requests: TokenBucket | undefined;
  #unproven: TokenBucket | undefined;

  constructor(
    self: Hashname,
    hashname: Hashname,
    nowMs: number,
    onPathDropped: (peer: Hashname, entry: PathEntry) => void,
  ) {
    this.hashname = hashname;
    this.line = createLine(hashname);
    this.paths = new PathTable(hashname, onPathDropped);
    this.ids = new ChannelIds(self, hashname);
    this.lineSinceAtMs = nowMs;
    this.lastReceivedAtMs = nowMs;
  }

  /** Started here, not yet sent: they have no id and outlive new lines. */
  get waiting(): ReadonlySet<ActiveChannel> {
    return this.#waiting ?? NO_CHANNELS;
  }

  /** How many `peer`, `connect` and `bridge` requests of it are still taken. */
  get requests(): TokenBucket {
    this.#requests ??= new TokenBucket(INTRODUCTIONS_BURST, INTRODUCTIONS_REFILL_MS);
    return this.#requests;
  }

  /** How many `path` packets still go to where its packets say they come from, before anything proves it. */
  get unproven(): TokenBucket {
    this.#unproven ??= new TokenBucket(UNPROVEN_BURST, UNPROVEN_REFILL_MS);
    return this.#unproven;
  }

  waitFor(channel: ActiveChannel): void {
    this.#waiting ??= new Set();
    this.#waiting.add(channel);
  }

  endWait(channel: ActiveChannel): void {
    this.#waiting?.delete(channel);
    if (this.#waiting?.size === 0) this.#waiting = undefined;
  }

  /** A switch of our kind: it reads bundles, and tells what arrived (DECISIONS.md no. 44 and 45). */
  get isKin(): boolean {
    return this.windowPackets !== undefined && this.datagramBytesMax !== undefined;
  }

  /** Whether there is somebody to keep a line for: a kept peer, or an application with an open channel. */
  get isWanted(): boolean {
    return this.isKept || this.waiting.size > 0 || this.hasOpenChannel();
  }

  /** The same, but channels of the engine's own don't count: nobody is searched for whom only a search wants. */
  get isWantedByApplication(): boolean {
    if (this.isKept || this.hasOpenChannel()) return true;
    for (const { owner } of this.waiting) if (owner === undefined) return true;
    return false;
  }

  /** Whether an open can be made, and sent somewhere. */
  get hasAddress(): boolean {
    return this.line.identity !== undefined && this.paths.entries().length > 0;
  }

  /** Whether packets can go out and be read over there. */
  get isSendable(): boolean {
    return this.line.session !== undefined && this.line.side?.open !== undefined && this.paths.inUse !== undefined;
  }

  /** Nothing proves that the other side still has this line: its packets may go nowhere. */
  get isLineDoubted(): boolean {
    return !this.line.isConfirmed || this.keepAliveMisses > KEEPALIVE_MISSES_MAX;
  }

  /** Opens or requests went to all its addresses for seconds, and nothing came: the fault may be on our side. */
  get isUnanswered(): boolean {
    return this.keepAliveMisses > KEEPALIVE_MISSES_MAX || (this.dial?.attempts ?? 0) > TCP_AFTER_ATTEMPTS;
  }

  /** Whether a channel of the application is open. Those of the engine itself keep no line. */
  hasOpenChannel(): boolean {
    for (const { machine, owner } of this.channels.values()) if (!machine.isClosed && owner === undefined) return true;
    return false;
  }
}

export function statusOf(peer: Peer, users: PathUsers): PeerStatus {
  const paths = peer.paths.entries().map((entry) => pathStatusOf(peer, entry, users));
  return {
    peer: peer.hashname,
    line: peer.lineState,
    lineSinceAtMs: peer.lineSinceAtMs,
    ...(peer.lookingSinceAtMs === undefined ? {} : { lookingSinceAtMs: peer.lookingSinceAtMs }),
    paths,
  };
}

function pathStatusOf(peer: Peer, entry: PathEntry, users: PathUsers): PathStatus {
  const through = throughOf(entry);
  const sharedWith = users.users(entry.key).filter((user) => user !== peer.hashname);
  return {
    path: isRelay(entry.path) ? entry.path.at : entry.path,
    isEstablished: entry.isEstablished,
    isClaimedByPeer: entry.isClaimed && through === undefined,
    isShared: users.isShared(entry.key) || through !== undefined,
    ...(sharedWith.length === 0 ? {} : { sharedWith }),
    ...(through === undefined ? {} : { through }),
    ...(entry.lastReceivedAtMs === undefined ? {} : { lastReceivedAtMs: entry.lastReceivedAtMs }),
    ...(entry.roundTripMs === undefined ? {} : { roundTripMs: entry.roundTripMs }),
    ...(entry.lanAnsweredAtMs === undefined ? {} : { lanAnsweredAtMs: entry.lanAnsweredAtMs }),
  };
}

function throughOf({ path, bridgedBy }: PathEntry): Through | undefined {
  if (isRelay(path)) return { kind: 'relay', via: path.via };
  return bridgedBy === undefined ? undefined : { kind: 'bridge', via: bridgedBy };
}
