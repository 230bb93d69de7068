import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../endpoint.ts';
import type { NodeProcess, ProgramName } from './node-process.ts';
import { expectEcho, ORDERS, startListener } from './pair.ts';

/** A first link takes the reference up to seven seconds: it sends again after 1, 3 and 7 s. */
const LINK_TIMEOUT_MS = 20_000;
const LOOK_MS = 100;
/** A time that is no one of another clock. */
const RECENT_MS = 600_000;

async function linksOf(node: NodeProcess): Promise<readonly JsonObject[]> {
  const { links } = await node.ask({ do: 'links' });
  if (!Array.isArray(links)) throw new Error('links are a list');
  return links;
}

/** Both ends of a link know its channel by one number, and have heard from each other. */
async function expectSameLink(one: NodeProcess, other: NodeProcess): Promise<void> {
  const find = async (node: NodeProcess, peer: NodeProcess) =>
    (await linksOf(node)).find(({ hashname }) => hashname === peer.hashname);
  const [mine, theirs] = await Promise.all([find(one, other), find(other, one)]);
  expect(mine?.c).toEqual(expect.any(Number));
  expect(mine?.c).toBe(theirs?.c);
  for (const link of [mine, theirs]) {
    expect(Math.abs(Date.now() - Number(link?.sent))).toBeLessThan(RECENT_MS);
    expect(Math.abs(Date.now() - Number(link?.received))).toBeLessThan(RECENT_MS);
  }
}

/** Until `node` lists a link with `other`, which says so about being a seed. */
async function expectLink(node: NodeProcess, other: NodeProcess, seed: boolean): Promise<void> {
  const isIt = (link: JsonObject): boolean => link.hashname === other.hashname && link.seed === seed;
  const untilMs = Date.now() + LINK_TIMEOUT_MS;
  while (!(await linksOf(node)).some(isIt)) {
    if (Date.now() > untilMs) throw new Error(`${node.program} has no link to ${other.program}`);
    await setTimeout(LOOK_MS);
  }
}

async function expectFound(from: NodeProcess, sought: NodeProcess): Promise<void> {
  await from.ask({ do: 'seek', hashname: sought.hashname });
  const { found } = await from.until('seek', ({ hashname }) => hashname === sought.hashname);
  expect(found).toBe(true);
}

/** A seed, and two that know only it. */
async function startAround(seedProgram: ProgramName, programs: readonly [ProgramName, ProgramName]) {
  const [seed, ...others] = await Promise.all([
    startListener(seedProgram, '--seed'),
    ...programs.map((program) => startListener(program)),
  ]);
  if (seed === undefined) throw new Error('three programs make three nodes');
  for (const other of others) {
    await other.ask({ do: 'addSeed', seed: seed.seed });
    await expectLink(other, seed, true);
    await expectLink(seed, other, false);
  }
  const [a, b] = others;
  if (a === undefined || b === undefined) throw new Error('three programs make three nodes');
  return { seed, a, b };
}

describe.concurrent.each(ORDERS)('%s linked to a seed of %s', (program, seedProgram) => {
  test('each lists the other, and what it is', async () => {
    const [node, seed] = await Promise.all([startListener(program), startListener(seedProgram, '--seed')]);
    await node.ask({ do: 'addSeed', seed: seed.seed });
    await expectLink(node, seed, true);
    await expectLink(seed, node, false);
    await expectSameLink(node, seed);
  });

  test('seeks are answered with somebody who is no seed, if asked for by name, and not with nobody', async () => {
    const { a, b } = await startAround(seedProgram, [program, program]);
    await expectFound(a, b);
    await expectFound(b, a);
    const nobody = 'a'.repeat(64);
    await a.ask({ do: 'seek', hashname: nobody });
    expect((await a.until('seek', ({ hashname }) => hashname === nobody)).found).toBe(false);
  });
});

test.concurrent.each(ORDERS)(
  'two of %s around a seed of %s reach each other by hashname alone',
  async (program, seedProgram) => {
    const { a, b } = await startAround(seedProgram, [program, program]);
    await expectEcho(a, b, { by: 'hashname' });
    await expectEcho(b, a, { by: 'hashname', back: true });
  },
);

describe.concurrent.each(['ours', 'reference'] as const)('around a seed of %s', (seedProgram) => {
  test('ours and a reference find each other', async () => {
    const { a, b } = await startAround(seedProgram, ['ours', 'reference']);
    await expectFound(a, b);
    await expectFound(b, a);
  });

  test('ours reaches a reference by its hashname alone', async () => {
    const { a, b } = await startAround(seedProgram, ['ours', 'reference']);
    await expectEcho(a, b, { by: 'hashname' });
  });
});
