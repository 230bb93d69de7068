import { expect, test } from 'vitest';
import { SEEN_ADDRESS_MS } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { SeenAddresses } from './seen-addresses.ts';

const at = (n: number) => ({ type: 'ipv4', ip: `203.0.113.${n}`, port: 4 }) as const;
const witness = (n: number) => ({ hashname: `${n}`.repeat(64) as Hashname, at: at(n), isTrusted: false });
const seenAt = (port: number) => ({ type: 'ipv4', ip: '198.51.100.7', port }) as const;

test('one word says nothing of the router; two say whether it gives one port to all', () => {
  const seen = new SeenAddresses();
  expect(seen.agreement(0)).toBe('unknown');
  seen.note(0, seenAt(1), witness(1));
  expect(seen.agreement(0)).toBe('unknown');
  seen.note(0, seenAt(1), witness(2));
  expect(seen.agreement(0)).toBe('same');
  seen.note(0, seenAt(9), witness(3));
  expect(seen.agreement(0)).toBe('varies');
  expect(seen.agreement(SEEN_ADDRESS_MS)).toBe('unknown');
});
