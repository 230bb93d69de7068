import type { LocalNetwork } from '../endpoint.ts';
import { familyOf, formatIp, HeardBy, type Path, parseIp } from '../index.ts';
import { LOOK_MS, UPLINKS_MAX } from './limits.ts';
import { localNetworks } from './network-interfaces.ts';
import type { Transport } from './transport.ts';
import { bindUdp, type UdpSocket } from './udp-socket.ts';

/** The part of an IPv6 address that is its network: hosts have several addresses in one. */
const IPV6_NETWORK_BYTES = 8;

/**
 * UDP by every interface. A socket of "every address" leaves by the one route that the system prefers, also when nothing comes
 * back by it. What the engine sends everywhere leaves by a socket of each interface's address as well; where an answer comes
 * by one of these, what follows goes that way.
 */
export class UdpUplinks implements Transport {
  readonly #main: Transport;
  readonly #networks: () => readonly LocalNetwork[];
  readonly #extras = new Map<string, UdpSocket>();
  readonly #heardBy = new HeardBy<UdpSocket>();
  #receive: (from: Path, bytes: Uint8Array) => void = () => undefined;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(main: Transport, networks: () => readonly LocalNetwork[] = localNetworks) {
    this.#main = main;
    this.#networks = networks;
  }

  get bound(): readonly Path[] {
    return this.#main.bound;
  }

  send(to: Path, bytes: Uint8Array, isEverywhere = false): void {
    const heardBy = this.#heardBy.of(to);
    if (heardBy === undefined || isEverywhere) this.#main.send(to, bytes);
    else heardBy.send(to, bytes);
    if (isEverywhere) void this.#sendByOthers(to, bytes);
  }

  broadcast(via: string, to: Path, bytes: Uint8Array): void {
    this.#main.broadcast(via, to, bytes);
  }

  onDatagram(receive: (from: Path, bytes: Uint8Array) => void): void {
    this.#receive = receive;
    this.#main.onDatagram((from, bytes) => {
      if (this.#extras.size > 0) this.#heardBy.note(from, undefined);
      receive(from, bytes);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#main.close(), ...[...this.#extras.values()].map((socket) => socket.close())]);
  }

  async #sendByOthers(to: Path, bytes: Uint8Array): Promise<void> {
    await this.#look();
    for (const socket of this.#extras.values()) if (socket.bound.type === familyOf(to)) socket.send(to, bytes);
  }

  /** Sockets come and go with the addresses of this machine. */
  async #look(): Promise<void> {
    const nowMs = performance.now();
    if (nowMs - this.#lookedAtMs < LOOK_MS) return;
    this.#lookedAtMs = nowMs;
    const wanted = uplinks(this.#networks(), this.#main.bound);
    for (const [ip, socket] of this.#extras) if (!wanted.some((path) => path.ip === ip)) await this.#drop(ip, socket);
    for (const path of wanted) if (!this.#extras.has(path.ip)) await this.#add(path);
  }

  async #add(path: Path): Promise<void> {
    const result = await bindUdp(path);
    if (!result.ok) return; // the address has just gone
    const { socket } = result;
    if (this.#isClosed) return socket.close();
    this.#extras.set(path.ip, socket);
    socket.onDatagram((from, bytes) => {
      this.#heardBy.note(from, socket);
      this.#receive(from, bytes);
    });
  }

  #drop(ip: string, socket: UdpSocket): Promise<void> {
    this.#extras.delete(ip);
    this.#heardBy.forget(socket);
    return socket.close();
  }
}

/** One address of each network, in families where there are several, so that more than one way may lead out. */
export function uplinks(networks: readonly LocalNetwork[], bound: readonly Path[]): readonly Path[] {
  const isEverywhere = (type: LocalNetwork['type']) =>
    bound.some((path) => path.type === type && (path.ip === '0.0.0.0' || path.ip === '::'));
  return (['ipv4', 'ipv6'] as const).filter(isEverywhere).flatMap((type) => {
    const byNetwork = new Map<string, Path>();
    for (const network of networks) {
      if (network.type !== type || network.isLoopback || network.zone !== undefined) continue;
      const key = networkOf(network);
      if (!byNetwork.has(key)) byNetwork.set(key, { type, ip: network.ip, port: 0 });
    }
    return byNetwork.size > 1 ? [...byNetwork.values()].slice(0, UPLINKS_MAX) : [];
  });
}

function networkOf({ type, ip }: LocalNetwork): string {
  const bytes = parseIp(ip);
  return type === 'ipv4' || bytes === undefined
    ? ip
    : formatIp(bytes.map((byte, n) => (n < IPV6_NETWORK_BYTES ? byte : 0)));
}
