import { afterEach, expect, test } from 'vitest';
import type { NodeProcess } from '../wire/node-process.ts';
import { expectEcho } from '../wire/pair.ts';
import { natlab, startOn } from './lab.ts';

/** Long enough for the gaps between attempts to link to a seed, which grow to a minute. */
const BACK_MS_MAX = 100_000;
const LOOK_AGAIN_MS = 200;

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

async function untilLinked(node: NodeProcess, other: NodeProcess): Promise<void> {
  const endAtMs = Date.now() + BACK_MS_MAX;
  for (;;) {
    const { links } = await node.ask({ do: 'links' });
    if (Array.isArray(links) && links.some((link) => Object(link).hashname === other.hashname)) return;
    if (Date.now() > endAtMs) throw new Error(`no link to ${other.hashname} in ${BACK_MS_MAX} ms`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

test('a home whose uplink is cut is a network of its own, and part of the large one when it returns', async () => {
  await natlab('up', '--home-a', 'port-restricted', '--home-b', 'none', '--hosts-per-home', '2');
  await natlab('cut', 'a');
  const seed = await start('seed1', '--seed', '--bridge');
  const far = await start('seed2');
  await far.ask({ do: 'addSeed', seed: seed.seed });
  const [one, two] = [await start('a1', '--lan'), await start('a2', '--lan')];
  await one.ask({ do: 'addSeed', seed: seed.seed });
  await one.until('nearby', ({ hashname }) => hashname === two.hashname);
  await expectEcho(one, two, { text: 'at home' });
  expect(Object(await one.ask({ do: 'links' })).links).not.toContainEqual(
    expect.objectContaining({ hashname: seed.hashname }),
  );

  await natlab('heal', 'a');
  await untilLinked(one, seed);
  await expectEcho(one, far, { text: 'by hashname alone' });
  // The one at home who was never told of a seed.
  await untilLinked(two, seed);
  await expectEcho(two, far, { text: 'and so can I' });
});
