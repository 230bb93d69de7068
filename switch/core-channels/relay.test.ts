import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBridged, lineIdOfDatagram, PacketRate, writeRelayed } from './relay.ts';

describe('a packet rate', () => {
  test('never lets more than its number through in any window, and wastes none of it', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 20, maxLength: 200 });
    fc.assert(
      fc.property(gaps, (gapsMs) => {
        const rate = new PacketRate(5, 1_000);
        const passedAtMs: number[] = [];
        let nowMs = 7;
        for (const gapMs of gapsMs) {
          nowMs += gapMs;
          const within = passedAtMs.filter((atMs) => atMs > nowMs - 1_000).length;
          const isTaken = rate.take(nowMs);
          expect(isTaken).toBe(within < 5);
          if (isTaken) passedAtMs.push(nowMs);
        }
      }),
    );
  });

  test('says when the next one may go', () => {
    const rate = new PacketRate(2, 1_000);
    expect(rate.nextAtMs).toBe(0);
    rate.take(100);
    rate.take(300);
    expect(rate.nextAtMs).toBe(1_100);
    expect(rate.take(1_099)).toBe(false);
    expect(rate.take(1_100)).toBe(true);
    expect(rate.nextAtMs).toBe(1_300);
  });
});

describe('relayed packets', () => {
  test('say that they are bridged as the reference does, or nothing', () => {
    expect(writeRelayed(true)).toEqual({ bridge: true });
    expect(writeRelayed(false)).toEqual({});
    expect(isBridged({ bridge: true, c: 7 })).toBe(true);
    for (const json of [{}, { bridge: 1 }, { bridge: 'true' }]) expect(isBridged(json)).toBe(false);
  });

  test('show the line id of a line packet, and of nothing else', () => {
    const id = Array.from({ length: 16 }, (_, index) => index + 1);
    expect([...(lineIdOfDatagram(Uint8Array.of(0, 0, ...id, 9)) ?? [])]).toEqual(id);
    for (const bytes of [[], [0, 0], [0, 0, ...id], [0, 1, ...id, 9], [1, 0, ...id, 9]])
      expect(lineIdOfDatagram(Uint8Array.from(bytes))).toBeUndefined();
  });
});
