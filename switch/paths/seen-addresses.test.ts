import { expect, test } from 'vitest';
import { SEEN_ADDRESS_MS, SEEN_ADDRESSES_MAX } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import type { Path } from './path.ts';
import { SeenAddresses, type Witness } from './seen-addresses.ts';

const at = (ip: string, port = 42_424): Path => ({ type: ip.includes(':') ? 'ipv6' : 'ipv4', ip, port });
const HOME = at('198.51.100.7');
const OTHER = at('198.51.100.7', 1_024);

function witness(number: number, ip = `93.${number}.0.1`, isTrusted = true): Witness {
  return { hashname: `${number}`.padStart(64, '0') as Hashname, at: at(ip), isTrusted };
}

function seenBy(...reports: readonly (readonly [Path, Witness])[]): SeenAddresses {
  const seen = new SeenAddresses();
  for (const [path, who] of reports) seen.note(0, path, who);
  return seen;
}

test('the newest public addresses that anybody told are listed, for a while', () => {
  const seen = new SeenAddresses();
  for (let n = 1; n <= SEEN_ADDRESSES_MAX + 2; n++)
    seen.note(n, at('198.51.100.7', n), witness(n, `93.${n}.0.1`, false));
  seen.note(9, at('192.168.1.4'), witness(99));
  seen.note(9, { ...HOME, type: 'tcp4' }, witness(98));
  expect(seen.list(9).map(({ port }) => port)).toEqual([3, 4, 5, 6]);
  expect(seen.list(4 + SEEN_ADDRESS_MS).map(({ port }) => port)).toEqual([5, 6]);
});

test('two seeds in different networks that agree make an address ours', () => {
  expect(seenBy([HOME, witness(1)], [HOME, witness(2)]).confirmed(0)).toEqual([HOME]);
  expect(seenBy([HOME, witness(1)], [HOME, witness(2)]).confirmed(SEEN_ADDRESS_MS)).toEqual([]);
});

test.each([
  ['one alone', [[HOME, witness(1)]]],
  [
    'one twice',
    [
      [HOME, witness(1)],
      [HOME, witness(1)],
    ],
  ],
  [
    'two in one network',
    [
      [HOME, witness(1, '93.5.1.1')],
      [HOME, witness(2, '93.5.2.1')],
    ],
  ],
  [
    'two, one of whom nobody named',
    [
      [HOME, witness(1)],
      [HOME, witness(2, '93.2.0.1', false)],
    ],
  ],
  [
    'two against a third',
    [
      [HOME, witness(1)],
      [HOME, witness(2)],
      [OTHER, witness(3)],
    ],
  ],
] as const)('%s does not', (_name, reports) => {
  expect(seenBy(...reports).confirmed(0)).toEqual([]);
});

test('each family is for itself', () => {
  const six = at('2001:db8:9::1');
  const seen = seenBy(
    [HOME, witness(1)],
    [HOME, witness(2)],
    [six, witness(3, '2001:db8::1')],
    [six, witness(4, '2001:db9::1')],
  );
  expect(seen.confirmed(0)).toEqual([HOME, six]);
});

test('a witness that sees us elsewhere than before is news, unless it was asked elsewhere', () => {
  const seen = new SeenAddresses();
  expect(seen.note(0, HOME, witness(1))).toBe(false);
  expect(seen.note(1, HOME, witness(1))).toBe(false);
  expect(seen.note(2, OTHER, witness(1))).toBe(true);
  expect(seen.note(3, HOME, witness(1, '93.7.0.1'))).toBe(false);
});
