import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import type { LocalNetwork } from '../endpoint.ts';
import type { Path } from '../paths/path.ts';
import { LanBeacon, lanTargets } from './lan-beacon.ts';
import { LAN_NETWORKS_MAX } from './limits.ts';
import { openUdp } from './udp-transport.ts';

const ANY: readonly Path[] = [{ type: 'ipv4', ip: '0.0.0.0', port: 4000 }];

function network(ip: string, prefixLength: number, over: Partial<LocalNetwork> = {}): LocalNetwork {
  return { type: 'ipv4', ip, prefixLength, isLoopback: false, ...over };
}

const textOf = (networks: readonly LocalNetwork[], bound = ANY) =>
  lanTargets(networks, bound).map(({ via, to }) => `${via} ${to.ip}:${to.port}`);

describe('where a ping goes', () => {
  test("each network's broadcast address, and the multicast group by each", () => {
    expect(textOf([network('192.168.1.7', 24), network('10.20.30.40', 12)])).toEqual([
      '192.168.1.7 192.168.1.255:42420',
      '192.168.1.7 239.42.42.42:42420',
      '10.20.30.40 10.31.255.255:42420',
      '10.20.30.40 239.42.42.42:42420',
    ]);
  });

  test('neither loopback, nor IPv6, nor a tunnel to one other end', () => {
    const none = [
      network('127.0.0.1', 8, { isLoopback: true }),
      network('fd00::1', 64, { type: 'ipv6' }),
      network('10.8.0.2', 32),
      network('10.8.0.2', 31),
    ];
    expect(textOf(none)).toEqual([]);
  });

  test('what is bound to one address stays in its network', () => {
    const both = [network('192.168.1.7', 24), network('192.168.2.7', 24)];
    expect(textOf(both, [{ type: 'ipv4', ip: '192.168.2.7', port: 4000 }])).toEqual([
      '192.168.2.7 192.168.2.255:42420',
      '192.168.2.7 239.42.42.42:42420',
    ]);
  });

  test('a machine full of networks uses the first ones', () => {
    const many = Array.from({ length: 50 }, (_, number) => network(`10.0.${number}.1`, 24));
    expect(new Set(lanTargets(many, ANY).map(({ via }) => via)).size).toBe(LAN_NETWORKS_MAX);
  });
});

describe.skipIf(process.platform !== 'linux')('on this machine', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });

  async function open() {
    const opened = await openUdp({ ip: '127.0.0.1' });
    if (!opened.ok) throw new Error(opened.detail);
    const logged: string[] = [];
    const beacon = new LanBeacon({
      transport: opened.transport,
      isLoopback: true,
      log: (line) => void logged.push(line),
    });
    closing.push(
      () => opened.transport.close(),
      () => beacon.close(),
    );
    await beacon.whenSettled;
    return { beacon, logged, transport: opened.transport };
  }

  test('all beacons hear a ping, with the address to answer to; an open or a line packet none', async () => {
    const asking = await open();
    const others = [await open(), await open()];
    const heard = others.map(
      ({ beacon }) =>
        new Promise((resolve) => {
          beacon.onDatagram((from, bytes) => {
            if (from.port === asking.transport.bound[0]?.port) resolve([from, ...bytes]);
          });
        }),
    );
    asking.beacon.send(Uint8Array.of(0, 1, 7));
    asking.beacon.send(Uint8Array.of(0, 0, 7));
    asking.beacon.send(Uint8Array.of(0, 2, 0x7b, 0x7d));
    expect(await Promise.all(heard)).toEqual(others.map(() => [asking.transport.bound[0], 0, 2, 0x7b, 0x7d]));
  });

  test('nobody can make the socket shout by naming a broadcast address', async () => {
    const asking = await open();
    const other = await open();
    const from = asking.transport.bound[0];
    const heard: number[] = [];
    const last = new Promise<void>((resolve) => {
      other.beacon.onDatagram(({ port }, bytes) => {
        if (port !== from?.port) return;
        heard.push(bytes[2] ?? 0);
        if (bytes[2] === 2) resolve();
      });
    });
    asking.beacon.send(Uint8Array.of(0, 2, 1, 0));
    asking.transport.send({ type: 'ipv4', ip: '127.255.255.255', port: 42_420 }, Uint8Array.of(0, 2, 9, 0));
    asking.beacon.send(Uint8Array.of(0, 2, 2, 0));
    await last;
    expect(heard).toEqual([1, 2]);
  });

  test('a taken port is logged; asking still works', async () => {
    const greedy = createSocket({ type: 'udp4' });
    greedy.bind(42_420, '0.0.0.0');
    const isTaken = await Promise.race([
      once(greedy, 'listening').then(() => true),
      once(greedy, 'error').then(() => false),
    ]);
    closing.push(() => new Promise((resolve) => void greedy.close(() => resolve())));
    if (!isTaken) return; // another switch of this machine listens there: then ours may too
    const { beacon, logged, transport } = await open();
    expect(logged).toEqual([expect.stringContaining('EADDRINUSE')]);
    const heard = new Promise<void>((resolve) => {
      // Others of this machine may ping as well.
      greedy.on('message', (_, { port }) => port === transport.bound[0]?.port && resolve());
    });
    beacon.send(Uint8Array.of(0, 2, 0x7b, 0x7d));
    await heard;
  });
});
