import { expect, test } from 'vitest';
import type { Path } from './path.ts';
import { SeenAddresses } from './seen-addresses.ts';

const v4 = (ip: string): Path => ({ type: 'ipv4', ip, port: 4_000 });

test('keeps the newest few public addresses, for as long as a mapping lives', () => {
  const seen = new SeenAddresses();
  seen.note(0, v4('192.168.1.5'));
  seen.note(0, v4('127.0.0.1'));
  expect(seen.list(0)).toEqual([]);
  for (let host = 1; host <= 6; host++) seen.note(host, v4(`198.51.100.${host}`));
  expect(seen.list(6).map(({ ip }) => ip)).toEqual([3, 4, 5, 6].map((host) => `198.51.100.${host}`));
  seen.note(7, v4('198.51.100.3'));
  expect(seen.list(7).at(-1)?.ip).toBe('198.51.100.3');
  expect(seen.list(120_005).map(({ ip }) => ip)).toEqual(['198.51.100.6', '198.51.100.3']);
});
