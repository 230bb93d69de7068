import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { IS_FULL_RUN } from '../../testing/full-run.ts';
import type { NodeProcess } from '../wire/node-process.ts';
import { expectEcho } from '../wire/pair.ts';
import { entryAt, Homes, PORT, untilLinked } from './homes.ts';
import { insideOf, natlab } from './lab.ts';
import { type SaidWay, wayOf } from './way.ts';
import { blockBetween, Flows, tapPublicNetwork } from './wire-tap.ts';

const FORWARDER = fileURLToPath(new URL('./udp-forwarder.ts', import.meta.url));
const FORWARDER_PORT = 5_000;
const LINKED_MS_MAX = 40_000;
/** Both have told each other by then where they are, and what others see. */
const ECHOES = 7;

const homes = new Homes();
let forwarder: ChildProcess | undefined;
afterEach(async () => {
  forwarder?.stdin?.end();
  await homes.down();
});

async function startForwarder(host: string, ip: string, port: number): Promise<void> {
  const [command = '', ...rest] = [...insideOf(host), process.execPath, '--import', 'tsx', FORWARDER];
  forwarder = spawn(command, [...rest, String(FORWARDER_PORT), ip, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (forwarder.stdout) await once(forwarder.stdout, 'data');
}

/** What the app calls "Direct": nobody between, as far as the switch knows, and the peer itself says that it is there. */
const looksDirect = ({ way, isClaimed, isShared }: SaidWay) => way === 'straight' && isClaimed && !isShared;

test.each(IS_FULL_RUN ? ['open', 'full-cone'] : ['open'])(
  'who is reached through a plain forwarder, at a %s home, never looks direct',
  async (type) => {
    await homes.up('--home-a', 'port-restricted', '--home-b', type, '--seeds', '3');
    await tapPublicNetwork();
    const [publicA, publicB, between] = await Promise.all([
      natlab('addr', 'a1', '--public'),
      natlab('addr', 'b1', '--public'),
      natlab('addr', 'seed3'),
    ]);
    await blockBetween(publicA, publicB);
    const seeds = await Promise.all(['seed1', 'seed2'].map((host) => homes.start(host, '--seed')));
    const [alice, bob] = (await Promise.all(['a1', 'b1'].map((host) => homes.start(host)))) as [
      NodeProcess,
      NodeProcess,
    ];
    for (const node of [alice, bob]) {
      for (const { seed } of seeds) await node.ask({ do: 'addSeed', seed });
      await untilLinked(node, seeds.length, LINKED_MS_MAX);
    }
    await startForwarder('seed3', publicB, PORT);
    await alice.ask({ do: 'addSeed', seed: entryAt(bob, between, FORWARDER_PORT) });

    for (let n = 0; n < ECHOES; n++) {
      await expectEcho(alice, bob, { n });
      const said = [await wayOf(alice, bob), await wayOf(bob, alice)];
      expect(said.map(looksDirect), JSON.stringify(said)).toEqual([false, false]);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    const flows = await Flows.now();
    expect(flows.bytes(between, publicB)).toBeGreaterThan(0);
    expect([flows.bytes(publicA, publicB), flows.bytes(publicB, publicA)]).toEqual([0, 0]);
    expect((await wayOf(alice, bob)).ip).toBe(between);
    const toSeeds = await Promise.all(seeds.map((seed) => wayOf(alice, seed)));
    expect(toSeeds.map(looksDirect), JSON.stringify(toSeeds)).toEqual([true, true]); // nobody is between them
  },
);
