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
    // Each way 5 % lost, 5 % doubled, 5 % overtaken.
    await ours.ask({ do: 'faults', loss: 0.05, dup: 0.05, reorder: 0.05 });
    const transfers = [
      await beginTransfer(initiator, answerer, BYTES),
      await beginTransfer(answerer, initiator, BYTES),
    ];
    await Promise.all(transfers.map((transfer) => transfer.expectArrival(TRANSFER_TIMEOUT_MS)));
    const { lost, doubled, held } = await faultCounts(ours);
    expect(Math.min(lost, doubled, held)).toBeGreaterThan(3);
  });
});

test('the very first packet that the reference sends on a channel may be lost', async () => {
  const { initiator: reference, answerer: ours } = await startPair(['reference', 'ours'], '--test');
  await expectEcho(reference, ours, { line: 'open' });
  await ours.ask({ do: 'faults', loss: 1 });
  await reference.ask({ do: 'start', to: ours.hashname, type: '_report', js: { n: 0 }, id: 'headless' });
  await ours.ask({ do: 'faults', loss: 0 });
  for (const n of [1, 2]) await reference.ask({ do: 'send', id: 'headless', js: { n }, end: n === 2 });
  const { id, js } = await ours.until('channel', ({ type }) => type === '_report');
  expect(js).toEqual({ n: 0 });
  await ours.until('end', (event) => event.id === id && event.err === null);
  expect(ours.all('packet', (event) => event.id === id).map((event) => event.js)).toEqual([{ n: 1 }, { n: 2 }]);
});

async function faultCounts(node: NodeProcess) {
  const { stats } = await node.ask({ do: 'stats' });
  const count = (name: string) => Number(isJsonObject(stats) ? stats[name] : Number.NaN);
  return { lost: count('lost'), doubled: count('doubled'), held: count('held') };
}
