import { createSocket, type Socket } from 'node:dgram';
import type { LocalNetwork } from '../endpoint.ts';
import type { Path } from '../paths/path.ts';
import { LAN_GROUPS, LAN_PORT } from './lan-targets.ts';
import { plainBytes } from './plain-bytes.ts';
import { pathFrom } from './udp-socket.ts';

const EVERY_INTERFACE = { ipv4: '0.0.0.0', ipv6: '::' } as const;
/** A HEAD of at least two bytes: only such packets are spoken here; opens and lines go to the switch's own port. */
const HEAD_BYTES_MIN = 2;

/** Hears who asks on local networks, in one family: UDP port 42420, shared with other switches of this machine. */
export class LanListener {
  /** What is wrong with the port, undefined if it listens. */
  readonly whenSettled: Promise<NodeJS.ErrnoException | undefined>;
  readonly #type: LocalNetwork['type'];
  readonly #socket: Socket;
  /** Networks that are in the multicast group, as `LanTarget.via` names them. */
  #joined = new Set<string>();
  #isBound = false;
  #isOpen = true;

  constructor(type: LocalNetwork['type']) {
    this.#type = type;
    this.#socket = createSocket({
      type: type === 'ipv4' ? 'udp4' : 'udp6',
      reuseAddr: true,
      ipv6Only: type === 'ipv6',
    });
    this.whenSettled = new Promise((resolve) => {
      this.#socket.on('error', resolve);
      this.#socket.bind({ address: EVERY_INTERFACE[type], port: LAN_PORT, exclusive: true }, () => {
        this.#isBound = true;
        resolve(undefined);
      });
    });
  }

  /** The group is joined by all of these, and left by none: a network that is gone has taken its membership along. */
  join(networks: readonly string[]): void {
    if (!this.#isBound || !this.#isOpen) return;
    this.#joined = new Set(networks.filter((via) => this.#joined.has(via) || this.#joinBy(via)));
  }

  onDatagram(receive: (from: Path, bytes: Uint8Array) => void): void {
    this.#socket.on('message', (bytes, { address, port }) => {
      const headBytes = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
      if (headBytes >= HEAD_BYTES_MIN) receive(pathFrom(this.#type, address, port), plainBytes(bytes));
    });
  }

  close(): Promise<void> {
    if (!this.#isOpen) return Promise.resolve();
    this.#isOpen = false;
    return new Promise((resolve) => void this.#socket.close(resolve));
  }

  #joinBy(via: string): boolean {
    try {
      this.#socket.addMembership(LAN_GROUPS[this.#type], via);
      return true;
    } catch {
      return false; // an interface without multicast, or with the group already: broadcasts come anyway
    }
  }
}
