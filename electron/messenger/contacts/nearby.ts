import { type Endpoint, type Hashname, LAN_ANSWER_MS, type NearbyPeer } from '../../../switch/index.ts';
import type { Core } from '../core.ts';
import { describeError } from '../describe-error.ts';
import { DEVICE_CSID } from '../identity/rsa-identity.ts';
import {
  HELLO_STRANGER_MAX,
  NEARBY_LOOK_MS,
  NEARBY_MAX,
  NEARBY_RENEW_MS,
  NEARBY_RETRY_MS,
  NEARBY_RETRY_SOON_MS,
  NEARBY_SOON_TRIES_MAX,
} from '../limits.ts';
import { askWho, type OwnHello } from '../sync/hello-channel.ts';
import type { NearbyView } from '../views/person-views.ts';
import { HelloBudget } from './hello-budget.ts';

export interface NearbyParts {
  readonly core: Core;
  readonly ownHello: () => OwnHello | undefined;
  /** Whether this person may be seen by neighbours. */
  readonly isVisible: () => boolean;
  readonly onChange: () => void;
}

interface Neighbour {
  peer: NearbyPeer;
  /** What they are called; undefined as long as nothing says that they are a Hashline. */
  name: string | undefined;
  askAtMs: number;
  /** How often they were asked without an answer. */
  tryCount: number;
}

/**
 * Who is on the same networks. The switch tells which switches answer there; those of one 2a key are asked who they are over a
 * line of their own (`who`, WIRE.md "_hello"), while somebody looks. Who does not answer that is no Hashline, or does not
 * want to be seen, and is not shown.
 */
export class Nearby {
  private readonly byDevice = new Map<Hashname, Neighbour>();
  private readonly answered = new HelloBudget(HELLO_STRANGER_MAX);
  private endpoint: Endpoint | undefined;
  private lookedAtMs = Number.NEGATIVE_INFINITY;
  private told = '';
  private cancelTimer: (() => void) | undefined;

  constructor(private readonly parts: NearbyParts) {}

  attach(endpoint: Endpoint): void {
    this.endpoint = endpoint;
    this.byDevice.clear();
    endpoint.onNearby((peer) => this.saw(peer));
  }

  stop(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
  }

  /** The person looks at the list: neighbours are asked for now, and who they are for a while. */
  look(): void {
    const { endpoint } = this;
    if (endpoint === undefined) return;
    this.lookedAtMs = endpoint.nowMs();
    endpoint.lookNearby();
    this.proceed();
  }

  list(): readonly NearbyView[] {
    const nowMs = this.endpoint?.nowMs() ?? 0;
    const wallMs = this.parts.core.clock.wallMs();
    return this.fresh().flatMap(({ peer, name }) => {
      const { hashname } = peer.identity;
      if (name === undefined) return [];
      const known = this.parts.core.contacts.get(hashname);
      const seenAtMs = Math.round(wallMs - (nowMs - peer.answeredAtMs));
      return [{ person: hashname, name, seenAtMs, knownConversationId: known?.conv }];
    });
  }

  /** What is known of somebody who was near just now. */
  get(device: string): NearbyPeer | undefined {
    return this.fresh().find(({ peer }) => peer.identity.hashname === device)?.peer;
  }

  nameOf(device: string): string | undefined {
    return this.fresh().find(({ peer }) => peer.identity.hashname === device)?.name;
  }

  /** Told to a neighbour who asks who we are; nothing to anybody else, and not too often. */
  here(device: Hashname, nowMs: number): Pick<OwnHello, 'app' | 'caps' | 'name'> | undefined {
    const own = this.parts.ownHello();
    if (own === undefined || !this.parts.isVisible() || !this.isNear(device)) return undefined;
    if (!this.answered.take([device], nowMs)) return undefined;
    this.askBack(device);
    return { app: own.app, caps: own.caps, name: own.name };
  }

  /** Who asks who we are is a Hashline that has a name by now, and has seen us: what it could not tell us before, it can. */
  private askBack(device: Hashname): void {
    const neighbour = this.byDevice.get(device);
    if (neighbour === undefined || neighbour.name !== undefined) return;
    neighbour.askAtMs = 0;
    this.proceed();
  }

  /** Measured here: a device that answered our ping on one of our networks, or speaks from such an address. */
  isNear(device: Hashname): boolean {
    if (this.get(device) !== undefined) return true;
    return this.endpoint?.status(device)?.paths.some(({ lanAnsweredAtMs }) => lanAnsweredAtMs !== undefined) === true;
  }

  private saw(peer: NearbyPeer): void {
    const { identity } = peer;
    if (Object.keys(identity.parts).length !== 1 || identity.keys[DEVICE_CSID] === undefined) return; // no device of ours
    const known = this.byDevice.get(identity.hashname);
    this.byDevice.delete(identity.hashname);
    this.byDevice.set(
      identity.hashname,
      known === undefined ? { peer, name: undefined, askAtMs: 0, tryCount: 0 } : { ...known, peer },
    );
    for (const device of this.byDevice.keys()) {
      if (this.byDevice.size <= NEARBY_MAX) break;
      this.byDevice.delete(device);
    }
    this.proceed();
  }

  private fresh(): readonly Neighbour[] {
    const nowMs = this.endpoint?.nowMs() ?? 0;
    const { blocked } = this.parts.core;
    return [...this.byDevice.values()].filter(
      ({ peer }) => nowMs - peer.answeredAtMs < LAN_ANSWER_MS && !blocked.has(peer.identity.hashname),
    );
  }

  /** Asks whoever is due, tells what changed, and comes back while somebody looks. */
  private proceed(): void {
    this.stop();
    const { endpoint } = this;
    if (endpoint === undefined) return;
    const nowMs = endpoint.nowMs();
    if (nowMs - this.lookedAtMs < NEARBY_LOOK_MS) {
      for (const neighbour of this.fresh()) if (neighbour.askAtMs <= nowMs) this.ask(endpoint, neighbour);
      this.cancelTimer = this.parts.core.clock.after(NEARBY_RETRY_SOON_MS, () => this.proceed());
    }
    this.tell();
  }

  private ask(endpoint: Endpoint, neighbour: Neighbour): void {
    const { core } = this.parts;
    const { identity, path } = neighbour.peer;
    neighbour.tryCount += 1;
    const isEarly = neighbour.tryCount < NEARBY_SOON_TRIES_MAX;
    neighbour.askAtMs = endpoint.nowMs() + (isEarly ? NEARBY_RETRY_SOON_MS : NEARBY_RETRY_MS);
    endpoint.learn({ identity, paths: [path] });
    const host = { after: core.clock.after.bind(core.clock), log: (line: string) => core.log(line) };
    askWho(endpoint, identity.hashname, host).then(
      (here) => this.heard(endpoint, identity.hashname, here?.name),
      (error: unknown) => core.log(`nearby: ${describeError(error)}`),
    );
  }

  private heard(endpoint: Endpoint, device: Hashname, name: string | undefined): void {
    const neighbour = this.byDevice.get(device);
    if (neighbour === undefined || name === undefined) return;
    neighbour.name = name;
    neighbour.tryCount = 0;
    neighbour.askAtMs = endpoint.nowMs() + NEARBY_RENEW_MS;
    this.tell();
  }

  private tell(): void {
    const now = JSON.stringify(this.list().map(({ person, name }) => [person, name]));
    if (now === this.told) return;
    this.told = now;
    this.parts.onChange();
  }
}
