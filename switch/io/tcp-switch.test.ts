import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Endpoint, PeerHints, SecretIdentity } from '../endpoint.ts';
import { isTcp, type Path } from '../index.ts';
import { testIdentities } from '../tests/sim-crypto.ts';
import { openTransport } from './open-transport.ts';
import { startOver } from './switch-factory.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A switch on loopback; one whose network blocks UDP sends and hears none. */
async function start(number: number, isUdpBlocked = false): Promise<Endpoint & { hints: PeerHints }> {
  const opened = await openTransport({ listen: { ip: '127.0.0.1' } });
  if (!opened.ok) throw new Error(opened.detail);
  const { transport } = opened;
  const endpoint = startOver(
    isUdpBlocked
      ? {
          ...transport,
          send: (to, bytes) => void (isTcp(to) && transport.send(to, bytes)),
          onDatagram: (receive) => transport.onDatagram((from, bytes) => void (isTcp(from) && receive(from, bytes))),
        }
      : transport,
    { identity: identity(number), lastOpenAtMs: 0, persistOpenAtMs: async () => undefined, log: () => undefined },
  );
  closing.push(() => endpoint.close());
  const { self } = endpoint;
  return Object.assign(endpoint, { hints: { identity: self, paths: endpoint.localPaths() } });
}

function identity(number: number): SecretIdentity {
  const found = testIdentities[number];
  if (found === undefined) throw new RangeError(`no identity ${number}`);
  return found;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(10);
}

function listen(endpoint: Endpoint): unknown[] {
  const texts: unknown[] = [];
  endpoint.listen('_chat', { reliable: true, mayOpen: () => true }, (channel) =>
    channel.onPacket(({ json }, done) => {
      texts.push(json.text);
      done();
    }),
  );
  return texts;
}

const inUse = (of: Endpoint, peer: Endpoint) => of.status(peer.self.hashname)?.paths[0];
const isOpen = (of: Endpoint, peer: Endpoint) => of.status(peer.self.hashname)?.line === 'open';

test('UDP is used where it works, though TCP is told too', async () => {
  const [alice, bob] = [await start(0), await start(1)];
  const heard = listen(bob);
  alice.learn(bob.hints);
  alice.openChannel(bob.self.hashname, '_chat', { json: { text: 'hello' } });
  await until(() => heard.length === 1);
  expect(inUse(alice, bob)?.path.type).toBe('ipv4');
});

test('a peer of whom only a TCP address is known is dialled there at once', async () => {
  const [alice, bob] = [await start(0, true), await start(1)];
  const heard = listen(bob);
  alice.learn({ ...bob.hints, paths: bob.hints.paths.filter(isTcp) });
  alice.openChannel(bob.self.hashname, '_chat', { json: { text: 'hello' } });
  await until(() => heard.length === 1);
  expect(inUse(alice, bob)).toMatchObject({ isEstablished: true, path: { type: 'tcp4' } });
});

test('who knows only a UDP address, and hears nobody by UDP, tries TCP at that port', async () => {
  const [alice, bob] = [await start(0, true), await start(1)];
  const heard = listen(bob);
  alice.learn({ ...bob.hints, paths: bob.hints.paths.filter((path) => !isTcp(path)) });
  alice.openChannel(bob.self.hashname, '_chat', { json: { text: 'hello' } });
  await until(() => heard.length === 1);
  expect(inUse(alice, bob)?.path.type).toBe('tcp4');
}, 20_000);

test('one whose UDP does not answer is reached by TCP after some seconds', async () => {
  const silent = createSocket('udp4').bind(0, '127.0.0.1');
  closing.push(() => silent.close());
  await once(silent, 'listening');
  const [alice, bob] = [await start(0), await start(1)];
  const heard = listen(bob);
  const dead: Path = { type: 'ipv4', ip: '127.0.0.1', port: silent.address().port };
  alice.learn({ ...bob.hints, paths: [dead, ...bob.hints.paths.filter(isTcp)] });
  alice.openChannel(bob.self.hashname, '_chat', { json: { text: 'hello' } });
  await until(() => heard.length === 1);
  // Over TCP it said where it is: UDP is asked there, and takes over.
  alice.keep(bob.self.hashname, true);
  await until(() => inUse(alice, bob)?.path.type === 'ipv4');
  expect(inUse(alice, bob)?.path).toEqual(bob.hints.paths[0]);
}, 20_000);

test('two, one of them without UDP, talk through a seed that both know', async () => {
  const [seed, alice, bob] = [await start(0), await start(1, true), await start(2)];
  seed.setSeeding('anyone');
  seed.setBridging('anyone');
  const heard = [listen(alice), listen(bob)];
  for (const endpoint of [alice, bob]) endpoint.addSeeds([seed.hints]);
  await until(() => isOpen(seed, alice) && isOpen(seed, bob));
  expect(inUse(seed, alice)?.path.type).toBe('tcp4');
  alice.keep(bob.self.hashname, true);
  await until(() => isOpen(alice, bob) && isOpen(bob, alice));
  expect(inUse(alice, bob)?.through?.via).toBe(seed.self.hashname);
  alice.openChannel(bob.self.hashname, '_chat', { json: { text: 'from alice' } });
  bob.openChannel(alice.self.hashname, '_chat', { json: { text: 'from bob' } });
  await until(() => heard.every((texts) => texts.length === 1));
  expect(heard).toEqual([['from bob'], ['from alice']]);
}, 20_000);

test('a connection that breaks is made again, and no channel is lost', async () => {
  const [alice, bob] = [await start(0, true), await start(1, true)];
  const heard = listen(bob);
  const passing = new Set<Socket>();
  const target = bob.hints.paths.find(isTcp);
  const forwarder = createServer((inner) => {
    const outer = connect(target?.port ?? 0, '127.0.0.1');
    for (const socket of [inner, outer]) {
      passing.add(socket);
      socket.on('error', () => undefined);
    }
    inner.pipe(outer).pipe(inner);
  }).listen(0, '127.0.0.1');
  closing.push(() => forwarder.close(), ...[() => passing.forEach((socket) => void socket.destroy())]);
  await once(forwarder, 'listening');
  const address = forwarder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const at: Path = { type: 'tcp4', ip: '127.0.0.1', port };
  alice.learn({ ...bob.hints, paths: [at] });
  alice.keep(bob.self.hashname, true);
  const channel = alice.openChannel(bob.self.hashname, '_chat', { json: { text: 1 } });
  const closes: unknown[] = [];
  channel.onClose((close) => closes.push(close));
  await until(() => heard.length === 1);
  for (const socket of passing) socket.destroy();
  channel.send({ json: { text: 2 } });
  await until(() => heard.length === 2);
  expect(heard).toEqual([1, 2]);
  expect(closes).toEqual([]);
}, 20_000);
