import type { Endpoint, Hashname, Path, PeerStatus } from '../../../switch/index.ts';
import { GOODBYE_LOOK_MS } from '../limits.ts';
import { type ShownTrust, settleTrust, type Trust, trustOf } from '../trust/trust-state.ts';
import type { TrustView, ViaView } from '../views/trust-views.ts';

/** Change of a round trip worth telling: a quarter, and more than a few milliseconds. */
const ROUND_TRIP_NEWS_RATIO = 0.25;
const ROUND_TRIP_NEWS_MS = 5;

export interface PresenceParts {
  readonly device: Hashname;
  /** Undefined while there is none. */
  readonly endpoint: () => Endpoint | undefined;
  /** What is shown while there is no endpoint: one may be on its way. */
  readonly withoutEndpoint: () => 'looking' | 'offline';
  readonly knownPaths: () => readonly Path[];
  /** The contact that a machine belongs to. */
  readonly friendOf: (device: Hashname) => ViaView | undefined;
  readonly wallMs: () => number;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly onChange: () => void;
}

/** What is shown of the way. */
type Shown = Omit<Trust, 'changesAtMs'> & { readonly sinceAtMs: number };

/** Keeps the trust pill of one person true, also when nothing happens but time. */
export class Presence {
  private shown: ShownTrust | undefined;
  private view: Shown;
  private askedAtMs: number | undefined;
  private leftAtMs: number | undefined;
  private cancelTimer: (() => void) | undefined;

  constructor(private readonly parts: PresenceParts) {
    this.view = { ...unknownWay(parts.withoutEndpoint()), sinceAtMs: parts.wallMs() };
  }

  current(): Omit<TrustView, 'queuedCount'> {
    const { via, ...view } = this.view;
    return { ...view, via: via === undefined ? undefined : this.parts.friendOf(via) };
  }

  /** The person here wants to be looked for again, now. */
  ask(): void {
    this.askedAtMs = this.parts.endpoint()?.nowMs();
    this.look();
  }

  /** They said that they are closing. */
  left(): void {
    this.askedAtMs = undefined; // what was asked for before is over
    this.leftAtMs = this.parts.endpoint()?.nowMs();
    this.look();
  }

  /** They speak to us again, or over an endpoint with another clock. */
  back(): void {
    this.leftAtMs = undefined;
    this.look();
  }

  stop(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
  }

  /** Looks at the facts of this moment. */
  look(): void {
    this.stop();
    const endpoint = this.parts.endpoint();
    if (endpoint === undefined) {
      this.shown = undefined;
      this.show(unknownWay(this.parts.withoutEndpoint()));
      return;
    }
    const nowMs = endpoint.nowMs();
    const trust = this.trustNow(endpoint, nowMs);
    const settled = settleTrust(this.shown, trust.state, nowMs);
    this.shown = settled.shown;
    // A state that has to stay a moment longer stays with its own path.
    if (settled.shown.state === trust.state) this.show(trust);
    const againAtMs = Math.min(
      trust.changesAtMs ?? Infinity,
      settled.againAtMs ?? Infinity,
      this.listenAtMs(endpoint, nowMs),
    );
    if (againAtMs === Infinity) return;
    this.cancelTimer = this.parts.after(Math.max(1, againAtMs - nowMs), () => this.look());
  }

  private trustNow(endpoint: Endpoint, nowMs: number): Trust {
    const status = endpoint.status(this.parts.device);
    return trustOf({
      status,
      networks: endpoint.localNetworks(),
      localPaths: endpoint.localPaths(),
      knownPaths: [...this.parts.knownPaths(), ...pathsOfStatus(status)],
      askedAtMs: this.askedAtMs,
      leftAtMs: this.leftAtMs,
      seeds: new Set(endpoint.links().flatMap(({ hashname, isSeed }) => (isSeed ? [hashname] : []))),
      isFriend: (hashname) => hashname !== this.parts.device && this.parts.friendOf(hashname) !== undefined,
      isReachable: endpoint.outside().isReachable,
      nowMs,
    });
  }

  /** A line that is still open after a goodbye says nothing when packets come over it again. */
  private listenAtMs(endpoint: Endpoint, nowMs: number): number {
    const isOpen = endpoint.status(this.parts.device)?.line === 'open';
    return this.leftAtMs !== undefined && isOpen ? nowMs + GOODBYE_LOOK_MS : Infinity;
  }

  private show({ state, address, roundTripMs, carriedBy, via }: Omit<Trust, 'changesAtMs'>): void {
    const before = this.view;
    const isSameWay = before.state === state && before.via === via;
    const isOld = isSameWay && before.address === address && before.carriedBy === carriedBy;
    if (isOld && !isNews(before.roundTripMs, roundTripMs)) return;
    const sinceAtMs = isSameWay ? before.sinceAtMs : this.parts.wallMs();
    this.view = { state, address, roundTripMs, carriedBy, via, sinceAtMs };
    this.parts.onChange();
  }
}

function unknownWay(state: 'looking' | 'offline'): Omit<Trust, 'changesAtMs'> {
  return { state, address: undefined, roundTripMs: undefined, carriedBy: undefined, via: undefined };
}

function pathsOfStatus(status: PeerStatus | undefined): readonly Path[] {
  return status?.paths.map((path) => path.path) ?? [];
}

function isNews(before: number | undefined, after: number | undefined): boolean {
  if (before === undefined || after === undefined) return before !== after;
  const change = Math.abs(after - before);
  return change > ROUND_TRIP_NEWS_MS && change > ROUND_TRIP_NEWS_RATIO * before;
}
