import { createSocket, type Socket } from 'node:dgram';
import type { LocalNetwork } from '../endpoint.ts';
import { formatIp, parseIp } from '../index.ts';
import type { Path } from '../paths/path.ts';
import { LAN_NETWORKS_MAX } from './limits.ts';
import { localNetworks } from './network-interfaces.ts';
import { plainBytes } from './plain-bytes.ts';
import type { Transport } from './transport.ts';

/** discovery.md "Local Area Networks": where everybody listens. */
const LAN_PORT = 42_420;
const LAN_GROUP = '239.42.42.42';
/** Every address of loopback, as the reference does it on one machine. */
const LOOPBACK_BROADCAST = '127.255.255.255';
const LOOPBACK = '127.0.0.1';
const EVERY_INTERFACE = '0.0.0.0';
/** A HEAD of at least two bytes: only such packets are spoken here; opens and lines go to the switch's own port. */
const HEAD_BYTES_MIN = 2;
/** Longer ones have no broadcast address (RFC 3021). */
const PREFIX_LENGTH_MAX = 30;

/** What a driver needs of local discovery. */
export interface Beacon {
  /** Sends to everybody on every local network. */
  send(bytes: Uint8Array): void;
  onDatagram(receive: (from: Path, bytes: Uint8Array) => void): void;
  close(): Promise<void>;
}

export interface LanBeaconParts {
  /** Pings leave by it, so that answers come to it. */
  readonly transport: Transport;
  /** Bound to loopback alone: discovery stays on this machine. */
  readonly isLoopback: boolean;
  readonly networks?: () => readonly LocalNetwork[];
  readonly log: (line: string) => void;
}

/**
 * The socket of local discovery: UDP port 42420, shared with other switches of this machine. Where it is not to be had we
 * still ask and are answered, but don't hear others ask; that is logged and no error.
 */
export class LanBeacon implements Beacon {
  /** Whether it listens is known. */
  readonly whenSettled: Promise<void>;
  readonly #parts: LanBeaconParts;
  readonly #socket: Socket;
  readonly #networks: () => readonly LocalNetwork[];
  /** Addresses of ours whose interfaces are in the multicast group. */
  #joined = new Set<string>();
  #isBound = false;
  #isOpen = true;

  constructor(parts: LanBeaconParts) {
    this.#parts = parts;
    this.#networks = parts.networks ?? localNetworks;
    this.#socket = createSocket({ type: 'udp4', reuseAddr: true });
    this.whenSettled = new Promise((resolve) => {
      this.#socket.on('error', (error: NodeJS.ErrnoException) => {
        this.#handleProblem(error);
        resolve();
      });
      this.#socket.bind({ address: EVERY_INTERFACE, port: LAN_PORT, exclusive: true }, () => {
        this.#isBound = true;
        this.#join();
        resolve();
      });
    });
  }

  send(bytes: Uint8Array): void {
    this.#join(); // networks may have come since
    for (const { via, to } of this.#targets()) this.#parts.transport.broadcast(via, to, bytes);
  }

  onDatagram(receive: (from: Path, bytes: Uint8Array) => void): void {
    this.#socket.on('message', (bytes, { address, port }) => {
      const isOurs = !this.#parts.isLoopback || address.startsWith('127.');
      const headBytes = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
      if (isOurs && headBytes >= HEAD_BYTES_MIN) receive({ type: 'ipv4', ip: address, port }, plainBytes(bytes));
    });
  }

  close(): Promise<void> {
    if (!this.#isOpen) return Promise.resolve();
    this.#isOpen = false;
    return new Promise((resolve) => void this.#socket.close(resolve));
  }

  #targets(): readonly LanTarget[] {
    return this.#parts.isLoopback ? [LOOPBACK_TARGET] : lanTargets(this.#networks(), this.#parts.transport.bound);
  }

  #join(): void {
    if (!this.#isBound || !this.#isOpen || this.#parts.isLoopback) return;
    const own = new Set(this.#targets().map(({ via }) => via));
    this.#joined = new Set([...own].filter((ip) => this.#joined.has(ip) || this.#joinAt(ip)));
  }

  #joinAt(ip: string): boolean {
    try {
      this.#socket.addMembership(LAN_GROUP, ip);
      return true;
    } catch {
      return false; // an interface without multicast, or with the group already: broadcasts come anyway
    }
  }

  #handleProblem(error: NodeJS.ErrnoException): void {
    const code = error.code ?? error.message;
    this.#parts.log(`LAN discovery: UDP port ${LAN_PORT} can't be used (${code}): others who ask are not answered`);
  }
}

export interface LanTarget {
  /** Our address on that network. */
  readonly via: string;
  readonly to: Path;
}

const LOOPBACK_TARGET: LanTarget = { via: LOOPBACK, to: { type: 'ipv4', ip: LOOPBACK_BROADCAST, port: LAN_PORT } };

/**
 * Each network's own broadcast address, and the multicast group by each; of what is bound to one address, its network.
 * A network of one or two ends is a tunnel to somewhere else: nobody there is near.
 */
export function lanTargets(networks: readonly LocalNetwork[], bound: readonly Path[]): readonly LanTarget[] {
  const isBound = (ip: string) => bound.some((path) => path.ip === EVERY_INTERFACE || path.ip === ip);
  return networks
    .filter(({ type, ip, isLoopback }) => type === 'ipv4' && !isLoopback && isBound(ip))
    .filter(({ prefixLength }) => prefixLength <= PREFIX_LENGTH_MAX)
    .slice(0, LAN_NETWORKS_MAX)
    .flatMap((network) =>
      [broadcastOf(network), LAN_GROUP].map((ip) => ({
        via: network.ip,
        to: { type: 'ipv4' as const, ip, port: LAN_PORT },
      })),
    );
}

/** All ones behind the prefix. */
function broadcastOf({ ip, prefixLength }: LocalNetwork): string {
  const bytes = parseIp(ip) ?? new Uint8Array(4);
  return formatIp(bytes.map((byte, index) => byte | (0xff >> Math.min(8, Math.max(0, prefixLength - 8 * index)))));
}
