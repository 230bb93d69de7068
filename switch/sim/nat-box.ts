import { type Path, pathKey } from '../index.ts';
import type { Agenda } from './agenda.ts';
import type { Datagram, NodeNetwork, SimNetwork } from './network.ts';

/** RFC 4787 sections 4.1 and 5: what a mapping, and what its filter, depends on besides the inner address. */
export type NatDependence = 'endpoint' | 'address' | 'address-and-port';

export interface NatType {
  /** Whether one inner address has one public port for all, for each host, or for each host and port. */
  readonly mapping: NatDependence;
  /** Who may send in: anybody, hosts that were sent to, or exactly those addresses. */
  readonly filtering: NatDependence;
}

/** By the names of RFC 3489, which everybody knows. */
export const NAT_TYPES = {
  'full-cone': { mapping: 'endpoint', filtering: 'endpoint' },
  restricted: { mapping: 'endpoint', filtering: 'address' },
  'port-restricted': { mapping: 'endpoint', filtering: 'address-and-port' },
  symmetric: { mapping: 'address-and-port', filtering: 'address-and-port' },
} as const satisfies Record<string, NatType>;

export type NatName = keyof typeof NAT_TYPES;

export interface NatBoxOptions {
  readonly type: NatType;
  readonly publicIp: string;
  readonly agenda: Agenda;
  readonly outside: SimNetwork;
  readonly nowMs: () => number;
  /** How long a mapping that nothing is sent through lives (RFC 4787 section 4.3: at least two minutes). */
  readonly mappingMs?: number;
}

type Receiver = (from: Path, bytes: Uint8Array) => void;

interface Mapping {
  readonly inner: Path;
  readonly outer: Path;
  /** When something was last sent to whom, by host or by address, as the filter has it. */
  readonly sentAtMs: Map<string, number>;
  usedAtMs: number;
}

const MAPPING_MS = 120_000;
const FIRST_PUBLIC_PORT = 20_000;
/** Within a home. */
const INNER_DELAY_MS = 1;

/** A home router: its hosts have addresses of their own, which nobody outside knows. It doesn't hairpin. */
export class NatBox implements NodeNetwork {
  #publicIp: string;
  readonly #options: NatBoxOptions;
  readonly #hosts = new Map<string, Receiver>();
  readonly #mappings = new Map<string, Mapping>();
  /** Nothing goes out or comes in, and nobody is told: the router's own line is down. */
  isUplinkCut = false;
  #nextPort = FIRST_PUBLIC_PORT;
  #hostCount = 0;

  constructor(options: NatBoxOptions) {
    this.#options = options;
    this.#publicIp = options.publicIp;
  }

  get publicIp(): string {
    return this.#publicIp;
  }

  /** An inner address that no other host of this home has. */
  freshPath(port = 42_424): Path {
    return { type: 'ipv4', ip: `192.168.1.${++this.#hostCount + 10}`, port };
  }

  isBound(path: Path): boolean {
    return this.#hosts.has(pathKey(path));
  }

  bind(path: Path, receive: Receiver): boolean {
    if (this.isBound(path)) return false;
    this.#hosts.set(pathKey(path), receive);
    return true;
  }

  /** To the other hosts of the home. */
  broadcast(from: Path, bytes: Uint8Array): void {
    const { agenda, nowMs } = this.#options;
    for (const [key, receive] of this.#hosts)
      if (key !== pathKey(from)) agenda.add(nowMs() + INNER_DELAY_MS, () => receive(from, bytes.slice()));
  }

  unbind(path: Path): void {
    this.#hosts.delete(pathKey(path));
  }

  /** From a host of the home, to another one or out into the world. */
  send({ from, to, bytes }: Datagram): void {
    const neighbour = this.#hosts.get(pathKey(to));
    const { outside, agenda, nowMs } = this.#options;
    if (neighbour !== undefined) agenda.add(nowMs() + INNER_DELAY_MS, () => neighbour(from, bytes.slice()));
    if (neighbour !== undefined || to.ip.startsWith('192.168.') || to.ip === this.publicIp || this.isUplinkCut) return;
    const mapping = this.#mappingFor(from, to);
    mapping.usedAtMs = nowMs();
    mapping.sentAtMs.set(this.#part(this.#options.type.filtering, to), nowMs());
    outside.send({ from: mapping.outer, to, bytes });
  }

  /** The router restarts: every mapping is forgotten, ports are given out anew, and maybe it has another address. */
  restart(publicIp = this.#publicIp): void {
    this.forgetMappings();
    this.#publicIp = publicIp;
  }

  /** Mappings are gone, as after a time without packets. */
  forgetMappings(): void {
    for (const { outer } of this.#mappings.values()) this.#options.outside.unbind(outer);
    this.#mappings.clear();
  }

  #mappingFor(from: Path, to: Path): Mapping {
    const { type, outside, nowMs } = this.#options;
    const key = `${pathKey(from)} ${this.#part(type.mapping, to)}`;
    const known = this.#mappings.get(key);
    if (known !== undefined && this.#isAlive(known.usedAtMs)) return known;
    if (known !== undefined) outside.unbind(known.outer);
    const outer: Path = { type: 'ipv4', ip: this.publicIp, port: this.#nextPort++ };
    const mapping: Mapping = { inner: from, outer, sentAtMs: new Map(), usedAtMs: nowMs() };
    this.#mappings.set(key, mapping);
    outside.bind(outer, (sender, bytes) => this.#receive(mapping, sender, bytes));
    return mapping;
  }

  #receive(mapping: Mapping, from: Path, bytes: Uint8Array): void {
    const sentAtMs = mapping.sentAtMs.get(this.#part(this.#options.type.filtering, from));
    if (this.isUplinkCut || !this.#isAlive(mapping.usedAtMs) || sentAtMs === undefined || !this.#isAlive(sentAtMs))
      return;
    this.#hosts.get(pathKey(mapping.inner))?.(from, bytes);
  }

  #isAlive(atMs: number): boolean {
    return this.#options.nowMs() - atMs < (this.#options.mappingMs ?? MAPPING_MS);
  }

  #part(dependence: NatDependence, path: Path): string {
    if (dependence === 'endpoint') return '';
    return dependence === 'address' ? path.ip : pathKey(path);
  }
}
