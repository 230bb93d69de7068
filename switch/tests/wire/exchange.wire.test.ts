import { beforeAll, describe, expect, test } from 'vitest';
import type { NodeProcess } from './node-process.ts';
import { expectEcho, expectTransfer, ORDERS, startPair } from './pair.ts';

/** Nothing, one byte, one packet, a hundred, a thousand. */
const SIZES = [0, 1, 1000, 100_000, 1_000_000];

describe.each(ORDERS)('%s starts, %s answers', (...programs) => {
  let initiator: NodeProcess;
  let answerer: NodeProcess;
  beforeAll(async () => {
    ({ initiator, answerer } = await startPair(programs));
  });

  test('JSON and bytes come back as they were', async () => {
    await expectEcho(initiator, answerer, { text: 'grüße, 世界 \u{1f600}', nested: { list: [1, null, true] } });
    await expectEcho(
      initiator,
      answerer,
      {},
      Buffer.from(Uint8Array.from({ length: 256 }, (_, at) => at)).toString('base64'),
    );
  });

  test.each(SIZES)('%i bytes there', (bytes) => expectTransfer(initiator, answerer, bytes));
  test.each(SIZES)('%i bytes back, on the line that the other side opened', (bytes) =>
    expectTransfer(answerer, initiator, bytes),
  );

  test('both ways at once', async () => {
    await Promise.all([expectTransfer(initiator, answerer, 200_000), expectTransfer(answerer, initiator, 200_000)]);
  });

  test('an end is told to the other side, in order', async () => {
    await initiator.ask({ do: 'start', to: answerer.hashname, type: '_report', js: { n: 0 }, id: 'ending' });
    const { id } = await answerer.until('channel', ({ type }) => type === '_report');
    for (const n of [1, 2, 3]) await initiator.ask({ do: 'send', id: 'ending', js: { n }, end: n === 3 });
    await answerer.until('end', (event) => event.id === id && event.err === null);
    expect(answerer.all('packet', (event) => event.id === id).map(({ js }) => js)).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
  });

  test('the answering side may end it too', async () => {
    await initiator.ask({ do: 'start', to: answerer.hashname, type: '_report', js: { who: 'answerer' }, id: 'ended' });
    const { id = null } = await answerer.until('channel', ({ js }) => JSON.stringify(js) === '{"who":"answerer"}');
    await answerer.ask({ do: 'send', id, js: { bye: true }, end: true });
    await initiator.until('end', (event) => event.id === 'ended' && event.err === null);
    expect(initiator.all('response', (event) => event.id === 'ended')[0]?.js).toEqual({ bye: true });
  });

  test('a channel of one packet, which is its first and its last', async () => {
    await initiator.ask({
      do: 'start',
      to: answerer.hashname,
      type: '_report',
      js: { only: 1 },
      end: true,
      id: 'only',
    });
    const { id = null } = await answerer.until(
      'channel',
      ({ js, end }) => JSON.stringify(js) === '{"only":1}' && end === true,
    );
    await answerer.until('end', (event) => event.id === id && event.err === null && event.packets === 1);
    await initiator.until('acked', (event) => event.id === 'only' && event.sent === 1);
  });

  test('each packet asked for is told of when it is acknowledged, in order, on either side', async () => {
    await initiator.ask({ do: 'start', to: answerer.hashname, type: '_report', js: { who: 'acked' }, id: 'acked' });
    const { id = null } = await answerer.until('channel', ({ js }) => JSON.stringify(js) === '{"who":"acked"}');
    for (const n of [1, 2, 3]) await initiator.ask({ do: 'send', id: 'acked', js: { n } });
    for (const n of [1, 2]) await answerer.ask({ do: 'send', id, js: { n } });
    await initiator.until('acked', (event) => event.id === 'acked' && event.sent === 4);
    await answerer.until('acked', (event) => event.id === id && event.sent === 2);
    expect(initiator.all('acked', (event) => event.id === 'acked').map(({ sent }) => sent)).toEqual([1, 2, 3, 4]);
    expect(answerer.all('acked', (event) => event.id === id).map(({ sent }) => sent)).toEqual([1, 2]);
  });

  test('an err fails the channel at the other side, with its text', async () => {
    await initiator.ask({ do: 'start', to: answerer.hashname, type: '_report', js: { who: 'failing' }, id: 'failing' });
    const { id = null } = await answerer.until('channel', ({ js }) => JSON.stringify(js) === '{"who":"failing"}');
    await initiator.ask({ do: 'send', id: 'failing', err: 'no more of this' });
    await answerer.until('end', (event) => event.id === id && event.err === 'no more of this');
  });

  test('an err of the answering side too', async () => {
    await initiator.ask({ do: 'start', to: answerer.hashname, type: '_report', js: { who: 'failed' }, id: 'failed' });
    const { id = null } = await answerer.until('channel', ({ js }) => JSON.stringify(js) === '{"who":"failed"}');
    await answerer.ask({ do: 'send', id, err: 'not here' });
    await initiator.until('end', (event) => event.id === 'failed' && event.err === 'not here');
  });

  test('nothing is processed before the application is done with it', async () => {
    await answerer.ask({ do: 'listen', type: '_hold', mode: 'hold' });
    await initiator.ask({ do: 'start', to: answerer.hashname, type: '_hold', js: { n: 0 }, id: 'held' });
    await initiator.ask({ do: 'send', id: 'held', js: { n: 1 } });
    const { id = null } = await answerer.until('channel', ({ type }) => type === '_hold');
    await expectEcho(initiator, answerer, { meanwhile: true });
    expect(answerer.all('packet', (event) => event.id === id)).toEqual([]);
    await answerer.ask({ do: 'ack', id });
    await answerer.until('packet', (event) => event.id === id);
  });
});
