import { createSocket } from 'node:dgram';
import { afterEach, expect, test } from 'vitest';
import type { Path } from '../paths/path.ts';
import type { Transport } from './transport.ts';
import { openUdp } from './udp-transport.ts';

const open: Transport[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((transport) => transport.close()));
});

async function mustOpen(listen?: { ip?: string; port?: number }): Promise<Transport> {
  const result = await openUdp(listen);
  if (!result.ok) throw new Error(result.detail);
  open.push(result.transport);
  return result.transport;
}

function boundTo({ bound }: Transport): Path {
  const [first] = bound;
  if (first === undefined) throw new Error('nothing bound');
  return first;
}

test('datagrams arrive whole, with the address they came from', async () => {
  const here = await mustOpen({ ip: '127.0.0.1' });
  const there = await mustOpen({ ip: '127.0.0.1' });
  const arrived = new Promise((resolve) => there.onDatagram((from, bytes) => resolve({ from, bytes })));
  here.send(boundTo(there), new Uint8Array([1, 2, 3]));
  expect(await arrived).toEqual({ from: boundTo(here), bytes: new Uint8Array([1, 2, 3]) });
});

test('what arrives is no Buffer, whose slice would be a view', async () => {
  const here = await mustOpen({ ip: '127.0.0.1' });
  const arrived = new Promise<Uint8Array>((resolve) => here.onDatagram((_from, bytes) => resolve(bytes)));
  here.send(boundTo(here), new Uint8Array(0));
  expect(Buffer.isBuffer(await arrived)).toBe(false);
});

test('without an address it binds every interface, on one port', async () => {
  const { bound } = await mustOpen();
  expect(bound[0]?.ip).toBe('0.0.0.0');
  expect(new Set(bound.map(({ port }) => port)).size).toBe(1);
});

test('a taken port is told, with the address', async () => {
  const taken = boundTo(await mustOpen({ ip: '127.0.0.1' }));
  expect(await openUdp({ ip: '127.0.0.1', port: taken.port })).toEqual({
    ok: false,
    error: 'port-taken',
    detail: `UDP 127.0.0.1:${taken.port} is in use by another program (EADDRINUSE).`,
  });
  expect(await openUdp({ port: taken.port })).toMatchObject({ ok: false, error: 'port-taken' });
});

test('an address that this machine lacks is told', async () => {
  // 192.0.2.0/24 is for documentation (RFC 5737): no machine has it.
  expect(await openUdp({ ip: '192.0.2.1' })).toMatchObject({ ok: false, error: 'address-unavailable' });
  expect(await openUdp({ ip: 'localhost' })).toMatchObject({ ok: false, error: 'address-unavailable' });
});

test('what cannot be sent is lost without a word', async () => {
  const here = await mustOpen({ ip: '127.0.0.1' });
  const arrived = new Promise<Uint8Array>((resolve) => here.onDatagram((_from, bytes) => resolve(bytes)));
  here.send({ type: 'ipv4', ip: '127.0.0.1', port: 0 }, new Uint8Array(1));
  here.send({ type: 'ipv4', ip: '127.0.0.1', port: 65536 }, new Uint8Array(1));
  here.send({ type: 'ipv4', ip: 'not.an.address', port: 1 }, new Uint8Array(1));
  here.send({ type: 'ipv6', ip: '::1', port: 1 }, new Uint8Array(1));
  here.send({ type: 'ipv4', ip: '127.0.0.1', port: 1 }, new Uint8Array(70_000));
  here.send({ type: 'ipv4', ip: '127.0.0.1', port: await closedPort() }, new Uint8Array(1));
  here.send(boundTo(here), new Uint8Array([7]));
  expect(await arrived).toEqual(new Uint8Array([7]));
});

test('after close nothing is sent, and sending is no error', async () => {
  const here = await mustOpen({ ip: '127.0.0.1' });
  const at = boundTo(here);
  await here.close();
  open.splice(0);
  here.send(at, new Uint8Array(1));
  expect(boundTo(await mustOpen({ ip: '127.0.0.1', port: at.port })).port).toBe(at.port);
});

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => void socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => void socket.close(resolve));
  return port;
}
