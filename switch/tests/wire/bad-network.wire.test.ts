import { describe, expect, test } from 'vitest';
import { isJsonObject } from '../../index.ts';
import type { NodeProcess } from './node-process.ts';
import { beginTransfer, expectEcho, ORDERS, startPair } from './pair.ts';

/** Each loss costs a second with the reference: it names a hole, and resends a packet, no more often than that. */
const TRANSFER_TIMEOUT_MS = 50_000;
const BYTES = 300_000;

describe.each(ORDERS)('%s starts, %s answers', (...programs) => {
  test('nothing is lost, doubled or out of order on a network that does all of that', { timeout: 60_000 }, async () => {
    const { initiator, answerer } = await startPair(programs, '--test');
    const ours = initiator.program === 'ours' ? initiator : answerer;
    await expectEcho(initiator, answerer, { line: 'open' });
    // Slow enough that all this is underway when the network turns bad: if its very first packet is lost, the
    // reference sends the last one again and again, which nobody can make sense of, and gives up.
    await ours.ask({ do: 'faults', delay: 20 });
    const transfers = [
      await beginTransfer(initiator, answerer, BYTES),
      await beginTransfer(answerer, initiator, BYTES),
    ];
    await expectEcho(initiator, answerer, { first: 'packets are there' });

    // Each way 5 % lost, 5 % doubled, 5 % overtaken.
    await ours.ask({ do: 'faults', delay: 0, loss: 0.05, dup: 0.05, reorder: 0.05 });
    await Promise.all(transfers.map((transfer) => transfer.expectArrival(TRANSFER_TIMEOUT_MS)));
    const { lost, doubled, held } = await faultCounts(ours);
    expect(Math.min(lost, doubled, held)).toBeGreaterThan(3);
  });
});

async function faultCounts(node: NodeProcess) {
  const { stats } = await node.ask({ do: 'stats' });
  const count = (name: string) => Number(isJsonObject(stats) ? stats[name] : Number.NaN);
  return { lost: count('lost'), doubled: count('doubled'), held: count('held') };
}
