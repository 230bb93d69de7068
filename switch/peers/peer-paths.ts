import {
  OPEN_INTERVAL_MS_MIN,
  PATH_ANSWER_INTERVAL_MS,
  RELIABLE_WINDOW_PACKETS_MAX,
  SECOND_PATH_MS,
} from '../constants.ts';
import {
  type Capacity,
  type PathRequest,
  readCapacity,
  readPathAnswer,
  readPathRequest,
  writePathAnswer,
  writePathRequest,
} from '../core-channels/path.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { JsonObject } from '../packet/json.ts';
import { DatagramSize } from '../paths/datagram-size.ts';
import { UnaskedPackets } from '../paths/hole-punch.ts';
import { isOnLink, type Reach, reachOf } from '../paths/locality.ts';
import { isRelay, isTcp, type Path, pathKey, samePath, type Way } from '../paths/path.ts';
import { addressOf, isStraight, isUnanswered, type PathEntry, wasAsked } from '../paths/path-table.ts';
import { type Context, doLater, sendOnLine, sendPadded } from './context.ts';
import type { Peer } from './peer.ts';
import type { PeerTable } from './peer-table.ts';

/**
 * Nearer addresses are preferred once they have answered. TCP makes everything wait for what is lost; others' bandwidth is the
 * last resort.
 */
const RANK: Readonly<Record<Reach | 'tcp' | 'bridge' | 'relay', number>> = {
  loopback: 2,
  local: 1,
  public: 0,
  tcp: -1,
  bridge: -2,
  relay: -3,
};

/** The addresses of all peers: learned, asked, answered, followed (switch.md "path"). */
export class PeerPaths {
  readonly #context: Context;
  readonly #peers: PeerTable;
  readonly #capacity: Capacity;
  /** Packets to addresses that were only told. */
  readonly #unasked: UnaskedPackets;
  readonly #onOutsideChanged: (nowMs: number) => void;

  constructor(context: Context, peers: PeerTable, onOutsideChanged: (nowMs: number) => void) {
    this.#context = context;
    this.#unasked = new UnaskedPackets(context.newAddresses);
    this.#peers = peers;
    this.#capacity = { windowPackets: RELIABLE_WINDOW_PACKETS_MAX, datagramBytesMax: context.datagramBytesMax };
    this.#onOutsideChanged = onOutsideChanged;
  }

  /**
   * An authenticated packet came from there, and no copy of an old one. An address that isn't in use is first asked to
   * answer (DECISIONS.md no. 6): whoever forwards one packet from somewhere else must not carry the line away.
   */
  handleReceived(nowMs: number, peer: Peer, from: Way): PathEntry | undefined {
    const entry = this.#peers.addPath(peer, from);
    if (entry === undefined) return undefined;
    if (!entry.isEstablished) this.establish(peer, entry);
    entry.lastReceivedAtMs = nowMs;
    entry.unansweredSinceAtMs = undefined;
    const { inUse } = peer.paths;
    if (inUse === undefined) this.use(peer, entry);
    else if (inUse !== entry) this.compare(nowMs, peer, entry);
    return entry;
  }

  establish(peer: Peer, entry: PathEntry): void {
    // A bridge's packets may come before it has said that it is one.
    if (!isRelay(entry.path))
      entry.bridgedBy ??= this.#context.tunnels.bridgeOf(peer.hashname, this.#context.users.users(entry.key));
    const isSharedNow = this.#peers.establish(peer, entry);
    const touched: readonly Hashname[] = isSharedNow ? this.#context.users.users(entry.key) : [peer.hashname];
    for (const hashname of touched) this.#context.events.addStatus(hashname);
  }

  use(peer: Peer, entry: PathEntry): void {
    if (peer.paths.inUse === entry) return;
    peer.paths.use(entry);
    this.#context.events.addStatus(peer.hashname);
  }

  /**
   * The peer goes another way than we do: both are asked. If it has to go that way, the one in use will not answer. A relay or a
   * bridge is left alone while a straight way works: it has better things to do, and whoever goes through it is told so.
   */
  compare(nowMs: number, peer: Peer, entry: PathEntry): void {
    const { inUse } = peer.paths;
    const isBeside = inUse !== undefined && isDetour(entry, inUse);
    if (isBeside) this.ask(nowMs, peer, inUse);
    const isNeedless = isBeside && !isStraight(entry) && !isUnanswered(inUse, nowMs);
    if (!isNeedless) this.#askNew(nowMs, peer, entry);
  }

