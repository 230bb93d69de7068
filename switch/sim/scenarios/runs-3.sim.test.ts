import { describe, test } from 'vitest';
import { RUN_MS_MAX, runSmallNetwork, seedsOf } from '../../tests/small-runs.ts';

describe.skipIf(seedsOf(3).length === 0)('a small network in bad weather', () => {
  test.for(seedsOf(3))(
    'delivers once and in order, and leaves nothing behind (seed %i)',
    { timeout: RUN_MS_MAX },
    runSmallNetwork,
  );
});
