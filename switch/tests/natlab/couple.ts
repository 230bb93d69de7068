import type { NodeProcess } from '../wire/node-process.ts';
import { type Homes, until, untilLinked } from './homes.ts';
import { Talk } from './talk.ts';
import { wayOf } from './way.ts';

/** A doubt, a new way and a resend, or two rounds of them; on a busy machine. */
const ARRIVAL_MS_MAX = 40_000;
/** From the first word to the way that it ends with: some attempts, with growing gaps. */
const WAY_MS_MAX = 60_000;

/** Two who found each other through a seed, keep each other, and talk both ways. */
export class Couple {
  readonly alice: NodeProcess;
  readonly bob: NodeProcess;
  readonly seed: NodeProcess;
  readonly #talks: readonly Talk[];

  private constructor(alice: NodeProcess, bob: NodeProcess, seed: NodeProcess, talks: readonly Talk[]) {
    this.alice = alice;
    this.bob = bob;
    this.seed = seed;
    this.#talks = talks;
  }

  /** In a laboratory that is up. Both call at the same moment. */
  static async meet(
    homes: Homes,
    [a, b]: readonly [string, string] = ['a1', 'b1'],
    ...args: readonly string[]
  ): Promise<Couple> {
    const seed = await homes.startSeed('seed1');
    const [alice, bob] = await Promise.all([homes.start(a, ...args), homes.start(b, ...args)]);
    for (const node of [alice, bob]) {
      await node.ask({ do: 'addSeed', seed: seed.seed });
      await untilLinked(node, 1, WAY_MS_MAX);
    }
    const talks = await Promise.all([Talk.begin(alice, bob, WAY_MS_MAX), Talk.begin(bob, alice, WAY_MS_MAX)]);
    return new Couple(alice, bob, seed, talks);
  }

  /** Both sides say so. */
  async untilWay(way: 'straight' | 'bridge', when = 'at first'): Promise<void> {
    let said: readonly string[] = [];
    const isThere = async () => {
      said = [(await wayOf(this.alice, this.bob)).way, (await wayOf(this.bob, this.alice)).way];
      return said.every((each) => each === way);
    };
    await until(isThere, WAY_MS_MAX, () => `${when}: not ${way} but ${said.join(' and ')}`);
  }

  /** What is said just before and just after `trouble`, both ways, arrives: each once, in order, and on the same channels. */
  async expectThrough(situation: string, trouble: () => Promise<unknown>): Promise<void> {
    for (const talk of this.#talks) await talk.say(2);
    await trouble();
    for (const talk of this.#talks) await talk.say(2);
    await Promise.all(this.#talks.map((talk) => talk.expectArrival(ARRIVAL_MS_MAX, situation)));
  }
}
