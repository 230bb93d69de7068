import { expect, test } from 'vitest';
import { NEW_ADDRESSES_BURST, NEW_ADDRESSES_MAX, NEW_ADDRESSES_REFILL_MS, ROUTER_MAPPING_MS } from '../../constants.ts';
import { type Path, pathKey } from '../../index.ts';
import { createNodeCrypto } from '../../io/node-crypto.ts';
import { createNullCrypto, NAT_TYPES, type NatBox, type SimNode, SimWorld } from '../index.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const port = createNodeCrypto();

/** Somebody at home whose only seed names a different address, where nobody is, for each of many hashnames. */
function createFlooded(seed: number) {
  const world = new SimWorld({ seed, crypto: createNullCrypto(seed, port) });
  const liar = world.addNode({ path: world.publicPath() });
  const home = world.addHome(NAT_TYPES['port-restricted']);
  const alice = world.addNode({ home });
  alice.endpoint.addSeeds([liar.hints]);
  world.runUntil(() => alice.endpoint.links().length === 1, 10 * SECOND_MS);
  return { world, liar, home, alice };
}

function hearOf(world: SimWorld, alice: SimNode, liar: SimNode): void {
  const { hashname } = world.freshIdentity();
  const [csid = ''] = Object.keys(liar.identity.parts);
  alice.endpoint.introduce({ hashname, csid, via: liar.identity.hashname, address: world.publicPath() });
}

/** When something last went out to each address. */
function watch(world: SimWorld, home: NatBox): ReadonlyMap<string, number> {
  const sentAtMs = new Map<string, number>();
  const note = (to: Path) => void sentAtMs.set(pathKey(to), world.nowMs);
  world.network.tap(({ from, to }) => from.ip === home.publicIp && note(to));
  return sentAtMs;
}

test('however many addresses it hears of, a node burdens its home router with a bounded number, at once and an hour', () => {
  const { world, liar, home, alice } = createFlooded(1);
  const sentAtMs = watch(world, home);
  for (let second = 0; second < HOUR_MS / SECOND_MS; second++) {
    for (let time = 0; time < 2; time++) hearOf(world, alice, liar);
    world.runFor(SECOND_MS);
    const open = [...sentAtMs.values()].filter((atMs) => world.nowMs - atMs < ROUTER_MAPPING_MS).length;
    if (second % 60 === 0) expect(open).toBeLessThanOrEqual(NEW_ADDRESSES_MAX + 1); // and the seed
  }
  expect(sentAtMs.size).toBeLessThanOrEqual(2 * (NEW_ADDRESSES_BURST + HOUR_MS / NEW_ADDRESSES_REFILL_MS) + 1);
  expect(sentAtMs.size).toBeGreaterThan(HOUR_MS / NEW_ADDRESSES_REFILL_MS); // and it goes on asking
});
