import { LINE_TIMEOUT_MS, OPEN_INTERVAL_MS_MIN, TCP_AFTER_ATTEMPTS } from '../constants.ts';
import { UnaskedPackets } from '../paths/hole-punch.ts';
import { reachOf } from '../paths/locality.ts';
import { familyOf, isRelay, isTcp, type Way } from '../paths/path.ts';
import { addressOf, isStraight, type PathEntry } from '../paths/path-table.ts';
import { type Context, transmit } from './context.ts';
import type { Peer } from './peer.ts';
import type { PeerTable } from './peer-table.ts';

/** Our open on its way to a peer: to which of its addresses it goes, by UDP or TCP, and how often. Without one nothing goes. */
export class OutgoingOpens {
  readonly #context: Context;
  readonly #peers: PeerTable;
  readonly #unasked: UnaskedPackets;

  constructor(context: Context, peers: PeerTable) {
    this.#context = context;
    this.#peers = peers;
    this.#unasked = new UnaskedPackets(context.newAddresses);
  }

  /** To all addresses that are known. */
  sendAll(nowMs: number, peer: Peer): void {
    const mayDial = isTcpDue(peer);
    if (peer.isUnanswered && peer.isWanted) this.#guessTcp(nowMs, peer);
    for (const entry of peer.paths.entries())
      if (!isTcp(entry.path) || mayDial || entry.isEstablished) this.send(nowMs, peer, entry);
  }

  /** To addresses without anybody between; by TCP only if it `mayDial`. */
  sendStraight(nowMs: number, peer: Peer, mayDial: boolean): void {
    for (const entry of peer.paths.entries())
      if (isStraight(entry) && (mayDial || !isTcp(entry.path))) this.send(nowMs, peer, entry);
  }

  /** "No more than one open packet sent per destination host per second" (switch.md "Connect Handling"). */
  send(nowMs: number, peer: Peer, entry: PathEntry, leastGapMs = OPEN_INTERVAL_MS_MIN): void {
    const open = peer.line.side?.open;
    if (open === undefined || nowMs - entry.openSentAtMs < leastGapMs) return;
    if (!isRelay(entry.path) && !this.#maySend(nowMs, peer, entry)) return;
    entry.openSentAtMs = nowMs;
    // An answer alone asks for nothing: whoever has a key could buy a better place by it.
    if (peer.isWanted || peer.isInvited) this.#context.askedSources.add(nowMs, entry.path);
    this.#transmit(peer, entry.path, open);
  }

  /** To an address that we don't know as the peer's. False if one has just gone to such an address, or there is none. */
  sendStray(nowMs: number, peer: Peer, to: Way): boolean {
    const open = peer.line.side?.open;
    if (open === undefined || nowMs - peer.strayAnsweredAtMs < OPEN_INTERVAL_MS_MIN) return false;
    peer.strayAnsweredAtMs = nowMs;
    this.#transmit(peer, to, open);
    return true;
  }

  /**
   * Nobody at all answers by UDP: this network may block it. Switches of our kind listen for TCP at the same port, so that is
   * tried where the application says that the peer is.
   */
  #guessTcp(nowMs: number, peer: Peer): void {
    for (const other of this.#peers.all())
      if (other.line.isConfirmed && other.paths.inUse !== undefined && hasUdp(nowMs, other.paths.inUse)) return;
    for (const { path, isHint } of peer.paths.entries()) {
      if (!isHint || isRelay(path) || isTcp(path) || reachOf(path) === 'local') continue; // local networks block no UDP
      const twin = this.#peers.addPath(peer, { ...path, type: familyOf(path) === 'ipv4' ? 'tcp4' : 'tcp6' });
      if (twin !== undefined) twin.isHint = true;
    }
  }

  /** A bridge takes only packets of the line. Where the peer never was as far as we know, somebody else may live. */
  #maySend(nowMs: number, peer: Peer, entry: PathEntry): boolean {
    const address = addressOf(entry);
    if (address === undefined || !isDialable(entry)) return false;
    return entry.isEstablished || entry.isHint || this.#unasked.take(nowMs, address, peer.isWantedByApplication);
  }

  #transmit(peer: Peer, to: Way, open: Uint8Array): void {
    this.#context.metrics.opensSent++;
    transmit(this.#context, to, open, peer.isUnanswered);
  }
}

/** Whether packets come by UDP there. */
function hasUdp(nowMs: number, { path, lastReceivedAtMs }: PathEntry): boolean {
  return !isRelay(path) && !isTcp(path) && nowMs - (lastReceivedAtMs ?? Number.NEGATIVE_INFINITY) < LINE_TIMEOUT_MS;
}

/** UDP brought nothing for some seconds, or there is none to try. */
function isTcpDue(peer: Peer): boolean {
  if ((peer.dial?.attempts ?? 0) > TCP_AFTER_ATTEMPTS || peer.keepAliveMisses > TCP_AFTER_ATTEMPTS) return true;
  return !peer.paths.entries().some((entry) => isStraight(entry) && !isTcp(entry.path));
}

/** Where a TCP connection came from nobody listens: only what the application or the peer itself named can be dialled. */
function isDialable({ path, isHint, wasClaimed, isEstablished }: PathEntry): boolean {
  return !isTcp(path) || isHint || wasClaimed || isEstablished;
}
