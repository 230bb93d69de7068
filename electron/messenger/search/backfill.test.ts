import { expect, it } from 'vitest';
import { inProcessStorageWorker } from '../../storage/testing/index.ts';
import { SEARCH_BACKFILL_EVENTS } from '../limits.ts';
import { ALICE, CONV, testLog, textDraft } from '../log/testing/test-log.ts';
import { backfillSearch } from './backfill.ts';

it('finds what an older version stored, and goes on where it was interrupted', async () => {
  const alice = await testLog(ALICE, { worker: inProcessStorageWorker }); // this log notes no words, as versions before
  const count = SEARCH_BACKFILL_EVENTS + 5;
  for (let n = 0; n < count; n += 1) await alice.log.append(textDraft(`Garden ${n}`, n));
  const find = () =>
    alice.kept.store.search.find({ phrases: ['garden'], conv: CONV, kinds: [], before: undefined, limit: 2 * count });
  const run = (batches: number) => {
    let left = batches;
    return backfillSearch({ store: alice.kept.store, pause: async () => undefined, isStopped: () => left-- <= 0 });
  };
  expect(await find()).toHaveLength(0);
  await run(1);
  expect(await find()).toHaveLength(SEARCH_BACKFILL_EVENTS);
  await run(10);
  expect(await find()).toHaveLength(count);
  await alice.remove();
});
