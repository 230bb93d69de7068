import { describe, expect, test } from 'vitest';
import { expectEcho, expectTransfer, ORDERS, startListener } from './pair.ts';

/** Cipher sets of who starts and of who answers, and the one that both must choose: the highest shared. */
const MIXES = [
  ['1a', '1a', '1a'],
  ['3a', '3a', '3a'],
  ['1a,3a', '1a,2a', '1a'],
  ['1a,2a', '2a,3a', '2a'],
  ['1a,2a,3a', '1a,2a,3a', '3a'],
] as const;

describe.each(ORDERS)('%s starts, %s answers', (starting, answering) => {
  test.each(MIXES)('%s and %s meet on %s', async (ours, theirs, shared) => {
    const [initiator, answerer] = await Promise.all([
      startListener(starting, '--test', '--wire', '--csids', ours),
      startListener(answering, '--csids', theirs),
    ]);
    await initiator.ask({ do: 'addSeed', seed: answerer.seed });
    await expectEcho(initiator, answerer, { text: 'grüße' }, Buffer.alloc(1_000, 7).toString('base64'));
    await Promise.all([expectTransfer(initiator, answerer, 50_000), expectTransfer(answerer, initiator, 50_000)]);
    const opens = initiator.all('wire', ({ kind }) => kind === 'open');
    expect(new Set(opens.map(({ dir }) => dir))).toEqual(new Set(['in', 'out']));
    expect(new Set(opens.map(({ hex }) => String(hex).slice(4, 6)))).toEqual(new Set([shared]));
  });
});
