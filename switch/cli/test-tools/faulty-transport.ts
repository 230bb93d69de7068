import type { Transport } from '../../io/transport.ts';
import type { Path } from '../../paths/path.ts';
import type { Emit } from '../json-lines.ts';
import { seededRandom } from '../seeded-random.ts';

/** Chances from 0 to 1, each way. */
export interface Faults {
  loss: number;
  dup: number;
  reorder: number;
  /** Milliseconds that every datagram waits. */
  delay: number;
}

/** A datagram held back waits this much longer than its neighbours: 5 to 65 ms, so some tens of packets overtake it. */
const HELD_MS_MIN = 5;
const HELD_MS_SPAN = 60;

/** A network that loses, doubles, reorders and delays, or that reports each datagram. The same seed has the same luck. */
export class FaultyTransport implements Transport {
  readonly faults: Faults;
  readonly deniedPorts: Set<number>;
  isWireReported: boolean;
  readonly counts = { lost: 0, doubled: 0, held: 0, denied: 0 };
  readonly #inner: Transport;
  readonly #emit: Emit;
  readonly #chance: () => number;

  constructor(
    inner: Transport,
    options: Readonly<Faults> & { rng: number; deny: readonly number[]; wire: boolean },
    emit: Emit,
  ) {
    const { loss, dup, reorder, delay } = options;
    this.faults = { loss, dup, reorder, delay };
    this.deniedPorts = new Set(options.deny);
    this.isWireReported = options.wire;
    this.#inner = inner;
    this.#emit = emit;
    this.#chance = seededRandom(options.rng);
  }

  get bound(): readonly Path[] {
    return this.#inner.bound;
  }

  send(to: Path, bytes: Uint8Array, isEverywhere?: boolean): void {
    this.#pass('out', to, bytes, () => this.#inner.send(to, bytes, isEverywhere));
  }

  broadcast(via: string, to: Path, bytes: Uint8Array): void {
    this.#pass('out', to, bytes, () => this.#inner.broadcast(via, to, bytes));
  }

  onDatagram(receive: (from: Path, bytes: Uint8Array) => void): void {
    this.#inner.onDatagram((from, bytes) => this.#pass('in', from, bytes, () => receive(from, bytes.slice())));
  }

  onClosed(closed: (path: Path) => void): void {
    this.#inner.onClosed?.(closed);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  #pass(dir: 'in' | 'out', path: Path, bytes: Uint8Array, pass: () => void): void {
    if (this.deniedPorts.has(path.port)) return void this.counts.denied++;
    this.#report(dir, path, bytes);
    if (this.#chance() < this.faults.loss) return void this.counts.lost++;
    const isDoubled = this.#chance() < this.faults.dup;
    if (isDoubled) this.counts.doubled++;
    for (let copies = isDoubled ? 2 : 1; copies > 0; copies--) this.#passOnce(pass);
  }

  #passOnce(pass: () => void): void {
    const isHeld = this.#chance() < this.faults.reorder;
    if (isHeld) this.counts.held++;
    const waitMs = this.faults.delay + (isHeld ? HELD_MS_MIN + this.#chance() * HELD_MS_SPAN : 0);
    if (waitMs > 0) setTimeout(pass, waitMs);
    else pass();
  }

  #report(dir: 'in' | 'out', { ip, port }: Path, bytes: Uint8Array): void {
    if (!this.isWireReported) return;
    const hex = Buffer.from(bytes).toString('hex');
    this.#emit('wire', { dir, ip, port, kind: kindOf(bytes), size: bytes.length, hex });
  }
}

/** What a datagram is by its first two bytes, the length of its HEAD (packet.md "Packet Format"). */
function kindOf(bytes: Uint8Array): 'short' | 'nat' | 'line' | 'open' | 'json' {
  const [high, low] = bytes;
  if (high === undefined || low === undefined) return 'short';
  const headBytes = high * 256 + low;
  if (headBytes === 0) return bytes.length === 2 ? 'nat' : 'line';
  return headBytes === 1 ? 'open' : 'json';
}
