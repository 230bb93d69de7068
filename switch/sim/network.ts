import { type Path, samePath } from '../index.ts';
import type { Agenda } from './agenda.ts';
import type { Dice } from './dice.ts';

/** What befalls datagrams. May be changed while the world runs. */
export interface Faults {
  /** Share of datagrams that vanish. */
  lossRatio: number;
  /** Share that arrive twice. */
  duplicateRatio: number;
  /** Each copy takes a time between these, so they overtake each other. */
  delayMs: readonly [min: number, max: number];
}

export interface Datagram {
  readonly from: Path;
  readonly to: Path;
  readonly bytes: Uint8Array;
}

type Receiver = (from: Path, bytes: Uint8Array) => void;

interface Bound {
  readonly path: Path;
  readonly receive: Receiver;
}

/** What a node has its socket in: the open network, or a home behind a router. */
export interface NodeNetwork {
  bind(path: Path, receive: Receiver): boolean;
  unbind(path: Path): void;
  send(datagram: Datagram): void;
  broadcast(from: Path, bytes: Uint8Array): void;
}

/** Hosts of the same network that another world simulates. */
export interface Elsewhere {
  has(to: Path): boolean;
  /** It got through the network, and is to arrive there then. */
  send(datagram: Datagram, atMs: number): void;
}

export interface NetworkParts {
  readonly agenda: Agenda;
  readonly dice: Dice;
  readonly faults: Faults;
  readonly nowMs: () => number;
  readonly elsewhere?: Elsewhere | undefined;
}

/**
 * A network without NATs: every address reaches every other, unless they are cut off from each other. All link-local IPv6
 * addresses are on one link, which each host calls by a name of its own.
 */
export class SimNetwork implements NodeNetwork {
  readonly #parts: NetworkParts;
  /** By address, then by port: found for every datagram without putting a text together. */
  readonly #receivers = new Map<string, Map<number, Bound>>();
  readonly #cuts = new Set<string>();
  readonly #taps: ((datagram: Datagram, atMs: number) => void)[] = [];

  constructor(parts: NetworkParts) {
    this.#parts = parts;
  }

  /** False if somebody has that address. */
  bind(path: Path, receive: Receiver): boolean {
    if (this.isBound(path)) return false;
    const ports = this.#receivers.get(path.ip) ?? new Map<number, Bound>();
    this.#receivers.set(path.ip, ports.set(path.port, { path, receive }));
    return true;
  }

  isBound(path: Path): boolean {
    return this.#at(path) !== undefined;
  }

  unbind(path: Path): void {
    const ports = this.#receivers.get(path.ip);
    ports?.delete(path.port);
    if (ports?.size === 0) this.#receivers.delete(path.ip);
  }

  /** Nothing passes between two hosts any more, in either direction. */
  cut(a: string, b: string): void {
    this.#cuts.add(cutKey(a, b));
  }

  mend(a: string, b: string): void {
    this.#cuts.delete(cutKey(a, b));
  }

  /** Sees every datagram that is sent, whether or not it arrives. */
  tap(see: (datagram: Datagram, atMs: number) => void): void {
    this.#taps.push(see);
  }

  send(datagram: Datagram): void {
    const { dice, faults, agenda, nowMs, elsewhere } = this.#parts;
    for (const see of this.#taps) see(datagram, nowMs());
    if (!isReachable(datagram)) return;
    if (samePath(datagram.from, datagram.to)) return;
    // Every dice is thrown for every datagram, so that one fault more or less changes no other one.
    const isLost = dice.chance(faults.lossRatio);
    const isDoubled = dice.chance(faults.duplicateRatio);
    const [minMs, maxMs] = faults.delayMs;
    const delayMs = dice.between(minMs, maxMs);
    const secondDelayMs = dice.between(minMs, maxMs);
    if (isLost) return;
    const isElsewhere = elsewhere?.has(datagram.to) ?? false;
    const arrive = () => this.deliver(datagram);
    const plan = (atMs: number) => (isElsewhere ? elsewhere?.send(datagram, atMs) : agenda.add(atMs, arrive));
    plan(nowMs() + delayMs);
    if (isDoubled) plan(nowMs() + secondDelayMs);
  }

  /** To every other host of the /24 or the link that `from` is in, as on the port of local discovery. */
  broadcast(from: Path, bytes: Uint8Array): void {
    const network = networkOf(from.ip);
    for (const { path } of [...this.#receivers.values()].flatMap((ports) => [...ports.values()])) {
      const to = from.zone === undefined ? path : { ...path, zone: from.zone };
      if (networkOf(path.ip) === network && path.ip !== from.ip) this.send({ from, to, bytes });
    }
  }

  /** The name of a link is not the network's business. */
  #at({ ip, port }: Path): Bound | undefined {
    return this.#receivers.get(ip)?.get(port);
  }

  /** Lets a datagram arrive now; a test may make one up. */
  deliver({ from, to, bytes }: Datagram): void {
    if (this.#cuts.size > 0 && this.#cuts.has(cutKey(from.ip, to.ip))) return;
    const receiver = this.#at(to);
    const zone = receiver?.path.zone;
    receiver?.receive(zone === undefined ? from : { ...from, zone }, bytes.slice());
  }
}

/** The /24, as `SimNode` has it; of link-local IPv6 addresses the one link. */
function networkOf(ip: string): string {
  return ip.slice(0, ip.lastIndexOf(ip.includes(':') ? ':' : '.'));
}

/** No router forwards to or from a link-local address, and a host must say by which link it sends there. */
function isReachable({ from, to }: Datagram): boolean {
  return from.zone === to.zone;
}

function cutKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
