import { REACHED_AGAIN_MS, REACHED_MS } from '../constants.ts';
import { reachOf } from '../paths/locality.ts';
import { isRelay, type Path, type Way } from '../paths/path.ts';
import { isStraight } from '../paths/path-table.ts';
import type { Context } from './context.ts';
import type { PeerTable } from './peer-table.ts';

const NEVER = Number.NEGATIVE_INFINITY;

/**
 * Whether others can reach our port without having been spoken to (DECISIONS.md no. 70). Either this machine has a public IPv4
 * address, its own or mapped by the router, or it was shown: a line began from a public host at which we knew nobody.
 */
export class Reachability {
  readonly #context: Context;
  readonly #peers: PeerTable;
  #shownAtMs = NEVER;

  constructor(context: Context, peers: PeerTable) {
    this.#context = context;
    this.#peers = peers;
  }

  /** An open that begins a line came from there, and its source is no address of anybody's yet. */
  handleOpen(nowMs: number, from: Way): void {
    // The look at all addresses that we know costs more than an answer that is known or follows from our own.
    if (nowMs - this.#shownAtMs < REACHED_AGAIN_MS || this.#context.localPaths.some(isPublicIpv4)) return;
    if (isRelay(from) || reachOf(from) !== 'public' || this.#isKnownHost(from)) return;
    this.#shownAtMs = nowMs;
  }

  /** What was shown elsewhere says nothing here. */
  handleNetworksChanged(): void {
    this.#shownAtMs = NEVER;
  }

  isReachable(nowMs: number): boolean {
    return nowMs - this.#shownAtMs < REACHED_MS || this.#context.localPaths.some(isPublicIpv4);
  }

  /** Something of ours may have gone there and opened our own NAT: then an open from there shows nothing. */
  #isKnownHost({ ip }: Path): boolean {
    for (const peer of this.#peers.all())
      for (const entry of peer.paths.all())
        if (isStraight(entry) && !isRelay(entry.path) && entry.path.ip === ip) return true;
    return false;
  }
}

/** A global IPv6 address is no sign: most home routers keep out what nobody asked for. */
function isPublicIpv4(path: Path): boolean {
  return path.type === 'ipv4' && reachOf(path) === 'public';
}
