import { describe, expect, test } from 'vitest';
import { RUN_MS_MAX, runSmallNetwork, seedsOf, smallNetwork } from '../../tests/small-runs.ts';

describe.skipIf(seedsOf(0).length === 0)('a small network in bad weather', () => {
  test.for(seedsOf(0))(
    'delivers once and in order, and leaves nothing behind (seed %i)',
    { timeout: RUN_MS_MAX },
    runSmallNetwork,
  );
});

test('a seed replays datagram for datagram, and packets are heard in it', async () => {
  const [one, two] = [smallNetwork(2, true), smallNetwork(2, true)];
  await one.run();
  await two.run();
  expect(one.world.trace.length).toBeGreaterThan(1_000);
  expect(two.world.trace).toEqual(one.world.trace);
  expect(one.traffic.heardCount).toBeGreaterThan(100);
});
