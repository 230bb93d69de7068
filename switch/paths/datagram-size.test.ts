import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DATAGRAM_BYTES_MAX, DATAGRAM_SIZES, SIZE_PROBE_MS, SIZE_PROBES_MAX, SIZE_RETRY_MS } from '../constants.ts';
import { DatagramSize } from './datagram-size.ts';

const REACHES = ['loopback', 'local', 'public'] as const;
const ANY_SIZE = 65_507;

describe('the search for the size of datagrams', () => {
  test('ends at the largest size that arrives, and uses no other on its way', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REACHES),
        fc.integer({ min: 1_232, max: 70_000 }),
        fc.nat(70_000),
        (reach, carried, taken) => {
          const size = new DatagramSize();
          for (let nowMs = 0; nowMs < 60_000; nowMs += 10) {
            const probe = size.nextProbe(nowMs, reach, taken);
            if (probe !== undefined && probe <= carried) size.handleAnswer(probe);
            expect(size.bytes).toBeLessThanOrEqual(Math.max(DATAGRAM_BYTES_MAX, Math.min(carried, taken)));
          }
          const fitting = DATAGRAM_SIZES[reach].filter((bytes) => bytes <= carried && bytes <= taken);
          expect(size.bytes).toBe(fitting.at(-1) ?? DATAGRAM_BYTES_MAX);
        },
      ),
    );
  });

  test('asks a few times, a second apart, then not for long', () => {
    const size = new DatagramSize();
    const askedAtMs: number[] = [];
    for (let nowMs = 0; nowMs < SIZE_RETRY_MS; nowMs += 100)
      if (size.nextProbe(nowMs, 'public', ANY_SIZE) !== undefined) askedAtMs.push(nowMs);
    expect(askedAtMs).toEqual(Array.from({ length: SIZE_PROBES_MAX }, (_, index) => index * SIZE_PROBE_MS));
    expect(size.nextProbe(SIZE_RETRY_MS + 10_000, 'public', ANY_SIZE)).toBe(1_452);
  });

  test('goes back at silence, and a late answer changes nothing', () => {
    const size = new DatagramSize();
    size.handleAnswer(size.nextProbe(0, 'local', ANY_SIZE) ?? 0);
    expect(size.bytes).toBe(1_452);
    const late = size.nextProbe(10, 'local', ANY_SIZE) ?? 0;
    size.handleSilence(20);
    size.handleAnswer(late);
    expect(size.bytes).toBe(DATAGRAM_BYTES_MAX);
    expect(size.nextProbe(30_000, 'local', ANY_SIZE)).toBeUndefined();
  });
});
