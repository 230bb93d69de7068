import { CHANNEL_IDLE_ACK_MS } from '../constants.ts';
import { faultsOfClosed, faultsOfIdle, faultsOfLines } from './checkers.ts';
import { NAT_TYPES } from './nat-box.ts';
import type { SimNode } from './node.ts';
import { Traffic } from './traffic.ts';
import { type SimCrypto, SimWorld } from './world.ts';

const SECOND_MS = 1_000;
const NODES_MIN = 5;
const NODES_MAX = 50;
/** Those that everybody knows: public, seeding and bridging, and never gone both at once. */
const SEEDS = 2;
/** How long the troubles last, and how long nothing happens afterwards: longer than a line lives in silence. */
const TROUBLE_MS = 45 * SECOND_MS;
const QUIET_MS = 75 * SECOND_MS;
/** And at the end: a channel that one side gave up is noticed after a minute, of which two packets may be lost on the way. */
const LAST_QUIET_MS = 4 * CHANNEL_IDLE_ACK_MS;
/** Each of the pairs that are tried at the end meets within this. */
const REACH_MS = 60 * SECOND_MS;
const REACHES = 3;
/** A clock may be years off. */
const CLOCK_SKEW_MS_MAX = 5 * 365 * 86_400 * SECOND_MS;

type Home = ReturnType<SimWorld['addHome']>;

interface Resident {
  readonly node: SimNode;
  /** Where it is seen from outside. */
  readonly ip: string;
  isHere: boolean;
}

/**
 * One small network from its first node to its last close, all of it from one seed: bad weather, homes behind routers of every type,
 * clocks that are years off, nodes that come, go, freeze and move, partitions, and traffic between any two. `run` gives back
 * whatever went wrong.
 */
export class SmallNetwork {
  readonly world: SimWorld;
  readonly traffic: Traffic;
  readonly #residents: Resident[] = [];
  readonly #homes: Home[] = [];
  readonly #cuts: (readonly [string, string])[] = [];
  readonly #faults: string[] = [];
  /** At the beginning; in the troubles more may join. */
  readonly firstCount: number;

  constructor(seed: number, crypto: SimCrypto, isTraced = false) {
    this.world = new SimWorld({ seed, crypto, isTraced });
    const { dice, faults } = this.world;
    faults.lossRatio = dice.chance(0.3) ? 0 : dice.between(0, 0.2);
    faults.duplicateRatio = dice.chance(0.5) ? 0 : dice.between(0, 0.1);
    const leastMs = dice.between(1, 60);
    faults.delayMs = [leastMs, leastMs + dice.between(0, 200)];
    this.traffic = new Traffic(this.world);
    this.firstCount = NODES_MIN + Math.floor(dice.ratio() ** 3 * (NODES_MAX - NODES_MIN + 1));
  }

  get nodeCount(): number {
    return this.#residents.length;
  }

  async run(): Promise<readonly string[]> {
    this.#grow();
    const untilMs = this.world.nowMs + TROUBLE_MS;
    while (this.world.nowMs < untilMs) {
      this.#trouble();
      this.world.runFor(this.world.dice.between(100, 2 * SECOND_MS));
    }
    this.#heal();
    this.world.runFor(QUIET_MS);
    for (let time = 0; time < REACHES; time++) this.#reach();
    this.world.runFor(LAST_QUIET_MS);
    this.#check();
    await this.#close();
    return [...this.traffic.faults, ...this.#faults];
  }

  #grow(): void {
    const { dice } = this.world;
    while (this.#residents.length < this.firstCount) {
      this.#join();
      this.world.runFor(dice.between(50, SECOND_MS));
    }
  }

