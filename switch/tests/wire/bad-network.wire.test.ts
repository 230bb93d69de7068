import { describe, test } from 'vitest';
import { expectEcho, expectTransfer, ORDERS, startPair } from './pair.ts';

/** The reference makes some 50 kB/s of it, since it resends a missed packet at most once a second. */
const TRANSFER_TIMEOUT_MS = 45_000;

describe.each(ORDERS)('%s starts, %s answers', (...programs) => {
  test('nothing is lost, doubled or out of order on a network that does all of that', async () => {
    // Each way 5 % lost, 5 % doubled, 5 % overtaken, by our own side's dice.
    const { initiator, answerer } = await startPair(programs, '--test');
    await expectEcho(initiator, answerer, { line: 'open' });
    const ours = initiator.program === 'ours' ? initiator : answerer;
    await ours.ask({ do: 'faults', loss: 0.05, dup: 0.05, reorder: 0.05 });
    await Promise.all([
      expectTransfer(initiator, answerer, 100_000, TRANSFER_TIMEOUT_MS),
      expectTransfer(answerer, initiator, 100_000, TRANSFER_TIMEOUT_MS),
    ]);
  });
});
