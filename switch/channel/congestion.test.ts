import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONGESTION_WINDOW_INITIAL, CONGESTION_WINDOW_MIN } from '../constants.ts';
import { afterAck, afterLoss, afterTimeout, CONGESTION_START } from './congestion.ts';

describe('congestion window', () => {
  test('doubles a round trip until the first loss, then grows by one', () => {
    const doubled = afterAck(CONGESTION_START, CONGESTION_WINDOW_INITIAL, 100);
    expect(doubled.windowPackets).toBe(2 * CONGESTION_WINDOW_INITIAL);
    const cut = afterLoss(doubled, 5, 31);
    expect(cut.windowPackets).toBeLessThan(doubled.windowPackets);
    const grown = afterAck(cut, Math.floor(cut.windowPackets), 100);
    expect(grown.windowPackets - cut.windowPackets).toBeLessThanOrEqual(1);
  });

  test('is cut once for all losses of one flight', () => {
    const once = afterLoss(CONGESTION_START, 3, 15);
    expect(afterLoss(once, 9, 20)).toBe(once);
    expect(afterLoss(once, 16, 20).windowPackets).toBeLessThan(once.windowPackets);
  });

  test('never leaves its bounds, whatever happens', () => {
    const anyStep = fc.tuple(fc.constantFrom('ack', 'loss', 'timeout'), fc.nat(100));
    fc.assert(
      fc.property(fc.array(anyStep), fc.integer({ min: 50, max: 100 }), (steps, windowMax) => {
        let state = CONGESTION_START;
        let sentSeq = 0;
        for (const [step, count] of steps) {
          sentSeq += count;
          if (step === 'ack') state = afterAck(state, count, windowMax);
          else if (step === 'loss') state = afterLoss(state, sentSeq - count, sentSeq);
          else state = afterTimeout(state, sentSeq);
          expect(state.windowPackets).toBeGreaterThanOrEqual(CONGESTION_WINDOW_MIN);
          expect(state.windowPackets).toBeLessThanOrEqual(windowMax);
        }
      }),
    );
  });
});
