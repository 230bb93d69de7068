import type { LocalNetwork } from '../endpoint.ts';
import { familyOf, type Path } from '../index.ts';
import { LanListener } from './lan-listener.ts';
import { LAN_PORT, type LanTarget, LOOPBACK_TARGET, lanTargets } from './lan-targets.ts';
import { localNetworks } from './network-interfaces.ts';
import type { Transport } from './transport.ts';

/** What a machine without IPv6 says: nothing is missed there. */
const NO_FAMILY = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']);

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
 * Local discovery's sockets, one of each family that the switch itself is bound in. Where the port is not to be had we
 * still ask and are answered, but don't hear others ask; that is logged and no error.
 */
export class LanBeacon implements Beacon {
  /** Whether it listens is known. */
  readonly whenSettled: Promise<void>;
  readonly #parts: LanBeaconParts;
  readonly #listeners: ReadonlyMap<LocalNetwork['type'], LanListener>;
  readonly #networks: () => readonly LocalNetwork[];

  constructor(parts: LanBeaconParts) {
    this.#parts = parts;
    this.#networks = parts.networks ?? localNetworks;
    const families = new Set((parts.isLoopback ? [LOOPBACK_TARGET.to] : parts.transport.bound).map(familyOf));
    this.#listeners = new Map([...families].map((type) => [type, new LanListener(type)]));
    this.whenSettled = this.#settle();
  }

  send(bytes: Uint8Array): void {
    const targets = this.#targets();
    this.#join(targets); // networks may have come since
    for (const { via, to } of targets) this.#parts.transport.broadcast(via, to, bytes);
  }

  onDatagram(receive: (from: Path, bytes: Uint8Array) => void): void {
    const { isLoopback } = this.#parts;
    for (const listener of this.#listeners.values())
      listener.onDatagram((from, bytes) => {
        if (!isLoopback || from.ip.startsWith('127.')) receive(from, bytes);
      });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#listeners.values()].map((listener) => listener.close()));
  }

  async #settle(): Promise<void> {
    for (const [type, listener] of this.#listeners) {
      const problem = await listener.whenSettled;
      if (problem !== undefined) this.#tell(type, problem);
    }
    this.#join(this.#targets());
  }

  #targets(): readonly LanTarget[] {
    return this.#parts.isLoopback ? [LOOPBACK_TARGET] : lanTargets(this.#networks(), this.#parts.transport.bound);
  }

  #join(targets: readonly LanTarget[]): void {
    if (this.#parts.isLoopback) return;
    for (const [type, listener] of this.#listeners)
      listener.join([...new Set(targets.filter(({ to }) => to.type === type).map(({ via }) => via))]);
  }

  #tell(type: Path['type'], problem: NodeJS.ErrnoException): void {
    const code = problem.code ?? problem.message;
    if (type === 'ipv6' && NO_FAMILY.has(code)) return;
    this.#parts.log(`LAN discovery: UDP port ${LAN_PORT} can't be used (${code}): others who ask are not answered`);
  }
}
