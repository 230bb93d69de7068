import { beforeAll, describe, expect, test } from 'vitest';
import { type NodeProcess, startNode } from './node-process.ts';
import { expectTransfer, ORDERS, startListener, startPair } from './pair.ts';

describe.concurrent.each(ORDERS)('%s with %s', (...programs) => {
  let initiator: NodeProcess;
  let answerer: NodeProcess;
  beforeAll(async () => {
    ({ initiator, answerer } = await startPair(programs));
  });

  test('says who it is, connects, and tells the ways', async () => {
    const id = await initiator.ask({ do: 'id' });
    expect(id).toMatchObject({ hashname: initiator.hashname, seed: initiator.seed, csids: ['2a'] });
    await initiator.ask({ do: 'connect', to: answerer.hashname });
    const connected = await initiator.until('connected');
    expect(connected).toMatchObject({ hashname: answerer.hashname, err: null });
    const { line, paths } = await initiator.ask({ do: 'paths', to: answerer.hashname });
    expect(line).toBe('open');
    expect(paths).toMatchObject([{ ip: '127.0.0.1', port: answerer.port, validated: true }]);
  });

  test('tells of a link when it is made', async () => {
    await initiator.ask({ do: 'link', to: answerer.hashname });
    expect(await initiator.until('linked')).toMatchObject({ hashname: answerer.hashname, err: null });
  });

  test('names channels by their number on the line, the same at both ends', async () => {
    await initiator.ask({ do: 'start', to: answerer.hashname, type: '_report', js: {}, end: true, id: 'numbered' });
    const { c } = await answerer.until('channel', ({ type }) => type === '_report');
    expect(c).toEqual(expect.any(Number));
    expect((await initiator.until('gone', ({ id }) => id === 'numbered')).c).toBe(c);
  });

  test('gives a channel up that has no answer in its time', async () => {
    const unknown = { do: 'start', to: answerer.hashname, type: '_nobody', js: {}, id: 'late', timeout: 300 };
    await initiator.ask(unknown);
    expect(await initiator.until('end', ({ id }) => id === 'late')).toMatchObject({ err: 'timeout' });
  });

  test('keeps no more underway than it is told', async () => {
    await initiator.ask({ do: 'bulk', to: answerer.hashname, bytes: 20_000, id: 'slow', window: 2 });
    expect(await initiator.until('bulk', ({ id }) => id === 'slow')).toMatchObject({ err: null });
    await expectTransfer(answerer, initiator, 1_000);
  });
});

test.concurrent('whoever is not there is not connected to', async () => {
  const [node, other]: NodeProcess[] = await Promise.all([startListener('ours'), startNode('ours')]);
  if (node === undefined || other === undefined) throw new Error('two programs make two nodes');
  await other.stop();
  await node.ask({ do: 'addSeed', seed: other.seed });
  await node.ask({ do: 'connect', to: other.hashname, timeout: 500 });
  expect(await node.until('connected')).toMatchObject({ hashname: other.hashname, err: 'timeout' });
});
