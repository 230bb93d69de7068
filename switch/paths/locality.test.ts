import { describe, expect, test } from 'vitest';
import type { LocalNetwork } from '../endpoint.ts';
import { isOnLink, mayBeTold, reachOf } from './locality.ts';
import type { Path } from './path.ts';

const at = (ip: string): Path => ({ type: ip.includes(':') ? 'ipv6' : 'ipv4', ip, port: 1 });
const CAMPUS: LocalNetwork = { type: 'ipv4', ip: '198.51.100.7', prefixLength: 24, isLoopback: false };

describe('how far an address reaches', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.0.9', 'loopback'],
    ['::1', 'loopback'],
    ['10.1.2.3', 'local'],
    ['172.16.0.1', 'local'],
    ['172.31.255.255', 'local'],
    ['172.32.0.1', 'public'],
    ['192.168.1.1', 'local'],
    ['169.254.9.9', 'local'],
    ['100.64.0.1', 'local'],
    ['fd00::1', 'local'],
    ['fe80::1', 'local'],
    ['8.8.8.8', 'public'],
    ['2001:db8::1', 'public'],
  ])('%s: %s', (ip, reach) => {
    expect(reachOf(at(ip))).toBe(reach);
  });

  test('a public address is on-link in a network of ours', () => {
    expect(isOnLink(at('198.51.100.200'), [CAMPUS])).toBe(true);
    expect(isOnLink(at('198.51.101.1'), [CAMPUS])).toBe(false);
  });
});

describe('a link-local address', () => {
  const onLink = (ip: string, zone: string): Path => ({ ...at(ip), zone });
  const WIFI: LocalNetwork = { type: 'ipv6', ip: 'fe80::7', prefixLength: 64, isLoopback: false, zone: 'wlan0' };

  test('is on-link where its link is ours', () => {
    expect(isOnLink(onLink('fe80::1', 'wlan0'), [WIFI])).toBe(true);
    expect(isOnLink(onLink('fe80::1', 'eth0'), [WIFI])).toBe(false);
  });

  test.each([
    ['the same link', onLink('fe80::2', 'wlan0'), true],
    ['another link', onLink('fe80::2', 'eth0'), false],
    ['a network of its own', at('192.168.1.2'), false],
    ['this machine', at('127.0.0.1'), false],
    ['the internet', at('8.8.8.8'), false],
  ])('told over %s: %#', (_, over, may) => {
    expect(mayBeTold(onLink('fe80::1', 'wlan0'), over, [WIFI])).toBe(may);
  });
});

describe('what may be told over which path', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '192.168.1.2', false],
    ['127.0.0.1', '8.8.8.8', false],
    ['192.168.1.2', '127.0.0.1', true],
    ['192.168.1.2', '192.168.1.3', true],
    ['192.168.1.2', '198.51.100.9', true],
    ['192.168.1.2', '8.8.8.8', false],
    ['203.0.113.5', '8.8.8.8', true],
    ['2001:db8::1', '8.8.8.8', true],
  ])('%s over %s: %s', (told, over, may) => {
    expect(mayBeTold(at(told), at(over), [CAMPUS])).toBe(may);
  });
});
