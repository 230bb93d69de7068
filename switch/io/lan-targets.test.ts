import { describe, expect, test } from 'vitest';
import type { LocalNetwork } from '../endpoint.ts';
import type { Path } from '../paths/path.ts';
import { lanTargets } from './lan-targets.ts';
import { LAN_NETWORKS_MAX } from './limits.ts';

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

  test('in IPv6 the group on each link, once', () => {
    const links = [
      network('fe80::7', 64, { type: 'ipv6', zone: 'eth0' }),
      network('fe80::8', 64, { type: 'ipv6', zone: 'eth0' }),
      network('fe80::9', 64, { type: 'ipv6', zone: 'wlan0' }),
      network('fd00::1', 64, { type: 'ipv6' }),
    ];
    expect(lanTargets(links, [{ type: 'ipv6', ip: '::', port: 4000 }])).toEqual(
      ['eth0', 'wlan0'].map((zone) => ({
        via: `::%${zone}`,
        to: { type: 'ipv6', ip: 'ff12::ef2a:2a2a', port: 42_420, zone },
      })),
    );
    expect(lanTargets(links, ANY)).toEqual([]); // not bound there
  });

  test.each(['utun3', 'awdl0', 'tun0', 'wg0', 'lo'])('no link that leads to no network: %s', (zone) => {
    const link = network('fe80::7', 64, { type: 'ipv6', zone, isLoopback: zone === 'lo' });
    expect(lanTargets([link], [{ type: 'ipv6', ip: '::', port: 4000 }])).toEqual([]);
  });

  test('neither loopback nor a tunnel to one other end', () => {
    const none = [network('127.0.0.1', 8, { isLoopback: true }), network('10.8.0.2', 32), network('10.8.0.2', 31)];
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
