import { describe, expect, test } from 'vitest';
import type { Path } from '../paths/path.ts';
import { pathsToTell, readSeedOptions } from './seed-options.ts';

describe('the options of a seed', () => {
  test('all have a good default', () => {
    expect(readSeedOptions([])).toEqual({
      help: false,
      port: 42_424,
      ip: undefined,
      publicIps: [],
      folder: 'hashline-seed',
      seedsFile: undefined,
      csids: ['2a', '3a'],
      bridges: true,
      tcp: true,
    });
  });

  test.each([
    [['--port', '70000'], '--port 70000: a number from 0 to 65535'],
    [['--port', 'x'], '--port x: a number'],
    [['--ip', 'here'], '--ip here: not an IP address'],
    [['--public-ip', 'seed.example'], 'not an IP address'],
    [['--public-ip', '192.168.1.2'], 'not a public address'],
    [['--public-ip', '::1'], 'not a public address'],
    [['--csids', '9a'], 'cipher sets are'],
    [['--nonsense'], "'--nonsense'"],
  ])('%j is refused, and why', (args, why) => {
    expect(() => readSeedOptions(args)).toThrow(why);
  });
});

test('the public address takes the place of the inner ones, at the same ports, each family by itself', () => {
  const own: Path[] = [
    { type: 'ipv4', ip: '10.0.0.5', port: 42_424 },
    { type: 'tcp4', ip: '10.0.0.5', port: 42_424 },
    { type: 'ipv4', ip: '172.17.0.1', port: 42_424 },
    { type: 'ipv6', ip: 'fd00::5', port: 42_425 },
  ];
  expect(pathsToTell(own, [])).toBe(own);
  expect(pathsToTell(own, ['203.0.113.9'])).toEqual([
    { type: 'ipv4', ip: '203.0.113.9', port: 42_424 },
    { type: 'tcp4', ip: '203.0.113.9', port: 42_424 },
  ]);
  expect(pathsToTell(own, ['2001:db8::9'])).toEqual([{ type: 'ipv6', ip: '2001:db8::9', port: 42_425 }]);
});
