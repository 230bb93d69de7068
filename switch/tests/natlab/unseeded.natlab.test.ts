import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NodeProcess } from '../wire/node-process.ts';
import { expectEcho } from '../wire/pair.ts';
import { entryAt, entryOf, Homes, PORT, until } from './homes.ts';
import { natlab } from './lab.ts';
import { BOTH_REMEMBER, ONE_REMEMBERS, PAIRS, ROUTERS, type Router } from './tables.ts';
import { waysOf } from './way.ts';
import { Flows, tapPublicNetwork } from './wire-tap.ts';

/** By then whoever can be reached is, also on a busy machine. */
const OPEN_MS_MAX = 40_000;
/** And who can't has been tried at 0, 1, 3 and 7 s by both. */
const TRIED_MS = 10_000;

const CALLERS = 'abcdefg';
const CALLED = 'hijklmn';
const HOST_OF_GONE_SEED = 'seed1';

interface Home {
  readonly type: Router;
  readonly node: NodeProcess;
  readonly publicIp: string;
  /** Where it is for others, as far as anybody could remember. */
  readonly entry: ReturnType<typeof entryAt>;
}

const TABLES = [
  ['both know where the other was', BOTH_REMEMBER],
  ['only the one who calls knows where the other was', ONE_REMEMBERS],
] as const;

describe.each(TABLES)('without any seed, and %s', (_, expected) => {
  const homes = new Homes();
  let callers: readonly Home[] = [];
  let called: readonly Home[] = [];
  let ways: readonly ReadonlyMap<string, { readonly way: string }>[] = [];

  beforeAll(async () => {
    const types = [CALLERS, CALLED].flatMap((letters) =>
      ROUTERS.flatMap((type, at) => [`--home-${letters[at]}`, type]),
    );
    await homes.up(...types);
    await tapPublicNetwork();
    const gone = await homes.start(HOST_OF_GONE_SEED);
    const goneSeed = await entryOf(gone, HOST_OF_GONE_SEED);
    await gone.stop();
    await natlab('cut', HOST_OF_GONE_SEED);
    [callers, called] = await Promise.all([startAll(homes, CALLERS), startAll(homes, CALLED)]);

    await teach(called, [goneSeed]);
    const ipOfGone = await natlab('addr', HOST_OF_GONE_SEED);
    const speakers = called.filter(({ type }) => type !== 'udp-blocked');
    const haveAll = async () => {
      const flows = await Flows.now();
      return speakers.every(({ publicIp }) => flows.bytes(publicIp, ipOfGone) > 0);
    };
    await until(haveAll, OPEN_MS_MAX, 'some never asked the seed that is gone');

    const triedAtMs = performance.now() + TRIED_MS;
    if (expected === BOTH_REMEMBER)
      await teach(
        called,
        callers.map(({ entry }) => entry),
      );
    await teach(
      callers,
      called.map(({ entry }) => entry),
    );
    const endsAtMs = performance.now() + OPEN_MS_MAX;
    const isDone = async () => {
      ways = await Promise.all(callers.map(({ node }) => waysOf(node)));
      const isAsExpected = PAIRS.every(([from, to]) => wayOfPair(from, to) === expected[from][to]);
      return (performance.now() > triedAtMs && isAsExpected) || performance.now() > endsAtMs;
    };
    await until(isDone, 2 * OPEN_MS_MAX, 'no end');
  }, 150_000);

  afterAll(() => homes.down());

  function wayOfPair(from: Router, to: Router): string {
    const callee = called[ROUTERS.indexOf(to)];
    return ways[ROUTERS.indexOf(from)]?.get(callee?.node.hashname ?? '')?.way ?? 'none';
  }

  test.each(PAIRS)('%s calls %s', async (from, to) => {
    expect(wayOfPair(from, to), `${from} to ${to}`).toBe(expected[from][to]);
    const [caller, callee] = [callers[ROUTERS.indexOf(from)], called[ROUTERS.indexOf(to)]];
    if (expected[from][to] === 'none' || caller === undefined || callee === undefined) return;
    await expectEcho(caller.node, callee.node, { from, to });
    await expectEcho(callee.node, caller.node, { to, from });
  });
});

function startAll(homes: Homes, letters: string): Promise<readonly Home[]> {
  return Promise.all(
    ROUTERS.map(async (type, at) => {
      const host = `${letters[at]}1`;
      const [node, publicIp] = await Promise.all([homes.start(host), natlab('addr', host, '--public')]);
      return { type, node, publicIp, entry: entryAt(node, publicIp, PORT) };
    }),
  );
}

/**
 * All in one word: a home that has sent to some of them and does not know the rest yet would take a packet of those for one of strangers, who
 * show that its port can be reached; and then it would help the others, who are to have nobody.
 */
async function teach(homes: readonly Home[], entries: readonly ReturnType<typeof entryAt>[]): Promise<void> {
  const seed = Object.assign({}, ...entries);
  await Promise.all(homes.map(({ node }) => node.ask({ do: 'addSeed', seed })));
}