  /** Sends a `path` request there, at most one a second. */
  ask(nowMs: number, peer: Peer, entry: PathEntry): void {
    if (!peer.isSendable || nowMs - entry.requestSentAtMs < OPEN_INTERVAL_MS_MIN) return;
    entry.requestSentAtMs = nowMs;
    entry.unansweredSinceAtMs ??= nowMs;
    this.#request(peer, entry.path, entry.bridgedBy);
  }

  /** The same where nothing proves yet that the peer hears it: whoever seals packets may write any source on them. */
  #askNew(nowMs: number, peer: Peer, entry: PathEntry): void {
    const isRecent = nowMs - entry.requestSentAtMs < OPEN_INTERVAL_MS_MIN;
    if (!isRecent && (isProven(entry) || peer.unproven.take(nowMs))) this.ask(nowMs, peer, entry);
  }

  /** Sends one to an address that isn't in the table; how often is for the caller to say. */
  askStray(peer: Peer, path: Way): void {
    if (peer.isSendable) this.#request(peer, path, undefined);
  }

  /** Asks every address that packets came from. */
  askAll(nowMs: number, peer: Peer): void {
    for (const entry of peer.paths.entries()) if (entry.isEstablished) this.ask(nowMs, peer, entry);
  }

  /**
   * Keeps a second way warm, so that the loss of the one in use is no loss of time: the best that has answered, and in turn one
   * that the peer named and that never did, or once one that the application named.
   */
  askSecond(nowMs: number, peer: Peer): void {
    const others = peer.paths.entries().filter((entry) => entry !== peer.paths.inUse && isStraight(entry));
    const isDue = ({ requestSentAtMs }: PathEntry) => nowMs - requestSentAtMs >= SECOND_PATH_MS;
    const proven = others.filter(({ roundTripMs }) => roundTripMs !== undefined);
    const [second] = proven.sort(
      (a, b) => this.#rank(b) - this.#rank(a) || (a.roundTripMs ?? 0) - (b.roundTripMs ?? 0),
    );
    const isMeant = (entry: PathEntry) => entry.isClaimed || (entry.isHint && !wasAsked(entry));
    const untried = others.filter(
      (entry) => !entry.isEstablished && isMeant(entry) && !isTcp(entry.path) && isDue(entry),
    );
    const [next] = untried.sort((a, b) => a.requestSentAtMs - b.requestSentAtMs);
    if (second !== undefined && isDue(second)) this.ask(nowMs, peer, second);
    if (next !== undefined) this.#askUnproven(nowMs, peer, next);
  }

  /** Says whether the peer told how many packets it keeps. */
  handleRequest(nowMs: number, peer: Peer, channelId: number, json: JsonObject, from: Way): boolean {
    const request = readPathRequest(json, from, this.#context.localNetworks);
    this.#handleIndirection(peer, request, from);
    if (request.paths !== undefined) this.#claim(nowMs, peer, request.paths);
    const isNews = this.noteCapacity(peer, json);
    doLater(this.#context, peer, (laterMs) => this.#answer(laterMs, peer, channelId, from));
    return isNews;
  }

  /** A request, or the answer to one of ours, tells what the peer can do. Says if that is news. */
  noteCapacity(peer: Peer, json: JsonObject): boolean {
    const { windowPackets = peer.windowPackets, datagramBytesMax = peer.datagramBytesMax } = readCapacity(json) ?? {};
    const isNews = windowPackets !== peer.windowPackets || datagramBytesMax !== peer.datagramBytesMax;
    peer.windowPackets = windowPackets;
    peer.datagramBytesMax = datagramBytesMax;
    return isNews;
  }

  /** It speaks as our kind does, so what told us its capacity was lost. */
  askKin(nowMs: number, peer: Peer): void {
    if (!peer.isKin && peer.paths.inUse !== undefined) this.ask(nowMs, peer, peer.paths.inUse);
  }

  /** False if nothing was asked on that channel. */
  handleAnswer(
    nowMs: number,
    peer: Peer,
    channelId: number,
    entry: PathEntry | undefined,
    json: JsonObject = {},
  ): boolean {
    const answer = peer.pathRequests.answered(channelId, entry?.key ?? '', nowMs);
    if (answer === undefined) return false;
    const seen = readPathAnswer(json);
    if (seen !== undefined && entry !== undefined) this.#noteSeen(nowMs, peer, entry, seen);
    if (answer.paddedBytes !== undefined) entry?.size?.handleAnswer(answer.paddedBytes);
    if (entry !== undefined && answer.roundTripMs !== undefined)
      this.#handleProven(nowMs, peer, entry, answer.roundTripMs);
    return true;
  }

  /** A datagram to there was full: asks whether a larger one arrives too, unless that is known or somebody stands between. */
  askForSize(nowMs: number, peer: Peer, entry: PathEntry): void {
    entry.size ??= new DatagramSize();
    if (!entry.size.isDue(nowMs)) return;
    const address = addressOf(entry);
    if (address === undefined || isTcp(address) || !peer.isSendable || peer.datagramBytesMax === undefined) return;
    const bytesMax = Math.min(this.#context.datagramBytesMax, peer.datagramBytesMax);
    const reach = reachOf(address);
    const isNear = reach === 'public' && isOnLink(address, this.#context.localNetworks);
    const bytes = entry.size.nextProbe(nowMs, isNear ? 'local' : reach, bytesMax);
    const channelId = bytes === undefined ? undefined : peer.ids.takeOwn();
    if (bytes === undefined || channelId === undefined) return;
    peer.pathRequests.add(channelId, entry.key, nowMs, bytes);
    const { localPaths, localNetworks } = this.#context;
    const head = writePathRequest(localPaths, localNetworks, address, this.#capacity);
    sendPadded(this.#context, peer, { c: channelId, ...head }, bytes, address);
  }

  /** Somebody else may live there: no more than a request a second and host. */
  #askUnproven(nowMs: number, peer: Peer, entry: PathEntry): void {
    const address = addressOf(entry);
    if (address !== undefined && peer.isSendable && this.#unasked.take(nowMs, address, peer.isWantedByApplication))
      this.ask(nowMs, peer, entry);
  }

  #request(peer: Peer, path: Way, bridgedBy: Hashname | undefined): void {
    doLater(this.#context, peer, (nowMs) => this.#requestNow(nowMs, peer, path, bridgedBy));
  }

  #requestNow(nowMs: number, peer: Peer, path: Way, bridgedBy: Hashname | undefined): void {
    const channelId = peer.ids.takeOwn();
    if (channelId === undefined) return;
    peer.pathRequests.add(channelId, peer.paths.find(path)?.key ?? pathKey(path), nowMs);
    const { localPaths, localNetworks, seenAddresses } = this.#context;
    const isIndirect = isRelay(path) || bridgedBy !== undefined;
    const indirection = isIndirect ? { seen: seenAddresses.list(nowMs), bridgedBy } : undefined;
    const own = [...seenAddresses.confirmed(nowMs), ...localPaths]; // the first few are read
    const head = writePathRequest(own, localNetworks, path, this.#capacity, indirection);
    sendOnLine(this.#context, peer, { c: channelId, ...head }, undefined, path, peer.isUnanswered);
  }

  /** Only who is straight before us sees what our router makes of our address. */
  #noteSeen(nowMs: number, { hashname, isSeed }: Peer, entry: PathEntry, seen: Path): void {
    const at = addressOf(entry);
    if (at === undefined || reachOf(at) !== 'public') return;
    const isNews = this.#context.seenAddresses.note(nowMs, seen, { hashname, at, isTrusted: isSeed && entry.isHint });
    if (isNews) this.#onOutsideChanged(nowMs);
  }

  /** It was asked there and answered from there. It is used if it is nearer, or if the one in use has fallen silent since. */
  #handleProven(nowMs: number, peer: Peer, entry: PathEntry, roundTripMs: number): void {
    if (entry.roundTripMs === undefined) this.#context.events.addStatus(peer.hashname);
    entry.roundTripMs = roundTripMs;
    const { inUse } = peer.paths;
    if (inUse === undefined || isSilent(nowMs, inUse, entry, roundTripMs) || this.#rank(entry) > this.#rank(inUse))
      this.use(peer, entry);
  }

  /** Public addresses in a network of ours are near as well. */
  #rank(entry: PathEntry): number {
    const address = addressOf(entry);
    if (address === undefined) return isRelay(entry.path) ? RANK.relay : RANK.bridge;
    if (isTcp(address)) return RANK.tcp;
    const reach = reachOf(address);
    return reach === 'public' && isOnLink(address, this.#context.localNetworks) ? RANK.local : RANK[reach];
  }

  /** Somebody stands between: the other side says who, and where holes may be punched. */
  #handleIndirection(peer: Peer, request: PathRequest, from: Way): void {
    for (const path of request.seen) this.#peers.addPath(peer, path);
    const entry = request.bridgedBy === undefined || isRelay(from) ? undefined : peer.paths.find(from);
    if (entry === undefined || entry.bridgedBy !== undefined) return;
    entry.bridgedBy = request.bridgedBy;
    this.#context.events.addStatus(peer.hashname);
  }

  /** An address that is new may be nearer, or all that is left one day: it is asked, as far as one may. */
  #claim(nowMs: number, peer: Peer, paths: readonly Path[]): void {
    const fresh = paths.filter((path) => peer.paths.find(path) === undefined);
    for (const path of paths) this.#peers.addPath(peer, path);
    for (const path of peer.isWanted ? fresh : []) {
      const entry = isTcp(path) ? undefined : peer.paths.find(path);
      if (entry !== undefined) this.#askUnproven(nowMs, peer, entry);
    }
    if (peer.paths.claim(new Set(paths.map(pathKey)))) this.#context.events.addStatus(peer.hashname);
  }

  /** "Via every included or already known path", but no more than once a second on those it didn't come from. */
  #answer(nowMs: number, peer: Peer, channelId: number, from: Way): void {
    const isEverywhere = nowMs - peer.pathsAnsweredAtMs >= PATH_ANSWER_INTERVAL_MS;
    if (isEverywhere) peer.pathsAnsweredAtMs = nowMs;
    const others = isEverywhere ? peer.paths.entries().filter(isStanding) : [];
    const targets = new Map<string, Way>(
      [from, ...others.map(({ path }) => path)].map((path) => [pathKey(path), path]),
    );
    for (const path of targets.values())
      if (this.#mayAnswer(nowMs, peer, path, from))
        sendOnLine(this.#context, peer, { c: channelId, ...this.#writeAnswer(peer, path) }, undefined, path);
  }

  /** Where nobody has answered yet somebody else may live, whatever the list or the packet's source says (DECISIONS.md no. 73). */
  #mayAnswer(nowMs: number, peer: Peer, path: Way, from: Way): boolean {
    const entry = peer.paths.find(path);
    if (isRelay(path) || (entry !== undefined && isProven(entry))) return true;
    if (samePath(path, from)) return peer.unproven.take(nowMs);
    return entry?.isHint === true || this.#unasked.take(nowMs, path, peer.isWantedByApplication);
  }

  /** What goes through a relay goes to the relay. */
  #writeAnswer(peer: Peer, way: Way): JsonObject {
    return writePathAnswer(isRelay(way) ? way.at : way, peer.isKin ? this.#capacity : undefined);
  }
}

/** It was asked there, and answered from there. */
function isProven(entry: PathEntry): boolean {
  return entry.roundTripMs !== undefined;
}

/** Nobody stands between, and no connection has to be made. */
function isStanding(entry: PathEntry): boolean {
  return isStraight(entry) && (!isTcp(entry.path) || entry.isEstablished);
}

/** Somebody stands between, or it is TCP; and the way in use is straight, or UDP. */
function isDetour(entry: PathEntry, inUse: PathEntry): boolean {
  return (!isStraight(entry) && isStraight(inUse)) || (isTcp(entry.path) && isStraight(inUse) && !isTcp(inUse.path));
}

/**
 * Whether the way in use is worse than `entry`, which has just answered: nothing came over it meanwhile. A straight one that is
 * merely idle doesn't give way to a detour, only one that was asked as well and says nothing.
 */
function isSilent(nowMs: number, inUse: PathEntry, entry: PathEntry, roundTripMs: number): boolean {
  if (isDetour(entry, inUse)) return isUnanswered(inUse, nowMs);
  return (inUse.lastReceivedAtMs ?? Number.NEGATIVE_INFINITY) < nowMs - roundTripMs;
}
