import { createSocket } from 'node:dgram';
import { afterEach, expect, test } from 'vitest';
import type { Endpoint, LinkHint } from '../../switch/index.ts';
import { nodeSwitchFactory } from '../../switch/io/index.ts';
import { findInvite } from './contacts/invite-text.ts';
import { type TestMessenger, testMessenger } from './testing/test-messenger.ts';

const TEST_MS_MAX = 90_000;
const LOOPBACK = '127.0.0.1';

const opened: TestMessenger[] = [];
const endpoints: Endpoint[] = [];

afterEach(async () => {
  for (const made of opened.splice(0)) await made.remove();
  for (const endpoint of endpoints.splice(0)) await endpoint.close();
});

/** A switch that does nothing but let others find each other. */
async function startSeed(): Promise<LinkHint> {
  const identity = await nodeSwitchFactory.generateIdentity();
  const persistOpenAtMs = async () => undefined;
  const started = await nodeSwitchFactory.start({
    identity,
    lastOpenAtMs: 0,
    persistOpenAtMs,
    listen: { ip: LOOPBACK },
  });
  if (!started.ok) throw new Error(started.detail);
  endpoints.push(started.endpoint);
  started.endpoint.setSeeding('anyone');
  return { identity: started.endpoint.self, paths: started.endpoint.localPaths() };
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, LOOPBACK, resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}

/** `move` makes the next start use another port, as a home whose address changed. */
async function newMessenger(name: string, seeds: readonly LinkHint[]) {
  const listen = { ip: LOOPBACK, port: await freePort() };
  const made = await testMessenger({ seeds, listen });
  opened.push(made);
  expect((await made.messenger.createProfile(name)).ok).toBe(true);
  await made.until('listening', () => made.messenger.network().state === 'listening');
  const move = async () => {
    listen.port = await freePort();
  };
  return { made, move };
}

test('two whose addresses both changed while they were off find each other again by hashname, through the seed an invite brought', {
  timeout: TEST_MS_MAX,
}, async () => {
  const seed = await startSeed();
  const alice = await newMessenger('Alice', [seed]);
  const bob = await newMessenger('Bob', []); // all he will know of seeds comes with her invite
  const link = await alice.made.until('an invite that names the seed', async () => {
    const invite = await alice.made.messenger.getInvite();
    const read = invite.ok ? findInvite(invite.value.text) : undefined;
    return read?.ok === true && read.value.seeds.length > 0 && invite.ok && invite.value.link;
  });
  const accepted = await bob.made.messenger.acceptInvite(link);
  if (!accepted.ok) throw new Error(accepted.error);
  const conv = accepted.value.conversationId;
  await alice.made.until('a contact', async () => (await alice.made.conversation(conv))?.state === 'contact');
  await bob.made.messenger.sendText(conv, 'before we move');
  await alice.made.until('the text', async () => (await alice.made.messages(conv)).length === 1);

  await Promise.all([alice.made.stop(), bob.made.stop()]);
  await Promise.all([alice.move(), bob.move()]);
  await alice.made.restart();
  await bob.made.restart();

  await alice.made.messenger.sendText(conv, 'after both moved');
  await bob.made.until('the text across', async () => {
    const newest = (await bob.made.messages(conv)).at(-1);
    return newest?.content.kind === 'text' && newest.content.text === 'after both moved';
  });
});
