import { afterEach, expect, test } from 'vitest';
import type { NodeProcess } from '../wire/node-process.ts';
import { expectEcho } from '../wire/pair.ts';
import { natlab, startOn } from './lab.ts';

/** A punched hole, or else the seed's bridge, is found in the first seconds. */
const WAY_MS_MAX = 30_000;
const LOOK_AGAIN_MS = 200;

/**
 * Two homes and what must come of it, from first principles: a hole needs both public ports known beforehand, or a filter that
 * looks at hosts only. A carrier's NAT before the home's changes nothing if neither is symmetric.
 */
const PAIRS = [
  ['full-cone', 'symmetric', 'straight'],
  ['restricted', 'symmetric', 'straight'],
  ['port-restricted', 'port-restricted', 'straight'],
  ['cgnat', 'port-restricted', 'straight'],
  ['port-restricted', 'symmetric', 'bridge'],
  ['symmetric', 'symmetric', 'bridge'],
] as const;

const running: NodeProcess[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((node) => node.stop()));
  await natlab('down');
});

async function start(host: string, ...args: readonly string[]): Promise<NodeProcess> {
  const node = await startOn(host, ...args);
  running.push(node);
  await node.ask({ do: 'listen', type: '_echo', mode: 'echo' });
  return node;
}

/** How and where the line of `node` to `other` goes now. */
async function wayOf(node: NodeProcess, other: NodeProcess): Promise<{ readonly kind: unknown; readonly ip: unknown }> {
  const { lines } = await node.ask({ do: 'lines' });
  const line = Array.isArray(lines) ? lines.find((each) => Object(each).hashname === other.hashname) : undefined;
  const { ip, through } = Object(Object(line).path);
  return { kind: ip === undefined ? 'none' : (Object(through).kind ?? 'straight'), ip };
}

async function until(isTrue: () => Promise<boolean>, otherwise: string): Promise<void> {
  const endAtMs = Date.now() + WAY_MS_MAX;
  while (!(await isTrue())) {
    if (Date.now() > endAtMs) throw new Error(`${otherwise} in ${WAY_MS_MAX} ms`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

test.each(PAIRS)('a %s and a %s home, that know one seed and a hashname: %s', async (a, b, way) => {
  await natlab('up', '--home-a', a, '--home-b', b);
  const seed = await start('seed1', '--seed', '--bridge');
  const [alice, bob] = [await start('a1'), await start('b1')];
  for (const node of [alice, bob]) {
    await node.ask({ do: 'addSeed', seed: seed.seed });
    await until(async () => Object((await node.ask({ do: 'links' })).links).length === 1, 'no link');
  }
  await expectEcho(alice, bob, { text: 'by hashname alone' });
  await until(async () => (await wayOf(alice, bob)).kind === way, `no ${way} way`);
  const place = way === 'straight' ? await natlab('addr', 'b1', '--public') : await natlab('addr', 'seed1');
  expect((await wayOf(alice, bob)).ip).toBe(place);
  await expectEcho(alice, bob, { text: `and ${way}` });
});
