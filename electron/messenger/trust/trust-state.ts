import {
  type Hashname,
  isTcp,
  LAN_ANSWER_MS,
  type LocalNetwork,
  type Path,
  type PathStatus,
  type PeerStatus,
} from '../../../switch/index.ts';
import { DIRECT_PACKET_AGE_MS_MAX, GOODBYE_MS, LOOKING_MS_MAX, TRUST_HOLD_MS } from '../limits.ts';
import type { TrustState } from '../views/trust-views.ts';
import { addressText, isLoopback, isOnLink, isPublic } from './address-class.ts';

/** All that the pill may rest on. `nowMs` and every `…AtMs` are the endpoint's clock. */
export interface TrustFacts {
  /** Undefined while nothing is known of the peer, or there is no endpoint. */
  readonly status: PeerStatus | undefined;
  readonly networks: readonly LocalNetwork[];
  /** Where others may reach this machine; none means: no usable network. */
  readonly localPaths: readonly Path[];
  /** Every address we know of theirs. */
  readonly knownPaths: readonly Path[];
  /** When the person here last asked to look again. */
  readonly askedAtMs: number | undefined;
  /** When they said that they are closing; undefined if they did not, or are back. */
  readonly leftAtMs: number | undefined;
  /** Who is a seed for us just now, so a machine that helps. */
  readonly seeds: ReadonlySet<Hashname>;
  /** Contacts of the person here, by any machine of theirs. */
  readonly isFriend: (hashname: Hashname) => boolean;
  /** Others can begin a line to us without having been spoken to. */
  readonly isReachable: boolean;
  readonly nowMs: number;
}

export interface Trust {
  readonly state: TrustState;
  readonly address: string | undefined;
  readonly roundTripMs: number | undefined;
  readonly carriedBy: 'udp' | 'tcp' | undefined;
  /** The machine in the middle; only with `through-friend`. */
  readonly via: Hashname | undefined;
  /** When the same facts would say something else; undefined if time alone changes nothing. */
  readonly changesAtMs: number | undefined;
}

/**
 * What may be said of the way to a person (product.md "Trust pill"). A wrong "Direct" is the worst bug we can have, so
 * it is said only while every condition stands, and any doubt says less.
 */
export function trustOf(facts: TrustFacts): Trust {
  const { status, nowMs } = facts;
  const newest = newestPaths(status?.paths ?? []);
  const path = newest[0];
  // A link of ours needs no address that anybody could be told.
  if (facts.localPaths.length === 0 && path?.path.zone === undefined) return plain('offline');
  if (hasLeft(facts, path?.lastReceivedAtMs)) return whileAway(facts, Number.NEGATIVE_INFINITY, 'waiting');
  if (path?.lastReceivedAtMs === undefined) return withoutWay(facts, undefined);
  const quietAtMs = path.lastReceivedAtMs + DIRECT_PACKET_AGE_MS_MAX;
  if (status?.line !== 'open' || nowMs > quietAtMs) return withoutWay(facts, quietAtMs);
  const used = [...newest, ...sendingPaths(status)];
  const between = [...used, ...bridgesInUse(status, nowMs)].find(({ through }) => through !== undefined);
  const state = between === undefined ? straightOrNot(facts, used) : throughWhom(facts, between);
  const shown = between ?? path;
  const nearUntilMs = state === 'direct-same-network' ? nearUntil(used, facts.networks) : Infinity;
  return {
    state,
    address: addressText(shown.path),
    roundTripMs: shown.roundTripMs,
    carriedBy: isTcp(shown.path) ? 'tcp' : 'udp',
    via: state === 'through-friend' ? between?.through?.via : undefined,
    changesAtMs: Math.min(quietAtMs, nearUntilMs, bridgedUntil(status, nowMs)) + 1,
  };
}

/** Nobody that we know of stands between: `used` are the paths that packets came from last, and where ours go. */
function straightOrNot({ networks, seeds, nowMs }: TrustFacts, used: readonly PathStatus[]): TrustState {
  if (used.every(isDirect)) return nowMs <= nearUntil(used, networks) ? 'direct-same-network' : 'direct';
  const isSeeds = used.some(({ sharedWith }) => sharedWith?.some((other) => seeds.has(other)));
  return isSeeds ? 'through-helper' : 'connected';
}

/**
 * A relay is a channel with that very machine. A bridge is named by the other side: its name is believed only where packets
 * of that machine have come from the same address.
 */
function throughWhom({ isFriend }: TrustFacts, { through, sharedWith }: PathStatus): TrustState {
  if (through === undefined || !isFriend(through.via)) return 'through-helper';
  const isProven = through.kind === 'relay' || sharedWith?.includes(through.via) === true;
  return isProven ? 'through-friend' : 'through-helper';
}

/** Where our own packets go: a way that is straight in one direction is no straight way. */
function sendingPaths(status: PeerStatus): readonly PathStatus[] {
  return status.paths.slice(0, 1);
}

/** Bridges for this line, whichever side asked for them, over which something came since as long as Direct looks back. */
function bridgesInUse({ paths }: PeerStatus, nowMs: number): readonly PathStatus[] {
  return paths.filter(
    ({ through, isEstablished, lastReceivedAtMs = Number.NEGATIVE_INFINITY }) =>
      through?.kind === 'bridge' && isEstablished && nowMs <= lastReceivedAtMs + DIRECT_PACKET_AGE_MS_MAX,
  );
}

