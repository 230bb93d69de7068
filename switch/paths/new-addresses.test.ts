import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NEW_ADDRESSES_BURST, NEW_ADDRESSES_MAX, NEW_ADDRESSES_REFILL_MS, ROUTER_MAPPING_MS } from '../constants.ts';
import { NewAddresses } from './new-addresses.ts';
import type { Path } from './path.ts';

const HOUR_MS = 3_600_000;
const at = (number: number): Path => ({ type: 'ipv4', ip: `93.0.${number >> 8}.${number & 0xff}`, port: 4_000 });

test('whoever asks for how many, an hour and each moment have their bounds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 5_000 }), fc.integer({ min: 1, max: 60_000 }), (gapMs, count) => {
      const addresses = new NewAddresses();
      const lastAtMs = new Map<number, number>();
      for (let nowMs = 0, number = 0; nowMs < HOUR_MS; nowMs += gapMs, number++) {
        const address = number % count;
        if (addresses.take(nowMs, at(address), number % 2 === 0)) lastAtMs.set(address, nowMs);
        if (number % 1_000 > 0) continue;
        const open = [...lastAtMs.values()].filter((sentAtMs) => nowMs - sentAtMs < ROUTER_MAPPING_MS);
        expect(open.length).toBeLessThanOrEqual(NEW_ADDRESSES_MAX);
      }
      expect(lastAtMs.size).toBeLessThanOrEqual(2 * (NEW_ADDRESSES_BURST + HOUR_MS / NEW_ADDRESSES_REFILL_MS));
      expect(lastAtMs.size).toBeGreaterThan(0);
    }),
    { numRuns: 20 },
  );
});

test('what is open already costs nothing more', () => {
  const addresses = new NewAddresses();
  for (let time = 0; time < 10 * NEW_ADDRESSES_BURST; time++) expect(addresses.take(time, at(1), false)).toBe(true);
  expect(addresses.take(10 * NEW_ADDRESSES_BURST, at(2), false)).toBe(true);
});

test('strangers leave the share of the application alone', () => {
  const addresses = new NewAddresses();
  let taken = 0;
  while (addresses.take(0, at(taken), false)) taken++;
  expect(taken).toBe(NEW_ADDRESSES_BURST);
  for (let number = 0; number < NEW_ADDRESSES_BURST; number++)
    expect(addresses.take(0, at(10_000 + number), true)).toBe(true);
  expect(addresses.take(0, at(20_000), true)).toBe(false);
});
