import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { LocalNetwork } from '../endpoint.ts';
import type { Path } from '../paths/path.ts';
import type { Transport } from './transport.ts';
import { bindUdp } from './udp-socket.ts';
import { openUdp } from './udp-transport.ts';
import { UdpUplinks, uplinks } from './udp-uplinks.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const network = (ip: string, more: Partial<LocalNetwork> = {}): LocalNetwork => ({
  type: ip.includes(':') ? 'ipv6' : 'ipv4',
  ip,
  prefixLength: 24,
  isLoopback: false,
  ...more,
});
const ANY: readonly Path[] = [
  { type: 'ipv4', ip: '0.0.0.0', port: 1 },
  { type: 'ipv6', ip: '::', port: 1 },
];

test('one way out needs no more sockets, nor does one address that was asked for', () => {
  const home = network('192.168.1.7');
  const loopback = network('127.0.0.1', { isLoopback: true });
  const radio = network('10.0.0.7');
  expect(uplinks([home, loopback], ANY)).toEqual([]);
  expect(uplinks([home, radio], [{ type: 'ipv4', ip: '192.168.1.7', port: 1 }])).toEqual([]);
  expect(uplinks([home, radio, loopback], ANY).map(({ ip }) => ip)).toEqual(['192.168.1.7', '10.0.0.7']);
});

test('several addresses of one IPv6 network are one way out, and those of a link none', () => {
  const [one, two] = [network('2001:db8:1:1::7'), network('2001:db8:1:1::8')];
  const link = network('fe80::1', { zone: 'eth0' });
  expect(uplinks([one, two, link], ANY)).toEqual([]);
  expect(uplinks([one, two, network('2001:db8:2:1::7')], ANY).map(({ ip }) => ip)).toEqual([
    '2001:db8:1:1::7',
    '2001:db8:2:1::7',
  ]);
});

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(5);
}

// 127.0.0.0/8 is this machine's on Linux; elsewhere only 127.0.0.1 is.
test.runIf(process.platform === 'linux')(
  'where an answer comes by another interface, what follows goes that way',
  async () => {
    const main = await openUdp({ port: 0 });
    const peer = await bindUdp({ type: 'ipv4', ip: '127.0.0.1', port: 0 });
    if (!main.ok || !peer.ok) throw new Error('loopback is not to be had');
    const both = [network('127.0.0.2'), network('127.0.0.3')];
    const transport: Transport = new UdpUplinks(main.transport, () => both);
    closing.push(
      () => transport.close(),
      () => peer.socket.close(),
    );
    const heard: Path[] = [];
    const answers: number[] = [];
    peer.socket.onDatagram((from) => heard.push(from));
    transport.onDatagram((_from, bytes) => answers.push(bytes[0] ?? 0));
    const to = peer.socket.bound;

    transport.send(to, Uint8Array.of(1));
    await until(() => heard.length === 1);
    expect(heard[0]?.ip).toBe('127.0.0.1');

    transport.send(to, Uint8Array.of(2), true);
    await until(() => heard.length === 4);
    expect(
      heard
        .slice(1)
        .map(({ ip }) => ip)
        .sort(),
    ).toEqual(['127.0.0.1', '127.0.0.2', '127.0.0.3']);

    const third = heard.find(({ ip }) => ip === '127.0.0.3');
    if (third !== undefined) peer.socket.send(third, Uint8Array.of(7));
    await until(() => answers.length === 1);
    transport.send(to, Uint8Array.of(3));
    await until(() => heard.length === 5);
    expect(heard[4]).toEqual(third);

    const first = heard[0];
    if (first !== undefined) peer.socket.send(first, Uint8Array.of(8));
    await until(() => answers.length === 2);
    transport.send(to, Uint8Array.of(4));
    await until(() => heard.length === 6);
    expect(heard[5]).toEqual(first);
  },
);
