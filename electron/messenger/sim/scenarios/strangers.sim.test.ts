import { afterEach, describe, expect, test } from 'vitest';
import type { Channel, JsonObject } from '../../../../switch/index.ts';
import type { SimNode } from '../../../../switch/sim/index.ts';
import { encodeFrame, FrameReader } from '../../sync/frames.ts';
import { SimPeople } from '../sim-people.ts';
import type { SimPerson } from '../sim-person.ts';

const MINUTE_MS = 60_000;

let people: SimPeople | undefined;
afterEach(() => people?.remove());

function createWorld(seed: number): SimPeople {
  people = new SimPeople({ seed, lossRatio: 0, delayMs: [1, 10] });
  return people;
}

/** A switch with a program of its own on it, that knows where Alice is. */
function stranger(world: SimPeople, alice: SimPerson): SimNode {
  const node = world.world.addNode();
  const target = alice.switches.node;
  if (target === undefined) throw new Error('Alice has no switch');
  node.endpoint.learn({ identity: target.identity, paths: [target.path] });
  return node;
}

interface Answer {
  readonly frames: readonly string[];
  readonly close: string | undefined;
}

/** Says these bytes as the first thing on a channel, and what came of it. */
async function say(
  world: SimPeople,
  node: SimNode,
  alice: SimPerson,
  type: string,
  bytes: Uint8Array,
): Promise<Answer> {
  const target = alice.switches.node?.identity.hashname;
  if (target === undefined) throw new Error('Alice has no switch');
  const channel: Channel = node.endpoint.openChannel(target, type, { json: { v: 1 } });
  const [reader, frames] = [new FrameReader(), [] as string[]];
  let close: string | undefined;
  channel.onPacket(({ body }, done) => {
    const read = reader.push(body);
    if (read.ok) frames.push(...read.value.map(({ t }) => t));
    done();
  });
  channel.onClose((closed) => {
    close = closed.reason === 'err' ? closed.message : closed.reason;
  });
  for (let at = 0; at < bytes.length; at += 1_000) channel.send({ body: bytes.slice(at, at + 1_000) });
  await world.world.runForAsync(4_000);
  if (close === undefined) channel.fail('enough');
  return { frames, close };
}

function hello(node: SimNode, change: JsonObject = {}): Uint8Array {
  const person = node.identity.hashname;
  return encodeFrame({ t: 'hello', v: 1, app: '1', caps: [], person, name: 'Mallory', ...change });
}

async function aliceIn(world: SimPeople): Promise<SimPerson> {
  const alice = await world.begin('Alice');
  await world.world.runForAsync(1_000);
  return alice;
}

const requestsOf = (alice: SimPerson) => alice.messenger.contacts.requests();

describe('a stranger', () => {
  test('makes a request with a hello, and gets at nothing else', async () => {
    const world = createWorld(1);
    const alice = await aliceIn(world);
    const mallory = stranger(world, alice);
    expect(await say(world, mallory, alice, '_hello', hello(mallory))).toEqual({ frames: [], close: 'asked' });
    expect(requestsOf(alice)).toMatchObject([{ name: 'Mallory', text: '', resembles: [] }]);
    const who = await say(world, mallory, alice, '_hello', encodeFrame({ t: 'who', v: 1 }));
    expect(who).toEqual({ frames: [], close: 'not a contact' }); // not near
    for (const type of ['_sync', '_blob', '_now']) {
      const answer = await say(world, mallory, alice, type, encodeFrame({ t: 'profile', name: 'x', picture: '' }));
      expect(answer.frames).toEqual([]);
    }
    expect(await alice.messenger.conversations()).toEqual([]);
  });

  test.each([
    ['another person', { person: 'a'.repeat(64) }],
    ['a name that turns the text around it', { name: 'ecilA\u202e' }],
    ['an invisible name', { name: '\u200d\u200d' }],
    ['a name as long as a book', { name: 'x'.repeat(5_000) }],
    ['a version nobody knows', { v: 2 }],
    ['a text that is none', { text: 7 }],
    ['more than a request may have', { text: 'x'.repeat(20_000) }],
  ] as const)('with %s makes none', async (_what, change) => {
    const world = createWorld(2);
    const alice = await aliceIn(world);
    const mallory = stranger(world, alice);
    const answer = await say(world, mallory, alice, '_hello', hello(mallory, change));
    expect(answer).toEqual({ frames: [], close: 'bad frame' });
    expect(requestsOf(alice)).toEqual([]);
  });

  test('who knocks without end is heard five times a minute, and costs an invited one nothing', async () => {
    const world = createWorld(3);
    const alice = await aliceIn(world);
    const mallory = stranger(world, alice);
    const answers: (string | undefined)[] = [];
    for (let n = 0; n < 8; n++) {
      answers.push((await say(world, mallory, alice, '_hello', hello(mallory, { name: `M ${n}` }))).close);
    }
    expect(answers).toEqual([...Array(5).fill('asked'), ...Array(3).fill('too often')]);
    expect(requestsOf(alice)).toMatchObject([{ name: 'M 4' }]);
    const bob = await world.newContact(alice, 'Bob');
    expect(bob.messenger.contacts.list()).toHaveLength(1);
  });

  test('who is blocked is not even answered, under whatever name', async () => {
    const world = createWorld(4);
    const alice = await aliceIn(world);
    const mallory = stranger(world, alice);
    await say(world, mallory, alice, '_hello', hello(mallory));
    await world.finish(alice.messenger.contacts.block(mallory.identity.hashname));
    for (const name of ['Mallory', 'Bob']) {
      const answer = await say(world, mallory, alice, '_hello', hello(mallory, { name }));
      expect(answer.frames).toEqual([]);
      expect(['asked', 'too often', 'not a contact']).not.toContain(answer.close);
    }
    await world.world.runForAsync(MINUTE_MS);
    expect(requestsOf(alice)).toEqual([]);
    expect(alice.switches.node?.endpoint.status(mallory.identity.hashname)?.line ?? 'none').toBe('none');
  });
});
