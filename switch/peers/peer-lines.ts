import {
  INVITED_ATTEMPTS_MAX,
  KEEPALIVE_ANSWER_MS,
  KEEPALIVE_MISSES_MAX,
  KEEPALIVE_MS,
  KEEPALIVE_RETRY_MS_MAX,
  LINE_CONFIRM_MS_MAX,
  LINE_DOUBT_MS,
  LINE_TIMEOUT_MS,
  OPEN_ATTEMPTS_MAX,
  OPEN_INTERVAL_MS_MIN,
  OPEN_REPEAT_INTERVAL_MS,
  PATH_QUIET_MS,
  STRAIGHT_CHANCE_MS,
  TCP_AFTER_ATTEMPTS,
} from '../constants.ts';
import type { PeerStatus } from '../endpoint.ts';
import { afterAttempt, type Dial, DialTurns, isExhausted, renewDial, startDial } from '../line/dial.ts';
import type { AcceptedVerdict, Handshake } from '../line/handshake.ts';
import { isTcp, type Path, pathKey, type Way } from '../paths/path.ts';
import { isStraight, type PathEntry, wasOpened } from '../paths/path-table.ts';
import type { Context } from './context.ts';
import { dueRenewal, noteConfirmed, noteDropped, noteKeyed, shouldFollow } from './line-renewal.ts';
import { OutgoingOpens } from './outgoing-opens.ts';
import type { Peer } from './peer.ts';
import type { PeerChannels } from './peer-channels.ts';
import type { PeerPaths } from './peer-paths.ts';
import type { PeerTable } from './peer-table.ts';

const NEVER = Number.POSITIVE_INFINITY;

export interface PeerLinesParts {
  readonly context: Context;
  readonly peers: PeerTable;
  readonly paths: PeerPaths;
  readonly channels: PeerChannels;
  readonly handshake: Handshake;
  /** Those who introduced us can do it again. */
  readonly introductions: {
    retry(nowMs: number, peer: Peer): void;
    askForBridge(nowMs: number, peer: Peer): void;
  };
  /** Asks the seeds where they see us, so that they see it. */
  readonly askWitnesses: (nowMs: number) => void;
  /** Asks the DHT for somebody whom the application wants and who has no way, or none that answers. */
  readonly findWay: (nowMs: number, peer: Peer, isFirst: boolean) => void;
}

/** The life of every line: dialled, confirmed, kept warm, doubted, dead, dialled again. */
export class PeerLines {
  readonly #parts: PeerLinesParts;
  readonly #opens: OutgoingOpens;
  readonly #turns = new DialTurns();

  constructor(parts: PeerLinesParts) {
    this.#parts = parts;
    this.#opens = new OutgoingOpens(parts.context, parts.peers);
  }

