import { describe, expect, test } from 'vitest';
import { expectEcho, ORDERS, startListener } from './pair.ts';

/** Types of addresses that the reference doesn't know, in our seed entry and on the `path` channel, are nothing to it. */
describe.each(ORDERS)('%s starts, %s answers, and ours listens for TCP as well', (...programs) => {
  test('they meet by UDP, and a path request of ours is answered', async () => {
    const args = (program: string) => (program === 'ours' ? ['--tcp'] : []);
    const [initiator, answerer] = await Promise.all([
      startListener(programs[0], ...args(programs[0])),
      startListener(programs[1], ...args(programs[1])),
    ]);
    const ours = programs[0] === 'ours' ? initiator : answerer;
    expect(JSON.stringify(ours.seed)).toContain('"type":"tcp4"');
    await initiator.ask({ do: 'addSeed', seed: answerer.seed });
    await expectEcho(initiator, answerer, { text: 'hello' });
    await ours.ask({ do: 'path', to: (ours === initiator ? answerer : initiator).hashname });
    await expectEcho(answerer, initiator, { text: 'hello again' });
  });
});
