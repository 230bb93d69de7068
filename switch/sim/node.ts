import type { CipherSet } from '../cipher-sets/cipher-set.ts';
import {
  type CryptoJob,
  type CryptoJobResult,
  type CryptoPort,
  type Endpoint,
  familyOf,
  type LocalNetwork,
  type Path,
  type Random,
  type SecretIdentity,
  Switch,
  SwitchEndpoint,
  type SwitchMetrics,
} from '../index.ts';
import { HeardBy } from '../paths/heard-by.ts';
import type { SwitchInsides } from '../switch-parts.ts';
import type { Transmit } from '../transmit.ts';
import type { Agenda } from './agenda.ts';
import type { NodeNetwork } from './network.ts';

/** What a node needs of its world. */
export interface NodeHost {
  readonly agenda: Agenda;
  readonly network: NodeNetwork;
  readonly crypto: CryptoPort;
  readonly cipherSets?: readonly CipherSet[];
  readonly random: Random;
  nowMs(): number;
  wallMs(): number;
  /** How long this node's next job takes. */
  jobMs(): number;
  /** How many it does at once. */
  readonly jobsAtOnce: number;
}

export interface NodeOptions {
  readonly identity: SecretIdentity;
  readonly runJob: (job: CryptoJob) => CryptoJobResult;
  readonly path: Path;
  /** Its address on a second interface: used when the first brings nothing. */
  readonly secondPath?: Path;
  readonly lastOpenAtMs: number;
  /** Asks and answers on its local network, the /24 of its address. */
  readonly lanDiscovery?: boolean;
  /** Awaited before an open with this stamp is signed. Without it the node remembers the stamp itself, at once. */
  readonly persistOpenAtMs?: (atMs: number) => Promise<void>;
  /** Told of the insides of each life: for hostile nodes, which say what no switch says, and for counting what is kept. */
  readonly expose?: (insides: SwitchInsides) => void;
}

/** How often a driver looks at the interfaces of its machine. */
const LOOK_MS = 3_000;

/** A sum of the clock and of a long sleep may be rounded: what is due then would be due for ever, at a time that doesn't come. */
const ROUNDING_MS = 0.001;

/** Datagrams that a paused process finds in its socket when it goes on; the rest is lost. */
const SOCKET_BUFFER_DATAGRAMS = 100;

/** One running switch in a simulated world: the engine and endpoint of production, with this class as driver. */
export class SimNode {
  readonly identity: SecretIdentity;
  readonly #host: NodeHost;
  readonly #options: NodeOptions;
  #path: Path;
  #engine: Switch;
  #insides: SwitchInsides | undefined;
  #endpoint: SwitchEndpoint;
  #lastOpenAtMs: number;
  /** Rises with each start, so that what was planned for an earlier life doesn't happen. */
  #life = 0;
  #isRunning = false;
  #isPaused = false;
  #isTurnPlanned = false;
  /** Of this life: made once, as there is one for every datagram. */
  #runTurn = (): void => undefined;
  #jobsRunning = 0;
  #wakeAtMs = Number.POSITIVE_INFINITY;
  readonly #heardBy = new HeardBy<Path>();
  #asleepSinceMs: number | undefined;
  /** How long it has slept in all. */
  #lagMs = 0;
  readonly #socketBuffer: { readonly from: Path; readonly bytes: Uint8Array }[] = [];