  /** Seeds first; then every second one in a home, which it may share. */
  #join(): void {
    const { dice } = this.world;
    const isSeed = this.#residents.length < SEEDS;
    const home = isSeed || dice.chance(0.5) ? undefined : this.#home();
    const clockSkewMs = dice.chance(0.7) ? 0 : dice.between(-CLOCK_SKEW_MS_MAX, CLOCK_SKEW_MS_MAX);
    const place = home === undefined ? { path: this.world.publicPath() } : { home };
    const node = this.world.addNode({ ...place, clockSkewMs });
    const resident = { node, ip: home?.publicIp ?? node.path.ip, isHere: true };
    this.#residents.push(resident);
    this.#begin(resident, isSeed);
  }

  #home(): Home {
    const { dice } = this.world;
    const types = Object.values(NAT_TYPES);
    const type = types[Math.floor(dice.ratio() * types.length)] ?? NAT_TYPES.symmetric;
    const shared = dice.chance(0.2) ? this.#homes[Math.floor(dice.ratio() * this.#homes.length)] : undefined;
    const home = shared ?? this.world.addHome(type);
    if (shared === undefined) this.#homes.push(home);
    return home;
  }

  /** What an application does with each life of a switch. */
  #begin({ node }: Resident, isSeed: boolean): void {
    node.endpoint.setSeeding(isSeed || this.world.dice.chance(0.3) ? 'anyone' : 'nobody');
    if (isSeed) node.endpoint.setBridging('anyone');
    node.endpoint.addSeeds(this.#seeds().flatMap((seed) => (seed.node === node ? [] : [seed.node.hints])));
    this.traffic.listen(node);
  }

  #trouble(): void {
    const { dice } = this.world;
    const kind = dice.ratio();
    if (kind < 0.6) this.#talk(dice.chance(0.7));
    else if (kind < 0.68) this.#leave();
    else if (kind < 0.78) this.#comeBack();
    else if (kind < 0.84) this.#partition();
    else if (kind < 0.88) this.#mend();
    else if (kind < 0.92) this.#freeze();
    else if (kind < 0.96) this.#move();
    else if (this.#residents.length < NODES_MAX) this.#join();
  }

  #talk(isReliable: boolean): void {
    const [from, to] = [this.#pick(), this.#pick()];
    if (from !== undefined && to !== undefined && from !== to) this.traffic.start(from.node, to.node, isReliable);
  }

  #leave(): void {
    const resident = this.#pick();
    if (resident === undefined || this.#isLastSeed(resident)) return;
    resident.isHere = false;
    resident.node.kill();
  }

  #comeBack(): void {
    for (const resident of this.#residents.filter(({ isHere }) => !isHere).slice(0, 1)) {
      resident.isHere = true;
      resident.node.restart();
      this.#begin(resident, this.#residents.indexOf(resident) < SEEDS);
    }
  }

  /** Some can't reach the others any more. */
  #partition(): void {
    const { dice, network } = this.world;
    const side = this.#residents.map(() => dice.chance(0.3));
    for (const [a, { ip }] of this.#residents.entries())
      for (const [b, other] of this.#residents.entries()) {
        if (a >= b || side[a] === side[b] || ip === other.ip) continue;
        network.cut(ip, other.ip);
        this.#cuts.push([ip, other.ip]);
      }
  }

  #mend(): void {
    for (const [a, b] of this.#cuts.splice(0)) this.world.network.mend(a, b);
  }

  #freeze(): void {
    const resident = this.#pick();
    if (resident === undefined) return;
    const { node } = resident;
    node.pause();
    this.world.at(this.world.nowMs + this.world.dice.between(0, 20 * SECOND_MS), () => node.resume());
  }

  /** Routers give out their ports anew. */
  #move(): void {
    for (const home of this.#homes) if (this.world.dice.chance(0.3)) home.forgetMappings();
  }

  #heal(): void {
    const { faults } = this.world;
    this.#mend();
    faults.lossRatio = Math.min(faults.lossRatio, 0.05);
    for (const seed of this.#seeds().filter(({ isHere }) => !isHere)) {
      seed.isHere = true;
      seed.node.restart();
      this.#begin(seed, true);
    }
  }

  /** After all that, anybody who is there can be reached by hashname; what is lost with a line is said again. */
  #reach(): void {
    const [from, to] = [this.#pick(), this.#pick()];
    if (from === undefined || to === undefined || from === to) return;
    const untilMs = this.world.nowMs + REACH_MS;
    let isHeard = this.traffic.start(from.node, to.node, true);
    while (!isHeard() && this.world.nowMs < untilMs) {
      this.world.runFor(REACH_MS / 4);
      if (!isHeard()) isHeard = any(isHeard, this.traffic.start(from.node, to.node, true));
    }
    if (!isHeard()) this.#faults.push(`${nameOf(from)} doesn't reach ${nameOf(to)}`);
  }

  #check(): void {
    const nodes = this.#residents.filter(({ isHere }) => isHere).map(({ node }) => node);
    this.#faults.push(...faultsOfLines(nodes, this.world.nowMs), ...nodes.flatMap(faultsOfIdle));
  }

  async #close(): Promise<void> {
    const nodes = this.#residents.filter(({ isHere }) => isHere).map(({ node }) => node);
    for (const { endpoint } of nodes) await endpoint.close();
    this.#faults.push(...nodes.flatMap(faultsOfClosed));
  }

  #seeds(): readonly Resident[] {
    return this.#residents.slice(0, SEEDS);
  }

  #isLastSeed(resident: Resident): boolean {
    const seeds = this.#seeds();
    return seeds.includes(resident) && seeds.filter(({ isHere }) => isHere).length < SEEDS;
  }

  #pick(): Resident | undefined {
    const here = this.#residents.filter(({ isHere }) => isHere);
    return here[Math.floor(this.world.dice.ratio() * here.length)];
  }
}

function any(first: () => boolean, second: () => boolean): () => boolean {
  return () => first() || second();
}

function nameOf({ node }: Resident): string {
  return node.identity.hashname.slice(0, 8);
}
