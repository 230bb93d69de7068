import { afterEach, describe, test } from 'vitest';
import { IS_FULL_RUN } from '../../../switch/testing/full-run.ts';
import { GroupLife, groupOfAll } from './group-life.ts';
import { expectOneTruth } from './group-truth.ts';
import { SimPeople } from './sim-people.ts';

/** SEED=n SEEDS=1 replays one world; SEEDS=500 looks for new ones. */
const FIRST_SEED = Number(process.env.SEED ?? 1);
const SEED_COUNT = Number(process.env.SEEDS ?? (IS_FULL_RUN ? 1_000 : 200));
const SEEDS = Array.from({ length: SEED_COUNT }, (_, index) => FIRST_SEED + index);
const TEST_MS_MAX = 240_000;
const DEEDS = 20;
const NAMES = ['Alice', 'Bob', 'Carol', 'Dora', 'Emil', 'Fred', 'Gina', 'Hugo', 'Ida', 'Jan', 'Kim', 'Leo'];
/** Up to here everybody is everybody's contact; in larger worlds most members are strangers to each other. */
const CIRCLE_MAX = 5;

/** Every world lives in one of four files, so that no core is long alone with the last one; worlds of each size are in all of them. */
export function describeWorlds(quarter: 0 | 1 | 2 | 3): void {
  let people: SimPeople | undefined;
  afterEach(() => people?.remove());

  const seeds = SEEDS.filter((seed) => (seed >> 2) % 4 === quarter);
  describe.skipIf(seeds.length === 0)('a group in which everything goes wrong', { timeout: TEST_MS_MAX }, () => {
    test.each(seeds)('shows one truth to all its members (SEED=%i SEEDS=1)', async (seed) => {
      people = new SimPeople({ seed, isTraced: false, delayMs: [5, 300], jobMs: [1, 30] });
      const persons = await people.circle(NAMES.slice(0, sizeOf(seed)));
      const areAllContacts = persons.length <= CIRCLE_MAX;
      if (areAllContacts) await people.befriendAll(persons);
      const conv = await groupOfAll(people, persons, persons.length - (seed % 3 === 0 ? 2 : 1));
      people.world.faults.lossRatio = 0.1;
      people.world.faults.duplicateRatio = 0.05;
      const life = new GroupLife(people, persons, conv, areAllContacts);
      await life.live(DEEDS);
      await life.heal();
      await expectOneTruth(people, life);
    });
  });
}

/** Most worlds are small, for that is where most happens at once; one in fifty is as large as they get. */
function sizeOf(seed: number): number {
  return seed % 50 === 0 ? NAMES.length : 2 + (seed % 4);
}
