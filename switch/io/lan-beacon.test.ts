import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { LanBeacon } from './lan-beacon.ts';
import { openUdp } from './udp-transport.ts';

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
