import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NodeProcess } from '../wire/node-process.ts';
import { expectEcho } from '../wire/pair.ts';
import { natlab, startOn } from './lab.ts';

/** Long enough for two opens with a lost packet; the first ping alone takes milliseconds. */
const FOUND_MS_MAX = 10_000;

let folder = '';
const running: NodeProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hashline-lan-'));
  await natlab('up', '--lan-only', '--home-a', 'port-restricted', '--home-b', 'none', '--hosts-per-home', '2');
});

afterAll(async () => {
  await Promise.all(running.map((node) => node.stop()));
  await natlab('down');
  await rm(folder, { recursive: true });
});

async function start(host: string, ...args: readonly string[]): Promise<NodeProcess> {
  const node = await startOn(host, '--id', join(folder, `${host}.json`), '--port', '4000', ...args);
  running.push(node);
  await node.ask({ do: 'listen', type: '_echo', mode: 'echo' });
  return node;
}

/** Where the line of `node` to `other` goes now. */
async function addressOf(node: NodeProcess, other: NodeProcess): Promise<unknown> {
  const { lines } = await node.ask({ do: 'lines' });
  const line = Array.isArray(lines) ? lines.find((each) => Object(each).hashname === other.hashname) : undefined;
  return Object(Object(line).path).ip;
}

test('two on one network find each other, again after both got new addresses, and while they are moved', async () => {
  let [one, two] = [await start('a1', '--lan'), await start('a2', '--lan')];
  await two.until('nearby', ({ hashname }) => hashname === one.hashname, FOUND_MS_MAX);
  await expectEcho(two, one, { met: 1 });
  expect(await addressOf(two, one)).toBe(await natlab('addr', 'a1'));

  // Both are off, and the router gives their addresses to others. Each knows only where the other was.
  const seeds = { one: one.seed, two: two.seed };
  const before = [await natlab('addr', 'a1'), await natlab('addr', 'a2')];
  await Promise.all([one.kill(), two.kill()]);
  await natlab('roam', 'a1', 'lan');
  await natlab('roam', 'a2', 'lan');
  [one, two] = [await start('a1', '--lan', '--offline'), await start('a2', '--lan', '--offline')];
  await one.ask({ do: 'addSeed', seed: seeds.two });
  await two.ask({ do: 'addSeed', seed: seeds.one });
  await Promise.all([one.ask({ do: 'online' }), two.ask({ do: 'online' })]);
  await Promise.all([one, two].map((node) => node.until('online', ({ alive }) => alive === 1, FOUND_MS_MAX)));
  await expectEcho(one, two, { met: 2 });
  expect(await addressOf(one, two)).toBe(await natlab('addr', 'a2'));
  expect(before).not.toContain(await natlab('addr', 'a2'));

  // Both move while they speak: the line stays.
  await natlab('roam', 'a1', 'lan');
  await natlab('roam', 'a2', 'lan');
  await expectEcho(one, two, { met: 3 });
  await expectEcho(two, one, { met: 4 });
  expect(await addressOf(one, two)).toBe(await natlab('addr', 'a2'));
});

test('without local discovery they stay apart', async () => {
  const [one, two] = [await start('a1', '--port', '4001'), await start('a2', '--port', '4001', '--lan')];
  await two.ask({ do: 'ping' });
  await two.until('online');
  expect(two.all('nearby', ({ hashname, port }) => hashname === one.hashname && port === 4001)).toEqual([]);
});
