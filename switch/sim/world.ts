import type { CipherSet } from '../cipher-sets/cipher-set.ts';
import type { CryptoJob, CryptoJobResult, CryptoPort, Path, SecretIdentity } from '../index.ts';
import { pathKey } from '../index.ts';
import { Agenda } from './agenda.ts';
import { Dice } from './dice.ts';
import { NatBox, type NatType } from './nat-box.ts';
import { type Elsewhere, type Faults, type NodeNetwork, SimNetwork } from './network.ts';
import { type NodeOptions, SimNode } from './node.ts';

/** The cryptography of a simulated world, given from outside: real keys, but every answer when the seed says so. */
export interface SimCrypto {
  readonly port: CryptoPort;
  /** Default: those of the specification. */
  readonly cipherSets?: readonly CipherSet[];
  /** The same number gives the same identity. */
  identity(number: number): SecretIdentity;
  /** Does the jobs of an identity at once. */
  createJobRunner(identity: SecretIdentity): (job: CryptoJob) => CryptoJobResult;
}

export interface SimWorldOptions {
  readonly seed: number;
  readonly crypto: SimCrypto;
  readonly lossRatio?: number;
  readonly duplicateRatio?: number;
  readonly delayMs?: readonly [min: number, max: number];
  /** How long RSA takes. */
  readonly jobMs?: readonly [min: number, max: number];
  /** Of them a node does so many at once. Default: all. */
  readonly jobsAtOnce?: number;
  /**
   * Lets promises of the application settle; awaited after each step by `runUntilAsync` and `runForAsync`. Default: some
   * turns of the microtask queue. An application with a worker waits here until it is idle.
   */
  readonly settle?: () => Promise<void>;
  /** Whether `trace` is written, which is most of the memory of a large world. Default: yes. */
  readonly isTraced?: boolean;
  /** Everything happens at whole milliseconds: for a large world, as V8 keeps each broken number in a box of its own. Default: no. */
  readonly isWholeMs?: boolean;
  /** A part of the network that runs beside this world. Default: none. */
  readonly elsewhere?: Elsewhere;
}

export interface AddNodeOptions {
  readonly identity?: SecretIdentity;
  readonly path?: Path;
  readonly lanDiscovery?: boolean;
  /** Its address on a second interface. */
  readonly secondPath?: Path;
  /** The home it lives in; default: the open network. */
  readonly home?: NatBox;
  /** Told of the switch's insides: see NodeOptions. */
  readonly expose?: NodeOptions['expose'];
  /** How far its clock of the day is ahead of the world's. */
  readonly clockSkewMs?: number;
}

export interface StartNodeOptions extends Omit<NodeOptions, 'runJob'> {
  /** Default: the open network. */
  readonly network?: NodeNetwork;
  readonly clockSkewMs?: number;
}

/** The world's time when it begins, on both clocks. */
const START_MS = 1_000;
const START_WALL_MS = 1_800_000_000_000;
const DEFAULT_PORT = 42_424;
/** A good network, and a machine with a free core. */
const DELAY_MS: readonly [number, number] = [5, 15];
const JOB_MS: readonly [number, number] = [1, 4];
/** Enough for a chain of awaits in a handler. */
const SETTLE_TURNS = 25;
/** Steps at one instant after which the world is taken to be stuck: a driver must never spin. */
const STEPS_AT_ONCE_MAX = 100_000;

/** A world of switches with one clock and one seed: what happened once happens again, packet for packet. */
export class SimWorld {
  readonly seed: number;
  readonly network: SimNetwork;
  readonly faults: Faults;
  readonly crypto: SimCrypto;
  /** One line for each datagram sent: when, from, to, kind, size. */
  readonly trace: string[] = [];
  readonly #agenda: Agenda;
  readonly #dice: Dice;
  readonly #jobMs: readonly [number, number];
  readonly #jobsAtOnce: number;
  #wallSetMs = 0;
  readonly #settle: () => Promise<void>;
  #nowMs = START_MS;
  #stepsAtOnce = 0;
  #hostCount = 0;
  #identityCount = 0;