  /** Whether a line is wanted may have changed, or where the peer may be: searches, at once if there is news. */
  refresh(nowMs: number, peer: Peer, hasNews: boolean): void {
    const isUrgent = peer.waiting.size > 0 || peer.isInvited;
    const isAsked = peer.isKept || isUrgent;
    const isSearching = isAsked && !peer.line.isConfirmed && !this.#parts.context.refused.has(peer.hashname);
    if (!isSearching) peer.dial = undefined;
    else if (peer.dial === undefined) peer.dial = startDial(nowMs, isUrgent ? nowMs : this.#turns.next(nowMs));
    else if (hasNews || (isUrgent && isWaitingItsTurn(peer, peer.dial))) peer.dial = renewDial(peer.dial, nowMs);
    const isUnprovenAlone = peer.line.session !== undefined && !peer.line.isConfirmed && peer.dial === undefined;
    if (isUnprovenAlone && peer.confirmByMs === NEVER) peer.confirmByMs = nowMs + LINE_CONFIRM_MS_MAX;
    peer.lookingSinceAtMs = peer.isKept && !peer.line.isConfirmed ? (peer.lookingSinceAtMs ?? nowMs) : undefined;
    this.#keepWarm(nowMs, peer);
    this.#settle(nowMs, peer);
  }

  /** Something is about to be said on a line that has long been silent: the open goes along, in case it is gone there. */
  refreshStale(nowMs: number, peer: Peer): void {
    if (!peer.line.isConfirmed || nowMs - peer.lastReceivedAtMs < this.#parts.context.waits.lineStaleMs) return;
    this.#opens.sendAll(nowMs, peer);
    this.#parts.paths.askAll(nowMs, peer);
  }

  /** Something was said that will be answered: if the line has been silent so far, it proves itself soon or is doubted. */
  expectAnswer(nowMs: number, peer: Peer): void {
    if (!peer.line.isConfirmed || nowMs - peer.lastReceivedAtMs < KEEPALIVE_ANSWER_MS) return;
    if (peer.keepAliveAtMs <= nowMs + KEEPALIVE_ANSWER_MS) return;
    peer.keepAliveAtMs = nowMs + KEEPALIVE_ANSWER_MS;
    this.#settle(nowMs, peer);
  }

  /**
   * What was said at `saidAtMs` has no answer. If nothing at all came since, the other side may have begun anew: then our
   * open makes it speak (DECISIONS.md no. 14). Once: if that is answered, the line lives, whatever becomes of the packet.
   */
  doubt(nowMs: number, peer: Peer, saidAtMs: number): void {
    const silentSinceAtMs = Math.max(saidAtMs, peer.lastReceivedAtMs);
    const isHeard = nowMs - silentSinceAtMs < LINE_DOUBT_MS;
    if (isHeard || saidAtMs <= peer.doubtedAtMs || peer.isLineDoubted || !peer.isWanted) return;
    peer.doubtedAtMs = nowMs;
    const { inUse } = peer.paths;
    if (inUse !== undefined)
      inUse.unansweredSinceAtMs = Math.min(inUse.unansweredSinceAtMs ?? silentSinceAtMs, silentSinceAtMs);
    peer.keepAliveMisses = Math.max(peer.keepAliveMisses, KEEPALIVE_MISSES_MAX);
    this.#handleKeepAlive(nowMs, peer);
    this.#settle(nowMs, peer);
  }

  /** The application asks to try now; or this machine's networks changed, or it slept and may be forgotten over there. */
  retry(nowMs: number, peer: Peer, mayBeForgotten = false): void {
    if (peer.line.isConfirmed) this.#parts.paths.askAll(nowMs, peer);
    if (peer.line.isConfirmed && (mayBeForgotten || peer.keepAliveMisses > 0)) this.#opens.sendAll(nowMs, peer);
    if (peer.line.isConfirmed && peer.isWanted)
      peer.keepAliveAtMs = Math.min(peer.keepAliveAtMs, nowMs + KEEPALIVE_ANSWER_MS);
    this.refresh(nowMs, peer, true);
  }

  /** It answered our ping from there: whether it still has our line or was started anew, it is asked there. */
  handleNearby(nowMs: number, peer: Peer, entry: PathEntry): void {
    this.#parts.context.events.addStatus(peer.hashname);
    if (!peer.line.isConfirmed) {
      this.refresh(nowMs, peer, true);
      return;
    }
    if (entry !== peer.paths.inUse) this.#parts.paths.ask(nowMs, peer, entry);
    const isSilent = nowMs - peer.lastReceivedAtMs > KEEPALIVE_MS + KEEPALIVE_ANSWER_MS;
    if (isSilent) this.#opens.send(nowMs, peer, entry);
  }

  /** A connection is gone. If the line went over it, whatever else there is has to carry it, and it is dialled again. */
  handlePathClosed(nowMs: number, path: Path): void {
    const { context, peers, paths } = this.#parts;
    for (const hashname of context.users.users(pathKey(path))) {
      const peer = peers.get(hashname);
      const entry = peer?.paths.find(path);
      if (peer === undefined || entry === undefined) continue;
      peers.closePath(peer, entry);
      if (entry !== peer.paths.inUse || !peer.line.isConfirmed) continue;
      const other = peer.paths.entries().find(({ isEstablished }) => isEstablished);
      if (other !== undefined) paths.use(peer, other);
      peer.keepAliveMisses = Math.max(peer.keepAliveMisses, TCP_AFTER_ATTEMPTS);
      this.#handleKeepAlive(nowMs, peer);
      this.#settle(nowMs, peer);
    }
  }

  /** Somebody introduced it to us: it wants a line, or has lost the one we have. */
  handleInvited(nowMs: number, peer: Peer): void {
    peer.isInvited = !peer.line.isConfirmed;
    if (peer.line.isConfirmed) this.#opens.sendAll(nowMs, peer);
    this.refresh(nowMs, peer, true);
  }

  handleTimeout(nowMs: number, wallMs: number, peer: Peer): void {
    const { line } = peer;
    if (line.isConfirmed && nowMs >= peer.lastReceivedAtMs + LINE_TIMEOUT_MS) this.close(nowMs, peer);
    if (!line.isConfirmed && nowMs >= peer.confirmByMs) this.close(nowMs, peer);
    if (peer.dial !== undefined && nowMs >= peer.dial.nextAtMs) this.#dialOrGiveUp(nowMs, wallMs, peer);
    if (line.isConfirmed && nowMs >= peer.keepAliveAtMs) this.#handleKeepAlive(nowMs, peer);
    if (line.isConfirmed) this.#renew(nowMs, wallMs, peer);
    if (peer.upgrade !== undefined && nowMs >= peer.upgrade.nextAtMs) this.#lookForStraight(nowMs, peer, peer.upgrade);
    this.#noticeQuiet(nowMs, peer);
    this.#settle(nowMs, peer);
  }

  /** Our open is signed. */
  handleSideReady(nowMs: number, peer: Peer): void {
    if (peer.dial !== undefined) this.#opens.sendAll(nowMs, peer);
    if (peer.answerTo !== undefined) this.#opens.send(nowMs, peer, peer.answerTo);
    peer.answerTo = undefined;
    this.#greet(nowMs, peer);
  }

  /** Our half has a fresh key: until the other side has heard so, it can't read us. */
  handleSideRenewed(nowMs: number, peer: Peer): void {
    noteKeyed(this.#parts.context.waits, nowMs, peer);
    peer.keepAliveMisses = Math.max(peer.keepAliveMisses, KEEPALIVE_MISSES_MAX);
    this.#opens.sendAll(nowMs, peer);
    this.#handleKeepAlive(nowMs, peer);
    this.#settle(nowMs, peer);
  }

  /** Their open is verified, and is no old one. */
  handleOpen(nowMs: number, peer: Peer, verdict: AcceptedVerdict, from: Way, isFresh: boolean): void {
    const { peers, paths } = this.#parts;
    if (verdict === 'new-line') this.#beginLine(nowMs, peer, isFresh);
    // Anybody can send an old open again from anywhere, so a repeat adds no address; a line packet from there will.
    const entry = verdict === 'repeat' ? peer.paths.find(from) : peers.addPath(peer, from);
    if (entry !== undefined && verdict === 'new-line') {
      if (isFresh) paths.establish(peer, entry);
      paths.use(peer, entry);
    }
    // Their fresh key asks for one of ours, whose open is the answer.
    if (verdict === 'recalculate' && shouldFollow(this.#parts.context.waits, nowMs, peer)) peer.renewAtMs = nowMs;
    else if (entry === undefined) this.#answerStray(nowMs, peer, from);
    else this.#answer(nowMs, peer, entry);
    const isGreeting = entry !== undefined && !isStraight(entry) && !peer.line.isConfirmed; // which asks where it is time to
    if (entry !== undefined && peer.paths.inUse !== entry && !isGreeting) paths.compare(nowMs, peer, entry);
    if (peer.dial !== undefined) peer.dial = renewDial(peer.dial, nowMs + OPEN_INTERVAL_MS_MIN);
    this.#settle(nowMs, peer);
  }

  /** A fresh line packet came. The first one proves that the other side has this line's keys now. */
  handleReceived(nowMs: number, peer: Peer): void {
    peer.lastReceivedAtMs = nowMs;
    if (peer.isQuiet) {
      peer.isQuiet = false;
      this.#parts.context.events.addStatus(peer.hashname);
    }
    if (peer.keepAliveMisses > 0) {
      peer.keepAliveMisses = 0;
      peer.keepAliveAtMs = nowMs + KEEPALIVE_MS;
    }
    if (!peer.line.isConfirmed) this.#confirm(nowMs, peer);
  }

  /** The line is dead: its channels end, and a kept peer is searched for anew. */
  close(nowMs: number, peer: Peer): void {
    const { peers, channels, handshake } = this.#parts;
    handshake.dropLine(peer.line);
    noteDropped(peer);
    this.#forgetLine(peer);
    channels.reset(nowMs, peer);
    peers.unestablish(peer);
    this.refresh(nowMs, peer, true);
    if (peer.isStranger && !peer.isWanted) peers.forget(peer);
  }

  #beginLine(nowMs: number, peer: Peer, isFresh: boolean): void {
    const { peers, channels } = this.#parts;
    this.#forgetLine(peer);
    channels.reset(nowMs, peer);
    peers.unestablish(peer);
    peer.line.isConfirmed = false;
    peer.isOpenFresh = isFresh;
    peer.lastReceivedAtMs = nowMs;
    this.refresh(nowMs, peer, false);
  }

  #forgetLine(peer: Peer): void {
    peer.replays.clear();
    peer.pathRequests.clear();
    peer.windowPackets = undefined;
    peer.datagramBytesMax = undefined;
    peer.isOpenFresh = false;
    peer.isQuiet = false;
    peer.upgrade = undefined;
    peer.confirmByMs = NEVER;
    peer.keepAliveAtMs = NEVER;
    peer.keepAliveMisses = 0;
  }

  #confirm(nowMs: number, peer: Peer): void {
    peer.line.isConfirmed = true;
    peer.isInvited = false;
    peer.confirmByMs = NEVER;
    noteConfirmed(this.#parts.context.waits, nowMs, peer);
    this.refresh(nowMs, peer, false);
    this.#parts.channels.pumpWaiting(nowMs, peer);
  }

  #renew(nowMs: number, wallMs: number, peer: Peer): void {
    const renewal = dueRenewal(this.#parts.context.waits, nowMs, peer);
    if (renewal === 'renew-key') this.#parts.handshake.renewSide(peer.line, wallMs);
    if (renewal === 'new-line') this.close(nowMs, peer);
  }

  #answer(nowMs: number, peer: Peer, entry: PathEntry): void {
    if (peer.line.side?.open === undefined) {
      peer.answerTo = entry;
      return;
    }
    this.#opens.send(nowMs, peer, entry, peer.line.isConfirmed ? OPEN_REPEAT_INTERVAL_MS : OPEN_INTERVAL_MS_MIN);
    this.#greet(nowMs, peer, entry);
  }

  /** A repeat from an address we don't know: it gets our open and a question, and proves itself by the answer. */
  #answerStray(nowMs: number, peer: Peer, from: Way): void {
    if (this.#opens.sendStray(nowMs, peer, from)) this.#parts.paths.askStray(peer, from);
  }

  /**
   * As soon as the other side can read us: what waits, and which ways there are (network.md "path": on every new line). Nothing
   * goes by a relay while the opens that went straight may still be answered: the relay would make a bridge of it. What came `from` another
   * address gives no reason to ask again at the one in use, which may be anybody's (DECISIONS.md no. 72).
   */
  #greet(nowMs: number, peer: Peer, from?: PathEntry): void {
    const { paths, channels } = this.#parts;
    const { inUse } = peer.paths;
    if (!peer.isSendable || inUse === undefined || peer.line.isConfirmed) return;
    if (!isStraight(inUse) && mayYetBeStraight(nowMs, peer)) return;
    channels.pumpWaiting(nowMs, peer);
    const isElsewhere = from !== undefined && from !== inUse && isStraight(from);
    if (!isElsewhere) paths.ask(nowMs, peer, inUse);
  }

  #dialOrGiveUp(nowMs: number, wallMs: number, peer: Peer): void {
    const { dial } = peer;
    if (dial === undefined) return;
    const isForThemAlone = peer.isInvited && !peer.isKept && peer.waiting.size === 0;
    if (!peer.isKept && (isExhausted(dial, nowMs) || (isForThemAlone && dial.attempts >= INVITED_ATTEMPTS_MAX))) {
      peer.isInvited = false;
      this.#parts.channels.failWaiting(nowMs, peer);
      this.close(nowMs, peer);
      return;
    }
    peer.dial = afterAttempt(dial, nowMs);
    const directAttempts = peer.hasAddress ? 1 : 0;
    if (peer.isWantedByApplication && dial.attempts >= directAttempts)
      this.#parts.findWay(nowMs, peer, dial.attempts === directAttempts);
    if (peer.isWanted && dial.attempts > 0) this.#parts.introductions.retry(nowMs, peer);
    if (!this.#parts.handshake.prepareSide(peer.line, wallMs)) return;
    this.#opens.sendAll(nowMs, peer);
    this.#greet(nowMs, peer);
  }

  /** A request on the path in use; when several stay without answer, everything that might bring the line back. */
  #handleKeepAlive(nowMs: number, peer: Peer): void {
    const { paths } = this.#parts;
    const { inUse } = peer.paths;
    if (!peer.isWanted) {
      peer.keepAliveAtMs = NEVER;
      return;
    }
    const waitMs = Math.min(KEEPALIVE_RETRY_MS_MAX, KEEPALIVE_ANSWER_MS * 2 ** peer.keepAliveMisses);
    peer.keepAliveAtMs = nowMs + waitMs;
    peer.keepAliveMisses++;
    if (inUse !== undefined) paths.ask(nowMs, peer, inUse);
    if (peer.keepAliveMisses <= KEEPALIVE_MISSES_MAX) {
      paths.askSecond(nowMs, peer);
      return;
    }
    this.#parts.introductions.retry(nowMs, peer); // first: opens go through the relays that it makes as well
    this.#opens.sendAll(nowMs, peer);
    paths.askAll(nowMs, peer);
    // Both of us may have moved, or our router restarted: the seeds see our new address, and know theirs.
    this.#parts.askWitnesses(nowMs);
    if (peer.isWantedByApplication) this.#parts.findWay(nowMs, peer, peer.keepAliveMisses === KEEPALIVE_MISSES_MAX + 1);
  }

