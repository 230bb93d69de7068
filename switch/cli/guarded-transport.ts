import type { Transport } from '../io/transport.ts';
import type { Path } from '../paths/path.ts';
import type { Emit } from './json-lines.ts';

/** Counts datagrams, and unless allowed more keeps to 127.0.0.0/8: an experiment shall not reach strangers. */
export class GuardedTransport implements Transport {
  readonly counts = { sent: 0, received: 0, blocked: 0 };
  readonly #inner: Transport;
  readonly #mayLeave: boolean;
  readonly #emit: Emit;
  /** Told once each. Only what this node was told of or came from there is sent to, so it stays small. */
  readonly #blocked = new Set<string>();

  constructor(inner: Transport, options: { readonly mayLeave: boolean }, emit: Emit) {
    this.#inner = inner;
    this.#mayLeave = options.mayLeave;
    this.#emit = emit;
  }

  get bound(): readonly Path[] {
    return this.#inner.bound;
  }

  send(to: Path, bytes: Uint8Array, isEverywhere?: boolean): void {
    if (this.#mayLeave || to.ip.startsWith('127.')) {
      this.counts.sent++;
      this.#inner.send(to, bytes, isEverywhere);
    } else this.#block(to);
  }

  broadcast(via: string, to: Path, bytes: Uint8Array): void {
    if (this.#mayLeave || to.ip.startsWith('127.')) {
      this.counts.sent++;
      this.#inner.broadcast(via, to, bytes);
    } else this.#block(to);
  }

  onDatagram(receive: (from: Path, bytes: Uint8Array) => void): void {
    this.#inner.onDatagram((from, bytes) => {
      this.counts.received++;
      receive(from, bytes);
    });
  }

  onClosed(closed: (path: Path) => void): void {
    this.#inner.onClosed?.(closed);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  #block({ ip, port }: Path): void {
    this.counts.blocked++;
    if (this.#blocked.has(ip)) return;
    this.#blocked.add(ip);
    this.#emit('blocked', { ip, port });
  }
}