  constructor(host: NodeHost, options: NodeOptions) {
    this.#host = host;
    this.#options = options;
    this.identity = options.identity;
    this.#path = options.path;
    this.#lastOpenAtMs = options.lastOpenAtMs;
    [this.#engine, this.#endpoint] = this.#start();
  }

  /** Of the present life: another one after `restart`. */
  get endpoint(): Endpoint {
    return this.#endpoint;
  }

  get metrics(): SwitchMetrics {
    return this.#engine.metrics;
  }

  /** For checkers: what the engine of the present life holds. */
  get insides(): SwitchInsides {
    if (this.#insides === undefined) throw new Error('the engine shows its insides when it is made');
    return this.#insides;
  }

  get path(): Path {
    return this.#path;
  }

  get hints(): { readonly identity: SecretIdentity; readonly paths: readonly Path[] } {
    return { identity: this.identity, paths: [this.#path] };
  }

  /** Ends without a word, as a killed process does. Only the newest stamp is remembered. */
  kill(): void {
    this.#life++;
    this.#isRunning = false;
    this.#isPaused = false;
    this.#jobsRunning = 0;
    this.#socketBuffer.length = 0;
    this.#host.network.unbind(this.#path);
    if (this.#options.secondPath !== undefined) this.#host.network.unbind(this.#options.secondPath);
  }

  /** A new life with the same identity; whatever the application told the old one is forgotten. */
  restart(): Endpoint {
    if (this.#isRunning) this.kill();
    [this.#engine, this.#endpoint] = this.#start();
    return this.#endpoint;
  }

  /** The process stands still: no timer, no job, no datagram is looked at. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    for (const { from, bytes } of this.#socketBuffer.splice(0)) this.#receive(from, bytes);
    this.#planTurn();
  }

  /** The machine sleeps: its monotonic clock stands still as on Linux, and what is sent to it is lost. */
  sleep(): void {
    this.#isPaused = true;
    this.#asleepSinceMs = this.#host.nowMs();
  }

  wake(): void {
    this.#lagMs += this.#host.nowMs() - (this.#asleepSinceMs ?? this.#host.nowMs());
    this.#asleepSinceMs = undefined;
    this.resume();
  }

  /** The machine gets another address: what is sent to the old one is lost. */
  moveTo(path: Path): void {
    this.#host.network.unbind(this.#path);
    this.#path = path;
    this.#bind();
    this.#later(this.#host.nowMs() + LOOK_MS, () => this.#turn()); // as the driver of real sockets looks at its interfaces
  }

  #start(): [Switch, SwitchEndpoint] {
    const { secrets: _, ...publicIdentity } = this.identity;
    const { crypto, random, cipherSets } = this.#host;
    const engine = new Switch({
      identity: publicIdentity,
      crypto,
      random,
      ...(cipherSets && { cipherSets }),
      lastOpenAtMs: this.#lastOpenAtMs,
      lanDiscovery: this.#options.lanDiscovery ?? false,
      expose: (insides) => {
        this.#insides = insides;
        this.#options.expose?.(insides);
      },
    });
    const life = this.#life;
    this.#runTurn = () =>
      this.#ifAlive(life, () => {
        this.#isTurnPlanned = false;
        this.#turn();
      });
    this.#isRunning = true;
    this.#isTurnPlanned = false;
    this.#wakeAtMs = Number.POSITIVE_INFINITY;
    const endpoint = new SwitchEndpoint(engine, {
      nowMs: () => this.#nowMs(),
      wallMs: () => this.#host.wallMs(),
      wake: () => this.#ifAlive(life, () => this.#planTurn()),
      localPaths: () => [this.#path],
      localNetworks: () => [networkOf(this.#path)],
      close: async () => this.#ifAlive(life, () => this.kill()),
    });
    this.#bind();
    this.#planTurn();
    return [engine, endpoint];
  }

  #bind(): void {
    const isBound = this.#host.network.bind(this.#path, (from, bytes) => this.#receive(from, bytes));
    if (!isBound) throw new Error(`${this.#path.ip} port ${this.#path.port} is taken`);
    const { secondPath } = this.#options;
    if (secondPath !== undefined)
      this.#host.network.bind(secondPath, (from, bytes) => this.#receive(from, bytes, secondPath));
  }

  #receive(from: Path, bytes: Uint8Array, by?: Path): void {
    if (!this.#isRunning) return;
    if (this.#options.secondPath !== undefined) this.#heardBy.note(from, by);
    if (this.#asleepSinceMs !== undefined) return;
    if (this.#isPaused) {
      if (this.#socketBuffer.length < SOCKET_BUFFER_DATAGRAMS) this.#socketBuffer.push({ from, bytes });
      return;
    }
    this.#engine.handleDatagram(this.#nowMs(), this.#host.wallMs(), from, bytes);
    this.#planTurn();
  }

  #planTurn(): void {
    if (this.#isTurnPlanned) return;
    this.#isTurnPlanned = true;
    this.#host.agenda.add(this.#host.nowMs(), this.#runTurn);
  }

  /** By the interface that the other side was heard by last; by both, if nothing comes back. */
  #send({ to, bytes, isEverywhere = false }: Transmit): void {
    const { secondPath } = this.#options;
    const { network } = this.#host;
    const second = isEverywhere ? secondPath : this.#heardBy.of(to);
    if (second !== undefined) network.send({ from: second, to, bytes });
    if (isEverywhere || second === undefined) network.send({ from: this.#path, to, bytes });
  }

  #turn(): void {
    if (this.#isPaused) return;
    this.#endpoint.dispatch();
    const { network } = this.#host;
    const nowMs = this.#nowMs();
    for (let out = this.#engine.pollTransmit(nowMs); out !== undefined; out = this.#engine.pollTransmit(nowMs))
      this.#send(out);
    const ping = this.#engine.pollPing();
    if (ping !== undefined) network.broadcast(this.#path, ping);
    this.#startJobs();
    if (this.#engine.hasEvents) this.#planTurn();
    this.#planTimeout();
  }

  #planTimeout(): void {
    const atMs = this.#engine.pollTimeout();
    if (atMs === undefined || atMs >= this.#wakeAtMs) return;
    this.#wakeAtMs = atMs;
    const hostAtMs = atMs + this.#lagMs;
    const isRoundedDown = hostAtMs - this.#lagMs < atMs;
    this.#later(Math.max(isRoundedDown ? hostAtMs + ROUNDING_MS : hostAtMs, this.#host.nowMs()), () => {
      if (this.#wakeAtMs !== atMs) return; // an earlier one came between, and looked ahead anew
      this.#wakeAtMs = Number.POSITIVE_INFINITY;
      if ((this.#engine.pollTimeout() ?? atMs) > this.#nowMs()) this.#planTimeout();
      else this.#turn();
    });
  }

  #startJobs(): void {
    while (this.#jobsRunning < this.#host.jobsAtOnce) {
      const job = this.#engine.pollJob();
      if (job === undefined) return;
      this.#jobsRunning++;
      this.#startJob(job);
    }
  }

  #startJob(job: CryptoJob): void {
    const { persistOpenAtMs } = this.#options;
    const { openAtMs } = job;
    if (openAtMs !== undefined) this.#lastOpenAtMs = openAtMs;
    if (openAtMs === undefined || persistOpenAtMs === undefined) {
      this.#planJob(job);
      return;
    }
    const life = this.#life;
    persistOpenAtMs(openAtMs).then(
      () => this.#ifAlive(life, () => this.#planJob(job)),
      () => this.#ifAlive(life, () => this.#finishJob(job.id, undefined)),
    );
  }

  #planJob(job: CryptoJob): void {
    this.#later(this.#host.nowMs() + this.#host.jobMs(), () => this.#finishJob(job.id, this.#options.runJob(job)));
  }

  #finishJob(id: number, result: CryptoJobResult): void {
    this.#jobsRunning--;
    this.#engine.handleJobDone(this.#nowMs(), this.#host.wallMs(), id, result);
    this.#planTurn();
  }

  /** Its monotonic clock. */
  #nowMs(): number {
    return this.#host.nowMs() - this.#lagMs;
  }

  /** Unless the node has died by then. */
  #later(atMs: number, run: () => void): void {
    const life = this.#life;
    this.#host.agenda.add(atMs, () => this.#ifAlive(life, run));
  }

  #ifAlive(life: number, run: () => void): void {
    if (this.#isRunning && life === this.#life) run();
  }
}

/** Every host of a simulated world is in one /24 with those that share its first three numbers, or on a link of IPv6. */
function networkOf(path: Path): LocalNetwork {
  const { ip, zone } = path;
  const type = familyOf(path);
  if (zone !== undefined) return { type, ip, prefixLength: 64, isLoopback: false, zone };
  return { type, ip, prefixLength: 24, isLoopback: ip.startsWith('127.') };
}
