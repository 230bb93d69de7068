import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NodeProcess } from '../wire/node-process.ts';
import { expectEcho } from '../wire/pair.ts';
import { Namespaces } from './namespaces.ts';

const namespaces = new Namespaces('link');
const running: NodeProcess[] = [];

beforeAll(async () => {
  await namespaces.add('left', 'right');
  await namespaces.connect(['left', 'eth0'], ['right', 'wlan0']);
});

afterAll(async () => {
  await Promise.all(running.map((node) => node.stop()));
  await namespaces.remove();
});

async function start(name: string): Promise<NodeProcess> {
  const node = await namespaces.start(name, '--ip', '::', '--port', '4000', '--lan');
  running.push(node);
  await node.ask({ do: 'listen', type: '_echo', mode: 'echo' });
  return node;
}

async function linkLocalOf(name: string, device: string): Promise<unknown> {
  const [entry] = JSON.parse(await namespaces.ipIn(name, `-json -6 addr show dev ${device} scope link`));
  return entry.addr_info[0].local;
}

test('two machines on a cable, without IPv4 and without a router, find each other and speak', async () => {
  const [left, right] = [await start('left'), await start('right')];
  await right.until('nearby', ({ hashname, zone }) => hashname === left.hashname && zone === 'wlan0');
  await left.until('nearby', ({ hashname, zone }) => hashname === right.hashname && zone === 'eth0');
  await expectEcho(left, right, { text: 'over fe80' });
  const { lines } = await left.ask({ do: 'lines' });
  const path = { type: 'ipv6', ip: await linkLocalOf('right', 'wlan0'), port: 4_000, zone: 'eth0' };
  expect(lines).toMatchObject([{ hashname: right.hashname, open: true, path }]);
  expect(left.seed).toMatchObject({ [left.hashname]: { paths: [] } }); // nobody else could use it
});