  constructor(options: SimWorldOptions) {
    const { seed, crypto, lossRatio = 0, duplicateRatio = 0, delayMs = DELAY_MS, jobMs = JOB_MS } = options;
    this.seed = seed;
    this.crypto = crypto;
    this.#agenda = new Agenda(options.isWholeMs);
    this.#dice = new Dice(seed);
    this.#jobMs = jobMs;
    this.#jobsAtOnce = options.jobsAtOnce ?? Number.POSITIVE_INFINITY;
    this.#settle = options.settle ?? settleMicrotasks;
    this.faults = { lossRatio, duplicateRatio, delayMs };
    const nowMs = () => this.#nowMs;
    const parts = { agenda: this.#agenda, dice: this.#dice, faults: this.faults, nowMs };
    this.network = new SimNetwork({ ...parts, elsewhere: options.elsewhere });
    if (options.isTraced === false) return;
    this.network.tap(({ from, to, bytes }, atMs) =>
      this.trace.push(`${atMs.toFixed(3)} ${pathKey(from)} > ${pathKey(to)} ${kindOf(bytes)} ${bytes.length}`),
    );
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get wallMs(): number {
    return START_WALL_MS + this.#nowMs - START_MS + this.#wallSetMs;
  }

  /** Somebody sets the calendar's clock of every machine by so much. The monotonic one goes on. */
  setWallBy(ms: number): void {
    this.#wallSetMs += ms;
  }

  get dice(): Dice {
    return this.#dice;
  }

  /** An address of a host that nobody else has. */
  freshPath(port = DEFAULT_PORT): Path {
    const number = ++this.#hostCount;
    return { type: 'ipv4', ip: `10.${number >> 8}.${number & 0xff}.1`, port };
  }

  freshIdentity(): SecretIdentity {
    return this.crypto.identity(this.#identityCount++);
  }

  /** An address that anybody can be told: alone in its network. */
  publicPath(port = DEFAULT_PORT): Path {
    const number = ++this.#hostCount;
    return { type: 'ipv4', ip: `93.${number >> 8}.${number & 0xff}.1`, port };
  }

  /** A home with a router of that type. */
  addHome(type: NatType): NatBox {
    const nowMs = () => this.#nowMs;
    return new NatBox({ type, publicIp: this.publicPath().ip, agenda: this.#agenda, outside: this.network, nowMs });
  }

  addNode(options: AddNodeOptions = {}): SimNode {
    const { identity = this.freshIdentity(), home, lanDiscovery = false } = options;
    const path = options.path ?? home?.freshPath() ?? this.freshPath();
    const { expose, clockSkewMs, secondPath } = options;
    return this.startNode({
      identity,
      path,
      lastOpenAtMs: 0,
      lanDiscovery,
      ...(home && { network: home }),
      ...(expose && { expose }),
      ...(secondPath && { secondPath }),
      ...(clockSkewMs !== undefined && { clockSkewMs }),
    });
  }

  startNode({ network = this.network, clockSkewMs = 0, ...options }: StartNodeOptions): SimNode {
    const host = {
      agenda: this.#agenda,
      network,
      crypto: this.crypto.port,
      ...(this.crypto.cipherSets && { cipherSets: this.crypto.cipherSets }),
      random: this.#dice.bytes,
      nowMs: () => this.#nowMs,
      wallMs: () => this.wallMs + clockSkewMs,
      jobMs: () => this.#dice.between(...this.#jobMs),
      jobsAtOnce: this.#jobsAtOnce,
    };
    return new SimNode(host, { ...options, runJob: this.crypto.createJobRunner(options.identity) });
  }

  /** Two nodes that know each other and keep a line. */
  addPair(): readonly [SimNode, SimNode] {
    const [a, b] = [this.addNode(), this.addNode()];
    a.endpoint.learn(b.hints);
    b.endpoint.learn(a.hints);
    a.endpoint.keep(b.identity.hashname, true);
    b.endpoint.keep(a.identity.hashname, true);
    return [a, b];
  }

  /** Something of the test's own happens then. */
  at(atMs: number, run: () => void): void {
    this.#agenda.add(Math.max(atMs, this.#nowMs), run);
  }

  runFor(ms: number): void {
    const untilMs = this.#nowMs + ms;
    while (this.#stepBefore(untilMs));
    this.#nowMs = untilMs;
  }

  /** Throws, naming the seed to replay, if the condition doesn't come true within `limitMs` of this world's time. */
  runUntil(isTrue: () => boolean, limitMs: number): void {
    const untilMs = this.#nowMs + limitMs;
    while (!isTrue()) if (!this.#stepBefore(untilMs)) throw this.#lateError(limitMs);
  }

  /** As `runFor`, for an application whose calls are promises. */
  async runForAsync(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await this.#settle();
    while (this.#stepBefore(untilMs)) await this.#settle();
    this.#nowMs = untilMs;
  }

  async runUntilAsync(isTrue: () => boolean, limitMs: number): Promise<void> {
    const untilMs = this.#nowMs + limitMs;
    await this.#settle();
    while (!isTrue()) {
      if (!this.#stepBefore(untilMs)) throw this.#lateError(limitMs);
      await this.#settle();
    }
  }

  /** The next thing happens, if it does before `untilMs`. */
  #stepBefore(untilMs: number): boolean {
    const atMs = this.#agenda.nextAtMs;
    if (atMs === undefined || atMs > untilMs) return false;
    this.#stepsAtOnce = atMs > this.#nowMs ? 0 : this.#stepsAtOnce + 1;
    if (this.#stepsAtOnce > STEPS_AT_ONCE_MAX) throw new Error(`time stands still (seed ${this.seed})`);
    this.#nowMs = Math.max(this.#nowMs, atMs);
    this.#agenda.take()?.run();
    return true;
  }

  #lateError(limitMs: number): Error {
    return new Error(`not within ${limitMs} ms of simulated time (seed ${this.seed}, at ${this.#nowMs.toFixed(0)} ms)`);
  }
}

async function settleMicrotasks(): Promise<void> {
  for (let turn = 0; turn < SETTLE_TURNS; turn++) await Promise.resolve();
}

function kindOf(bytes: Uint8Array): string {
  if (bytes.length < 2 || bytes[0] !== 0) return 'other';
  return bytes[1] === 0 ? 'line' : bytes[1] === 1 ? 'open' : 'other';
}
