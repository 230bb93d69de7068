import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Path } from '../paths/path.ts';
import { TCP_QUEUE_BYTES_MAX, TCP_UNPROVEN_BYTES_MAX, TCP_UNPROVEN_PER_HOST_MAX } from './limits.ts';
import { encodeFrame } from './tcp-frames.ts';
import { TcpPaths } from './tcp-path.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Received {
  readonly from: Path;
  readonly bytes: Uint8Array;
}

/** One that listens on a free port, with what came and what closed. */
async function open(ip = '127.0.0.1') {
  const paths = await TcpPaths.open([{ type: 'ipv4', ip, port: 0 }]);
  closing.push(() => paths.close());
  const received: Received[] = [];
  const closed: Path[] = [];
  paths.onDatagram((from, bytes) => received.push({ from, bytes }));
  paths.onClosed((path) => closed.push(path));
  const [bound] = paths.bound;
  const port = bound?.port === 0 ? undefined : bound?.port;
  return { paths, received, closed, at: { type: 'tcp4', ip, port: port ?? 0 } as Path };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(5);
}

/** A bare connection, as a stranger makes one. */
async function bare(to: Path): Promise<Socket> {
  const socket = connect(to.port, to.ip);
  socket.on('error', () => undefined);
  socket.resume();
  closing.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

test('packets go both ways over one connection, whole and in order', async () => {
  const [here, there] = [await open(), await open()];
  for (let n = 1; n <= 200; n++) here.paths.send(there.at, new Uint8Array(n).fill(n));
  await until(() => there.received.length === 200);
  expect(there.received.map(({ bytes }) => bytes)).toEqual(
    Array.from({ length: 200 }, (_, n) => new Uint8Array(n + 1).fill(n + 1)),
  );
  const [{ from }] = there.received as [Received];
  expect(from).toMatchObject({ type: 'tcp4', ip: '127.0.0.1' });
  there.paths.send(from, Uint8Array.of(1, 2));
  await until(() => here.received.length === 1);
  expect(here.received[0]).toEqual({ from: there.at, bytes: Uint8Array.of(1, 2) });
});

test('a connection that ends is told on both sides, and where it came from is never dialled', async () => {
  const [here, there] = [await open(), await open()];
  here.paths.send(there.at, Uint8Array.of(1));
  await until(() => there.received.length === 1);
  const [{ from }] = there.received as [Received];
  await here.paths.close();
  await until(() => there.closed.length === 1);
  expect(there.closed).toEqual([from]);
  there.paths.send(from, Uint8Array.of(2)); // a connection that can't be made would be told as well, before the next one
  there.paths.send(here.at, Uint8Array.of(2));
  await until(() => there.closed.length > 1);
  expect(there.closed).toEqual([from, here.at]);
});

test('nobody listening is told, and not tried again at once', async () => {
  const here = await open();
  const gone = await open();
  await gone.paths.close();
  here.paths.send(gone.at, Uint8Array.of(1));
  await until(() => here.closed.length === 1);
  here.paths.send(gone.at, Uint8Array.of(1));
  expect(here.closed).toEqual([gone.at]);
});

test('who takes nothing has a bounded queue, the rest is lost', async () => {
  const here = await open();
  const server = createServer((socket) => void socket.pause());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const address = server.address();
  const to: Path = { type: 'tcp4', ip: '127.0.0.1', port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
  const accepted = once(server, 'connection');
  const packet = new Uint8Array(8_192);
  for (let n = 0; n < 4 * (TCP_QUEUE_BYTES_MAX / packet.length); n++) here.paths.send(to, packet);
  const [socket] = (await accepted) as [Socket];
  closing.push(() => socket.destroy());
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
  });
  socket.resume();
  await until(() => bytes >= TCP_QUEUE_BYTES_MAX - 2 * packet.length);
  here.paths.send(to, Uint8Array.of(1)); // it was drained: there is room again
  const before = bytes;
  await until(() => bytes > before);
  expect(bytes).toBeLessThanOrEqual(TCP_QUEUE_BYTES_MAX + packet.length);
});

test('strangers who say nothing worth an answer get few connections, and few bytes', async () => {
  const here = await open();
  const sockets: Socket[] = [];
  for (let n = 0; n <= TCP_UNPROVEN_PER_HOST_MAX; n++) sockets.push(await bare(here.at));
  const [first, last] = [sockets[0], sockets.at(-1)] as [Socket, Socket];
  if (!last.destroyed) await once(last, 'close');
  expect(first.destroyed).toBe(false);
  const frame = encodeFrame(new Uint8Array(4_096));
  for (let sent = 0; sent <= TCP_UNPROVEN_BYTES_MAX; sent += frame.length) first.write(frame);
  await once(first, 'close');
  expect(here.received.length * 4_096).toBeLessThanOrEqual(TCP_UNPROVEN_BYTES_MAX);
});

test('one that is answered may go on', async () => {
  const here = await open();
  const socket = await bare(here.at);
  socket.write(encodeFrame(Uint8Array.of(1)));
  await until(() => here.received.length === 1);
  here.paths.send((here.received[0] as Received).from, Uint8Array.of(2));
  const frame = encodeFrame(new Uint8Array(4_096));
  for (let sent = 0; sent <= 2 * TCP_UNPROVEN_BYTES_MAX; sent += frame.length) socket.write(frame);
  await until(() => here.received.length > (2 * TCP_UNPROVEN_BYTES_MAX) / frame.length);
  expect(socket.destroyed).toBe(false);
});

test('what is no stream of packets ends the connection', async () => {
  const here = await open();
  const socket = await bare(here.at);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'close');
  expect(here.received).toEqual([]);
});

test('a port that somebody has is done without', async () => {
  const taken = await open();
  const log: string[] = [];
  const paths = await TcpPaths.open([{ type: 'ipv4', ip: '127.0.0.1', port: taken.at.port }], (line) => log.push(line));
  closing.push(() => paths.close());
  expect(paths.bound).toEqual([]);
  expect(log).toHaveLength(1);
});

test('who listens at one address alone connects from no other, and to no other kind', async () => {
  const [here, there] = [await open('127.0.0.2'), await open()];
  let count = 0;
  const other = createServer(() => count++).listen(0, '::1');
  closing.push(() => other.close());
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  here.paths.send({ type: 'tcp6', ip: '::1', port }, Uint8Array.of(1));
  here.paths.send(there.at, Uint8Array.of(2));
  await until(() => there.received.length === 1);
  expect(there.received[0]?.from.ip).toBe('127.0.0.2');
  expect(count).toBe(0);
});
