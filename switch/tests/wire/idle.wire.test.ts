import { setTimeout as sleep } from 'node:timers/promises';
import { describe, test } from 'vitest';
import { expectEcho, ORDERS, startPair } from './pair.ts';

/** The reference takes a path for dead after 30 s without a packet from it. */
const SILENCE_MS = 35_000;
/** Six programs start at once, and a busy machine takes its time for that. */
const TEST_TIMEOUT_MS = 150_000;

describe.concurrent('after 35 s in which nobody said a word', { timeout: TEST_TIMEOUT_MS }, () => {
  test.concurrent.each(ORDERS)('%s speaks to %s again', async (...programs) => {
    const { initiator, answerer } = await startPair(programs);
    await expectEcho(initiator, answerer, { before: true });
    await sleep(SILENCE_MS);
    await expectEcho(initiator, answerer, { after: true });
    await expectEcho(answerer, initiator, { after: true });
  });

  test('who was spoken to speaks first', async () => {
    const { initiator, answerer } = await startPair(['reference', 'ours']);
    await expectEcho(initiator, answerer, { before: true });
    await sleep(SILENCE_MS);
    await expectEcho(answerer, initiator, { after: true });
  });
});
