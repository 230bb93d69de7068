import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NodeProcess } from '../wire/node-process.ts';
import { beginTransfer } from '../wire/pair.ts';
import { Homes, until } from './homes.ts';
import { natlab } from './lab.ts';
import { PAIRS, ROUTERS, type Router, WITH_SEEDS } from './tables.ts';
import { wayOf } from './way.ts';
import { Flows, tapPublicNetwork } from './wire-tap.ts';

/** From the first call to the way that it ends with, on a machine that does all pairs at once. */
const WAY_MS_MAX = 40_000;
/** Enough that a few opens and `path` requests beside it don't count. */
const TRANSFER_BYTES = 100_000;
const BESIDE_BYTES_MAX = 20_000;

const SEEDS = ['seed1', 'seed2'] as const;
/** Two homes of each sort: those that call, and those that are called. */
const CALLERS = 'abcdefg';
const CALLED = 'hijklmn';

interface Home {
  readonly node: NodeProcess;
  readonly publicIp: string;
}

interface Call {
  readonly caller: Home;
  readonly callee: Home;
}

const homes = new Homes();
const seedIps: string[] = [];
const calls = new Map<string, Call>();

beforeAll(async () => {
  const types = [CALLERS, CALLED].flatMap((letters) => ROUTERS.flatMap((type, at) => [`--home-${letters[at]}`, type]));
  await homes.up(...types);
  await tapPublicNetwork();
  const seeds = await Promise.all(SEEDS.map((host) => homes.startSeed(host)));
  for (const host of SEEDS) seedIps.push(await natlab('addr', host));
  const [callers, called] = await Promise.all([startAll(CALLERS, seeds), startAll(CALLED, seeds)]);
  const settled = PAIRS.map(async ([from, to]) => {
    const [caller, callee] = [callers[ROUTERS.indexOf(from)], called[ROUTERS.indexOf(to)]];
    if (caller === undefined || callee === undefined) throw new Error(`${from} or ${to} did not start`);
    calls.set(nameOf(from, to), { caller, callee });
    await settle({ caller, callee }, from, to);
  });
  await Promise.all(settled);
}, 120_000);

afterAll(() => homes.down());

const nameOf = (from: Router, to: Router) => `${from} to ${to}`;

/** One home of each sort, each with a node that has a link to a seed. */
function startAll(letters: string, seeds: readonly NodeProcess[]): Promise<readonly Home[]> {
  return Promise.all(
    ROUTERS.map(async (type, at) => {
      const host = `${letters[at]}1`;
      const [node, publicIp] = await Promise.all([homes.start(host), natlab('addr', host, '--public')]);
      for (const { seed } of seeds) await node.ask({ do: 'addSeed', seed });
      const isLinked = async () => Object((await node.ask({ do: 'links' })).links).length > 0;
      await until(isLinked, WAY_MS_MAX, `${type}: no link to a seed`);
      return { node, publicIp };
    }),
  );
}

/**
 * Calls by the hashname, again if nobody answers, and waits as long as it may take to go the way that it should. What came of it is
 * for its test to say.
 */
async function settle({ caller, callee }: Call, from: Router, to: Router): Promise<void> {
  const expected = WITH_SEEDS[from][to];
  const endsAtMs = performance.now() + WAY_MS_MAX;
  let attempts = 0;
  const isSettled = async () => {
    const hasEnded = caller.node.all('end', ({ id }) => id === idOf(from, to, attempts)).length > 0;
    if (attempts === 0 || hasEnded) {
      const id = idOf(from, to, ++attempts);
      await caller.node.ask({ do: 'start', to: callee.node.hashname, type: '_echo', id, js: { from, to } });
    }
    const isAsExpected = (await waysOfCall({ caller, callee })).every((way) => way === expected);
    return isAsExpected || performance.now() > endsAtMs;
  };
  await until(isSettled, 2 * WAY_MS_MAX, nameOf(from, to));
}

const idOf = (from: Router, to: Router, attempt: number) => `${nameOf(from, to)}, ${attempt}`;

async function waysOfCall({ caller, callee }: Call): Promise<readonly string[]> {
  return [(await wayOf(caller.node, callee.node)).way, (await wayOf(callee.node, caller.node)).way];
}

test.each(PAIRS)('%s calls %s, and what both switches say of the way is what happened', async (from, to) => {
  const call = calls.get(nameOf(from, to));
  if (call === undefined) throw new Error(`no call of ${nameOf(from, to)}`);
  const { caller, callee } = call;
  const expected = WITH_SEEDS[from][to];
  const ends = caller.node
    .all('end', ({ id }) => String(id).startsWith(nameOf(from, to)))
    .map(({ err }) => `; a call ended: ${err}`);
  expect(await waysOfCall(call), `${nameOf(from, to)}${ends.join('')}`).toEqual([expected, expected]);
  const before = await Flows.now();
  const transfer = await beginTransfer(caller.node, callee.node, TRANSFER_BYTES);
  await transfer.expectArrival();
  const after = await Flows.now();
  const grown = (one: string, other: string) => after.bytes(one, other) - before.bytes(one, other);
  const straight = grown(caller.publicIp, callee.publicIp);
  const throughSeeds = seedIps // both may forward for them
    .map((ip) => Math.min(grown(caller.publicIp, ip), grown(ip, callee.publicIp)))
    .reduce((sum, bytes) => sum + bytes, 0);
  const [used, unused] = expected === 'straight' ? [straight, throughSeeds] : [throughSeeds, straight];
  expect(used, `${nameOf(from, to)}: bytes on the ${expected} way`).toBeGreaterThan(TRANSFER_BYTES);
  expect(unused, `${nameOf(from, to)}: bytes beside the ${expected} way`).toBeLessThan(BESIDE_BYTES_MAX);
});
