import { describe, expect, test } from 'vitest';
import { type Interfaces, localNetworks, reachablePaths } from './network-interfaces.ts';

const loopback = { netmask: '255.0.0.0', mac: '00:00:00:00:00:00', internal: true } as const;
const outside = { netmask: '255.255.255.0', mac: '02:00:00:00:00:01', internal: false } as const;
const INTERFACES: Interfaces = {
  lo: [
    { ...loopback, family: 'IPv4', address: '127.0.0.1', cidr: '127.0.0.1/8' },
    { ...loopback, family: 'IPv6', address: '::1', cidr: '::1/128', scopeid: 0 },
  ],
  eth0: [
    { ...outside, family: 'IPv4', address: '192.0.2.7', cidr: '192.0.2.7/25' },
    { ...outside, family: 'IPv6', address: '2001:db8::7', cidr: '2001:db8::7/64', scopeid: 0 },
    { ...outside, family: 'IPv6', address: 'fe80::7', cidr: 'fe80::7/64', scopeid: 2 },
  ],
};
const networks = localNetworks(INTERFACES);

test('each address of the machine is a network with its prefix', () => {
  expect(networks).toContainEqual({ type: 'ipv4', ip: '127.0.0.1', prefixLength: 8, isLoopback: true });
  expect(networks).toContainEqual({ type: 'ipv4', ip: '192.0.2.7', prefixLength: 25, isLoopback: false });
  expect(networks).toContainEqual({ type: 'ipv6', ip: '2001:db8::7', prefixLength: 64, isLoopback: false });
});

test('an address without a known prefix is a network of its own', () => {
  const [only] = localNetworks({ tun0: [{ ...outside, family: 'IPv4', address: '198.51.100.1', cidr: null }] });
  expect(only?.prefixLength).toBe(32);
});

test('a link-local address is one of its interface', () => {
  const zone = process.platform === 'win32' ? '2' : 'eth0';
  expect(networks).toContainEqual({ type: 'ipv6', ip: 'fe80::7', prefixLength: 64, isLoopback: false, zone });
  expect(networks.filter((network) => network.zone !== undefined)).toHaveLength(1);
});

describe('reachable paths', () => {
  test('bound everywhere: each address but loopback, link-local ones last', () => {
    const bound = [
      { type: 'ipv4', ip: '0.0.0.0', port: 4242 },
      { type: 'ipv6', ip: '::', port: 4242 },
    ] as const;
    expect(reachablePaths(bound, networks)).toEqual([
      { type: 'ipv4', ip: '192.0.2.7', port: 4242 },
      { type: 'ipv6', ip: '2001:db8::7', port: 4242 },
      { type: 'ipv6', ip: 'fe80::7', port: 4242, zone: process.platform === 'win32' ? '2' : 'eth0' },
    ]);
  });

  test('bound to one address: that one, loopback too', () => {
    const bound = [{ type: 'ipv4', ip: '127.0.0.1', port: 4242 }] as const;
    expect(reachablePaths(bound, networks)).toEqual(bound);
  });
});
