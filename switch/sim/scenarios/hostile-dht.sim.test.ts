import { describe, expect, test } from 'vitest';
import {
  LINKS_MAX,
  SEE_READ_MAX,
  SEEK_ASKED_MAX,
  UNASKED_BURST,
  UNASKED_INTERVAL_MS,
  UNASKED_REFILL_MS,
} from '../../constants.ts';
import { SEEK_TYPE } from '../../core-channels/seek.ts';
import { type FindResult, type Hashname, toHex } from '../../index.ts';
import { createNodeCrypto } from '../../io/node-crypto.ts';
import type { SwitchInsides } from '../../switch-parts.ts';
import { createNullCrypto, type SimNode, SimWorld } from '../index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const port = createNodeCrypto();
/** How much of a hashname those invented near it share. */
const KNOWN_DIGITS = 16;

/** A seed that answers every seek with hashnames that nobody has, close to what will be sought, at addresses of somebody else. */
function addLiar(world: SimWorld, sought: Hashname): SimNode {
  const node = world.addNode({ path: world.publicPath(), expose: (insides) => lieIn(world, insides, sought) });
  node.endpoint.setSeeding('anyone');
  return node;
}

function lieIn(world: SimWorld, { channels }: SwitchInsides, sought: Hashname): void {
  channels.listen(SEEK_TYPE, {
    reliable: false,
    mayOpen: () => true,
    owner: {
      handleOpened: () => undefined,
      handleEvent: (nowMs, channel, event) => {
        if (event.kind !== 'packet') return;
        const see = Array.from({ length: SEE_READ_MAX + 4 }, (_, n) => {
          const invented = sought.slice(0, KNOWN_DIGITS) + toHex(world.dice.bytes(32)).slice(KNOWN_DIGITS);
          return `${invented},0a,203.0.${world.dice.next() & 0x7f}.${n + 1},42424`;
        });
        channels.sendOwned(nowMs, channel, { json: { see, end: true } });
      },
    },
  });
}

function addSeed(world: SimWorld, known?: SimNode): SimNode {
  const node = world.addNode({ path: world.publicPath() });
  node.endpoint.setSeeding('anyone');
  if (known !== undefined) node.endpoint.addSeeds([known.hints]);
  return node;
}

function lineTo(node: SimNode, to: Hashname) {
  return node.endpoint.status(to)?.line;
}

function worldOf(seed: number): SimWorld {
  return new SimWorld({ seed, crypto: createNullCrypto(seed, port) });
}

describe('a seed that answers with hashnames that nobody has', () => {
  test.each([1, 2, 3])('delays a search, but somebody honest is found all the same (seed %i)', (seed) => {
    const world = worldOf(seed);
    const honest = addSeed(world);
    const target = addSeed(world, honest);
    const liars = [1, 2, 3].map(() => addLiar(world, target.identity.hashname));
    const alice = world.addNode({ path: world.publicPath() });
    alice.endpoint.addSeeds([...liars, honest].map(({ hints }) => hints));
    world.runFor(10 * SECOND_MS);
    alice.endpoint.keep(target.identity.hashname, true);
    world.runUntil(() => lineTo(alice, target.identity.hashname) === 'open', MINUTE_MS);
  });

  test('is asked no further than a search goes, makes us knock gently, and leaves nothing behind', async () => {
    const world = worldOf(4);
    const exposed: SwitchInsides[] = [];
    const alice = world.addNode({ path: world.publicPath(), expose: (insides) => exposed.push(insides) });
    const sought = toHex(world.dice.bytes(32)) as Hashname; // nobody's
    const liars = [addLiar(world, sought), addLiar(world, sought)];
    let knocks = 0;
    world.network.tap(({ from, to }) => {
      if (from.ip === alice.path.ip && to.ip.startsWith('203.0.')) knocks++;
    });
    alice.endpoint.addSeeds(liars.map(({ hints }) => hints));
    world.runFor(10 * SECOND_MS);
    let found: FindResult | undefined;
    void alice.endpoint.find(sought).then((result) => {
      found = result;
    });
    await world.runUntilAsync(() => found !== undefined, 5 * MINUTE_MS);
    expect(found?.isFound).toBe(false);
    expect(found?.askedCount).toBeGreaterThan(liars.length);
    expect(found?.askedCount).toBeLessThanOrEqual(SEEK_ASKED_MAX);
    const elapsedMs = world.nowMs;
    expect(knocks).toBeGreaterThan(0);
    // Opens and empty packets, each within its own limits.
    expect(knocks).toBeLessThanOrEqual(
      2 * (UNASKED_BURST + elapsedMs / Math.min(UNASKED_REFILL_MS, UNASKED_INTERVAL_MS)),
    );
    for (const liar of liars) liar.kill();
    world.runFor(5 * MINUTE_MS);
    const left = [...(exposed[0]?.peers.all() ?? [])].map(({ hashname }) => hashname);
    expect(left.sort()).toEqual(liars.map(({ identity }) => identity.hashname).sort()); // the application named them
  });
});

describe('a flood of links', () => {
  test('fills the table and no more, and a friend is heard throughout', () => {
    const world = worldOf(5);
    const [alice, friend] = [world.addNode({ path: world.publicPath() }), world.addNode({ path: world.publicPath() })];
    friend.endpoint.learn(alice.hints);
    alice.endpoint.setSeeding('anyone');
    const heard: unknown[] = [];
    alice.endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) => {
      channel.onPacket(({ json }, done) => {
        heard.push(json.n);
        done();
      });
    });
    const chat = friend.endpoint.openChannel(alice.identity.hashname, '_chat', { json: { n: 0 } });
    for (let n = 0; n < FLOOD; n++) {
      world.addNode({ path: world.publicPath() }).endpoint.addSeeds([alice.hints]);
      if (n % 50 === 0) chat.send({ json: { n: 1 + n / 50 } });
      world.runFor(20);
    }
    world.runFor(5 * SECOND_MS);
    expect(alice.endpoint.links().length).toBeGreaterThan(LINKS_MAX / 2);
    expect(alice.endpoint.links().length).toBeLessThanOrEqual(LINKS_MAX + 8 * 8);
    expect(heard).toEqual(Array.from({ length: 1 + Math.ceil(FLOOD / 50) }, (_, n) => n));
  });
});

/** More than a table takes. */
const FLOOD = 600;
