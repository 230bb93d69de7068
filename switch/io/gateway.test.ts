import { describe, expect, test } from 'vitest';
import type { LocalNetwork } from '../endpoint.ts';
import { gatewaysOfRoutes, usualGateways } from './gateway.ts';

const network = (ip: string, prefixLength: number, over: Partial<LocalNetwork> = {}): LocalNetwork => ({
  type: 'ipv4',
  ip,
  prefixLength,
  isLoopback: false,
  ...over,
});

/** As Linux writes it, on a little-endian machine: WiFi, a cable with a better metric, the networks themselves. */
const ROUTES = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
wlan0	00000000	0102A8C0	0003	0	0	600	00000000	0	0	0
eth0	00000000	FE01A8C0	0003	0	0	100	00000000	0	0	0
tun0	00000000	00000000	0001	0	0	50	00000000	0	0	0
eth0	0001A8C0	00000000	0001	0	0	100	00FFFFFF	0	0	0
`;

describe('the gateway of Linux', () => {
  test('is the router of each default route, the best one first, and our address in its network goes along', () => {
    const networks = [network('192.168.2.20', 24), network('192.168.1.10', 24)];
    expect(gatewaysOfRoutes(ROUTES, networks)).toEqual([
      { ip: '192.168.1.254', ownIp: '192.168.1.10' },
      { ip: '192.168.2.1', ownIp: '192.168.2.20' },
    ]);
  });

  test('is none that lies in no network of ours', () => {
    expect(gatewaysOfRoutes(ROUTES, [network('192.168.2.20', 24)])).toEqual([
      { ip: '192.168.2.1', ownIp: '192.168.2.20' },
    ]);
    expect(gatewaysOfRoutes(ROUTES, [network('10.0.0.2', 8)])).toEqual([]);
    expect(gatewaysOfRoutes('', [network('192.168.1.10', 24)])).toEqual([]);
  });
});

describe('the gateway elsewhere', () => {
  test('is taken to be the first address of each private network', () => {
    const networks = [
      network('127.0.0.1', 8, { isLoopback: true }),
      network('203.0.113.7', 24),
      network('10.20.30.40', 12),
      network('192.168.2.20', 24),
    ];
    expect(usualGateways(networks)).toEqual([
      { ip: '10.16.0.1', ownIp: '10.20.30.40' },
      { ip: '192.168.2.1', ownIp: '192.168.2.20' },
    ]);
  });

  test('is not ourselves', () => {
    expect(usualGateways([network('192.168.1.1', 24)])).toEqual([]);
  });
});
