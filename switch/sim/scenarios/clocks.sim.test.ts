import { describe, expect, test } from 'vitest';
import type { SwitchInsides } from '../../switch-parts.ts';
import { simCrypto } from '../../tests/sim-crypto.ts';
import { type SimNode, SimWorld } from '../index.ts';

const MINUTE_MS = 60_000;
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS;
const RENEW_MS = 10 * MINUTE_MS;

/** Two that keep a line whose keys are made anew each ten minutes. */
function createPair(seed: number) {
  const world = new SimWorld({ seed, crypto: simCrypto });
  const stamps = new Map<SimNode, () => number>();
  const [alice, bob] = [addNode(), addNode()];
  function addNode(): SimNode {
    let latest: SwitchInsides | undefined;
    const node: SimNode = world.addNode({
      expose: (insides) => {
        insides.context.waits.lineRenewMs = RENEW_MS;
        latest = insides;
      },
    });
    const line = () => [...(latest?.peers.all() ?? [])][0]?.line;
    stamps.set(node, () => line()?.side?.atMs ?? Number.NaN);
    return node;
  }
  const meet = (node: SimNode, other: SimNode) => {
    node.endpoint.learn(other.hints);
    node.endpoint.keep(other.identity.hashname, true);
  };
  meet(alice, bob);
  meet(bob, alice);
  const isOpen = () =>
    alice.endpoint.status(bob.identity.hashname)?.line === 'open' &&
    bob.endpoint.status(alice.identity.hashname)?.line === 'open';
  world.runUntil(isOpen, MINUTE_MS);
  const stampOf = (node: SimNode) => stamps.get(node)?.() ?? Number.NaN;
  return { world, alice, bob, meet, isOpen, stampOf };
}

describe.each([-3 * YEAR_MS, -MINUTE_MS, 3 * YEAR_MS])('after the clock was set by %s ms', (setMs) => {
  test('who restarts is met again, and its stamps go on rising', () => {
    const { world, alice, bob, meet, isOpen, stampOf } = createPair(1);
    world.runFor(MINUTE_MS);
    const before = stampOf(alice);
    world.setWallBy(setMs);
    alice.restart();
    meet(alice, bob);
    world.runUntil(() => isOpen() && alice.endpoint.status(bob.identity.hashname)?.line === 'open', MINUTE_MS);
    world.runFor(MINUTE_MS);
    expect(isOpen()).toBe(true);
    expect(stampOf(alice)).toBeGreaterThan(before);
  });

  test('and set back once more, keys are made anew on the line that stands', () => {
    const { world, alice, bob, isOpen, stampOf } = createPair(2);
    const closes: unknown[] = [];
    alice.endpoint.openChannel(bob.identity.hashname, '_any').onClose((close) => closes.push(close));
    bob.endpoint.listen('_any', { reliable: true, mayOpen: () => true }, (channel) =>
      channel.onPacket((_, done) => done()),
    );
    world.setWallBy(setMs);
    world.runFor(RENEW_MS + MINUTE_MS);
    const first = [stampOf(alice), stampOf(bob)];
    world.setWallBy(-2 * setMs);
    world.runFor(RENEW_MS + MINUTE_MS);
    expect(stampOf(alice)).toBeGreaterThan(first[0] ?? Number.NaN);
    expect(stampOf(bob)).toBeGreaterThan(first[1] ?? Number.NaN);
    expect(isOpen()).toBe(true);
    expect(closes).toEqual([]);
  });
});