  #keepWarm(nowMs: number, peer: Peer): void {
    if (!peer.line.isConfirmed || !peer.isWanted) peer.keepAliveAtMs = NEVER;
    else if (peer.keepAliveAtMs === NEVER) peer.keepAliveAtMs = nowMs + KEEPALIVE_MS;
  }

  #noticeQuiet(nowMs: number, peer: Peer): void {
    if (!peer.line.isConfirmed || peer.isQuiet || nowMs < peer.lastReceivedAtMs + PATH_QUIET_MS) return; // the very sum it was due at
    peer.isQuiet = true;
    this.#parts.context.events.addStatus(peer.hashname);
  }

  /** A relay, a bridge or TCP carries the line: opens on all better paths punch holes, until one of them has answered. */
  #lookForStraight(nowMs: number, peer: Peer, upgrade: Dial): void {
    const isWorthwhile = peer.isWanted || upgrade.attempts < OPEN_ATTEMPTS_MAX;
    peer.upgrade = isWorthwhile ? afterAttempt(upgrade, nowMs) : { ...upgrade, nextAtMs: NEVER };
    if (!isWorthwhile) return;
    const { inUse } = peer.paths;
    const mayDial = upgrade.attempts >= TCP_AFTER_ATTEMPTS && inUse !== undefined && !isStraight(inUse);
    this.#opens.sendStraight(nowMs, peer, mayDial);
    this.#parts.introductions.askForBridge(nowMs, peer);
  }

  #settle(nowMs: number, peer: Peer): void {
    const { context } = this.#parts;
    const state = stateOf(peer);
    if (state !== peer.lineState) {
      peer.lineState = state;
      peer.lineSinceAtMs = nowMs;
      context.events.addStatus(peer.hashname);
    }
    const { inUse } = peer.paths;
    const isBetterWanted = inUse !== undefined && (!isStraight(inUse) || isTcp(inUse.path));
    peer.upgrade = peer.line.isConfirmed && isBetterWanted ? (peer.upgrade ?? startDial(nowMs)) : undefined;
    peer.dueAtMs = Math.min(
      peer.dial?.nextAtMs ?? NEVER,
      peer.upgrade?.nextAtMs ?? NEVER,
      peer.confirmByMs,
      this.#lineDueAtMs(peer),
    );
    context.timers.update(peer);
  }

  #lineDueAtMs(peer: Peer): number {
    if (!peer.line.isConfirmed) return NEVER;
    const quietAtMs = peer.isQuiet ? NEVER : peer.lastReceivedAtMs + PATH_QUIET_MS;
    return Math.min(peer.keepAliveAtMs, quietAtMs, peer.renewAtMs, peer.lastReceivedAtMs + LINE_TIMEOUT_MS);
  }
}

/** Nobody had a need of it so far, and others were looked for first. */
function isWaitingItsTurn({ line }: Peer, { attempts }: Dial): boolean {
  return attempts === 0 && line.side === undefined;
}

/** Its line has just begun, and our open has gone to an address of its own as well. */
function mayYetBeStraight(nowMs: number, { lastReceivedAtMs, paths, dial }: Peer): boolean {
  if (dial === undefined || nowMs - lastReceivedAtMs >= STRAIGHT_CHANCE_MS) return false; // without a dial nobody greets again
  return paths.all().some((entry) => isStraight(entry) && !isTcp(entry.path) && wasOpened(entry));
}

function stateOf(peer: Peer): PeerStatus['line'] {
  if (peer.line.isConfirmed) return 'open';
  return peer.dial !== undefined || peer.line.session !== undefined ? 'opening' : 'none';
}
