import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatIp, parseIp, sharePrefix } from './ip.ts';

const anyText = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefF:.'), maxLength: 24 }),
  fc.tuple(fc.ipV6(), fc.nat(), fc.constantFrom(':', '.', '0', 'g')).map(([ip, at, character]) => {
    const place = at % ip.length;
    return ip.slice(0, place) + character + ip.slice(place + 1);
  }),
);

describe('IP addresses', () => {
  test('are addresses exactly when Node says so', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parseIp(text) !== undefined).toBe(isIP(text) !== 0);
      }),
      { numRuns: 3_000 },
    );
  });

  test('have one spelling, the one that a URL has', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const bytes = parseIp(text) ?? new Uint8Array(0);
        const host = bytes.length === 4 ? formatIp(bytes) : `[${formatIp(bytes)}]`;
        expect(new URL(`http://${host}/`).hostname).toBe(host);
        expect(parseIp(formatIp(bytes))).toEqual(bytes);
      }),
    );
  });

  test.each([
    ['::ffff:192.168.0.1', '192.168.0.1'],
    ['::FFFF:c0a8:1', '192.168.0.1'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['::', '::'],
    ['fe80::1:0', 'fe80::1:0'],
  ])('%s is written %s', (text, written) => {
    expect(formatIp(parseIp(text) ?? new Uint8Array(0))).toBe(written);
  });

  test('zones, brackets, ports and overlong text are no part of an address', () => {
    for (const text of [
      'fe80::1%eth0',
      '[::1]',
      '1.2.3.4:5',
      `${'0:'.repeat(40)}1`,
      '',
      ' 1.2.3.4',
      '1.2.3',
      '256.1.1.1',
    ])
      expect(parseIp(text)).toBeUndefined();
  });

  test('share a prefix bit by bit', () => {
    const [a, b] = [parseIp('10.0.127.255'), parseIp('10.0.128.0')] as [Uint8Array, Uint8Array];
    expect(sharePrefix(a, b, 16)).toBe(true);
    expect(sharePrefix(a, b, 17)).toBe(false);
    expect(sharePrefix(a, a, 32)).toBe(true);
    expect(sharePrefix(a, parseIp('::1') as Uint8Array, 0)).toBe(false);
  });
});