/** When the first of them has been silent for so long. */
function bridgedUntil(status: PeerStatus, nowMs: number): number {
  const heardAtMs = bridgesInUse(status, nowMs).map(({ lastReceivedAtMs = Infinity }) => lastReceivedAtMs);
  return Math.min(...heardAtMs) + DIRECT_PACKET_AGE_MS_MAX;
}

/** What is on screen, and since when. */
export interface ShownTrust {
  readonly state: TrustState;
  readonly sinceMs: number;
}

/**
 * Keeps a state for at least two seconds, so that the text does not flicker; a state that claims less than the one shown
 * replaces it at once. `againAtMs`: when to ask again, if the new state has to wait.
 */
export function settleTrust(
  shown: ShownTrust | undefined,
  next: TrustState,
  nowMs: number,
): { readonly shown: ShownTrust; readonly againAtMs: number | undefined } {
  if (shown === undefined) return { shown: { state: next, sinceMs: nowMs }, againAtMs: undefined };
  if (shown.state === next) return { shown, againAtMs: undefined };
  const freeAtMs = shown.sinceMs + TRUST_HOLD_MS;
  if (nowMs < freeAtMs && CLAIM[next] >= CLAIM[shown.state]) return { shown, againAtMs: freeAtMs };
  return { shown: { state: next, sinceMs: nowMs }, againAtMs: undefined };
}

/** How much a state claims about the way. */
const CLAIM: Record<TrustState, number> = {
  'direct-same-network': 3,
  direct: 2,
  connected: 1,
  'through-friend': 1,
  'through-helper': 1,
  looking: 0,
  waiting: 0,
  'no-way-yet': 0,
  offline: 0,
};

/** The path, or in a tie the paths, that the last authenticated packet came from. */
function newestPaths(paths: readonly PathStatus[]): readonly PathStatus[] {
  const received = paths.filter((path) => path.isEstablished && path.lastReceivedAtMs !== undefined);
  const newestAtMs = Math.max(...received.map((path) => path.lastReceivedAtMs ?? 0));
  return received.filter((path) => path.lastReceivedAtMs === newestAtMs);
}

/** Nobody stands between, the peer itself names this address as its own, inside the line, and nobody else we know uses it. */
function isDirect(path: PathStatus): boolean {
  return path.through === undefined && path.isClaimedByPeer && !path.isShared;
}

/**
 * Until when an address counts as one of our own network: one of this machine always; else one that lies in a network of
 * ours and has answered there by LAN discovery, since many homes use the same private addresses.
 */
function nearUntil(used: readonly PathStatus[], networks: readonly LocalNetwork[]): number {
  const each = used.map(({ path, lanAnsweredAtMs = Number.NEGATIVE_INFINITY }) => {
    if (isLoopback(path.ip)) return Number.POSITIVE_INFINITY;
    return isOnLink(path.ip, networks) ? lanAnsweredAtMs + LAN_ANSWER_MS : Number.NEGATIVE_INFINITY;
  });
  return Math.min(...each);
}

/** Looking begins with the silence; it does not begin again when the line is given up for dead some time later. */
function withoutWay(facts: TrustFacts, quietAtMs: number | undefined): Trust {
  const { status } = facts;
  const searchAtMs = Math.min(quietAtMs ?? Infinity, status?.lookingSinceAtMs ?? Infinity);
  const sinceAtMs = searchAtMs === Infinity ? status?.lineSinceAtMs : searchAtMs;
  return whileAway(facts, sinceAtMs ?? Number.NEGATIVE_INFINITY, hasNoWay(facts) ? 'no-way-yet' : 'waiting');
}

/** They closed in order, and nothing came since but the last acknowledgements: there is nobody to look for. */
function hasLeft({ leftAtMs }: TrustFacts, heardAtMs: number | undefined): boolean {
  if (leftAtMs === undefined) return false;
  return heardAtMs === undefined || heardAtMs <= leftAtMs + GOODBYE_MS;
}

/** Looking for a while after the search began or somebody here asked for it; then what waits, waits. */
function whileAway(facts: TrustFacts, searchAtMs: number, afterwards: TrustState): Trust {
  const startAtMs = Math.max(searchAtMs, facts.askedAtMs ?? Number.NEGATIVE_INFINITY);
  const endAtMs = startAtMs + LOOKING_MS_MAX;
  if (facts.nowMs < endAtMs) return { ...plain('looking'), changesAtMs: endAtMs };
  return plain(afterwards);
}

/** Neither home lets calls in, as far as we know, and nobody is known who could help. */
function hasNoWay({ knownPaths, networks, localPaths, seeds, isReachable }: TrustFacts): boolean {
  if (knownPaths.length === 0 || seeds.size > 0) return false;
  if (isReachable || localPaths.some((path) => isPublic(path.ip))) return false;
  return !knownPaths.some((path) => isPublic(path.ip) || isOnLink(path.ip, networks));
}

function plain(state: TrustState): Trust {
  return {
    state,
    address: undefined,
    roundTripMs: undefined,
    carriedBy: undefined,
    via: undefined,
    changesAtMs: undefined,
  };
}
