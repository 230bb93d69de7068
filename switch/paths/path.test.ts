import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizePath, pathKey, readPath, readPaths, samePath, sourceOf, writePath } from './path.ts';

const v4 = (ip: string, port = 42_424) => ({ type: 'ipv4', ip, port }) as const;
const v6 = (ip: string, port = 42_424) => ({ type: 'ipv6', ip, port }) as const;

describe('paths that somebody told us', () => {
  test('come back as they were written', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), fc.integer({ min: 1, max: 65_535 }), (ip4, ip6, port) => {
        for (const path of [normalizePath(v4(ip4, port)), normalizePath(v6(ip6, port))])
          if (path !== undefined) expect(readPath(writePath(path))).toEqual(path);
      }),
    );
  });

  test.each([
    ['no object', 'ipv4'],
    ['another type', { type: 'http', http: 'http://127.0.0.1' }],
    ['no ip', { type: 'ipv4', port: 1 }],
    ['port 0', { type: 'ipv4', ip: '1.2.3.4', port: 0 }],
    ['port 65536', { type: 'ipv4', ip: '1.2.3.4', port: 65_536 }],
    ['a port as text', { type: 'ipv4', ip: '1.2.3.4', port: '80' }],
    ['a name', { type: 'ipv4', ip: 'example.org', port: 80 }],
    ['the type of the other family', { type: 'ipv6', ip: '1.2.3.4', port: 80 }],
    ['nowhere', { type: 'ipv4', ip: '0.0.0.0', port: 80 }],
    ['everybody', { type: 'ipv4', ip: '255.255.255.255', port: 80 }],
    ['a group', { type: 'ipv4', ip: '239.255.255.250', port: 1900 }],
    ['a group of IPv6', { type: 'ipv6', ip: 'ff02::1', port: 80 }],
    ['of some link, without saying which', { type: 'ipv6', ip: 'fe80::1', port: 80 }],
    ['of a link of theirs', { type: 'ipv6', ip: 'fe80::1%eth0', port: 80 }],
    ['of a link that they name', { type: 'ipv6', ip: 'fe80::1', port: 80, zone: 'eth0' }],
    ['nowhere in IPv6', { type: 'ipv6', ip: '::', port: 80 }],
  ])('are none if they are %s', (_, json) => {
    expect(readPath(json)).toBeUndefined();
  });

  test('are read without repeats, and no more than eight', () => {
    const many = Array.from({ length: 100 }, (_, index) => v4(`10.0.0.${index + 1}`));
    expect(readPaths([many[0] ?? null, many[0] ?? null, null, 'x', ...many])?.length).toBeLessThanOrEqual(8);
    expect(readPaths([v6('::1'), v6('0:0:0:0:0:0:0:1')])).toEqual([v6('::1')]);
    expect(readPaths('no list')).toBeUndefined();
  });

  test('no JSON makes reading them throw', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => void readPaths(json as never)));
  });
});

describe('a link-local address', () => {
  const onLink = (ip: string, zone: string) => ({ ...v6(ip), zone });

  test('needs the link that it is on, and is another one on each', () => {
    expect(normalizePath(onLink('FE80:0::7', 'eth0'))).toEqual(onLink('fe80::7', 'eth0'));
    expect(normalizePath(v6('fe80::7'))).toBeUndefined();
    expect(normalizePath(onLink('fe80::7', ''))).toBeUndefined();
    expect(samePath(onLink('fe80::7', 'eth0'), onLink('fe80::7', 'wlan0'))).toBe(false);
    expect(pathKey(onLink('fe80::7', 'eth0'))).toBe('[fe80::7%eth0]:42424');
  });

  test('loses the link when it is written, and is read as one of the link that it came by', () => {
    const json = writePath(onLink('fe80::7', 'eth0'));
    expect(json).toEqual({ type: 'ipv6', ip: 'fe80::7', port: 42_424 });
    expect(readPath(json, 'wlan0')).toEqual(onLink('fe80::7', 'wlan0'));
  });

  test('of any other kind has no link, whoever says so', () => {
    expect(readPath(v6('2001:db8::7'), 'wlan0')).toEqual(v6('2001:db8::7'));
    expect(normalizePath({ ...v4('192.168.1.7'), zone: 'eth0' })).toEqual(v4('192.168.1.7'));
  });

  test('is a source of its own: all hosts of a link share the prefix', () => {
    expect(sourceOf(onLink('fe80::7', 'eth0'))).not.toBe(sourceOf(onLink('fe80::8', 'eth0')));
    expect(sourceOf(onLink('fe80::7', 'eth0'))).not.toBe(sourceOf(onLink('fe80::7', 'eth1')));
  });
});

describe('a source', () => {
  test('is a host, on this machine a port, and in IPv6 a /64', () => {
    expect(sourceOf(v4('203.0.113.1', 1))).toBe(sourceOf(v4('203.0.113.1', 2)));
    expect(sourceOf(v4('127.0.0.1', 1))).not.toBe(sourceOf(v4('127.0.0.1', 2)));
    expect(sourceOf(v6('2001:db8::1'))).toBe(sourceOf(v6('2001:db8::ffff:1')));
    expect(sourceOf(v6('2001:db8::1'))).not.toBe(sourceOf(v6('2001:db8:0:1::1')));
  });

  test('of one address and port has one key', () => {
    expect(pathKey(v6('::1', 5))).toBe('[::1]:5');
    expect(pathKey(v4('1.2.3.4', 5))).toBe('1.2.3.4:5');
  });
});
