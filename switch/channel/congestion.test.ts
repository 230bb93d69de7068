import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONGESTION_WINDOW_INITIAL, CONGESTION_WINDOW_MIN } from '../constants.ts';
import { afterAck, afterLoss, afterTimeout, CONGESTION_START } from './congestion.ts';

const WINDOW_MAX = 100;

/** A round trip in which each packet of the window is acknowledged. */
const afterRound = (state: typeof CONGESTION_START) => afterAck(state, Math.floor(state.windowPackets), WINDOW_MAX);

describe('congestion window towards others', () => {
  test('doubles a round trip until the first loss, then grows by one', () => {
    const doubled = afterAck(CONGESTION_START, CONGESTION_WINDOW_INITIAL, WINDOW_MAX);
    expect(doubled.windowPackets).toBe(2 * CONGESTION_WINDOW_INITIAL);
    const cut = afterLoss(doubled, 5, 31);
    expect(cut.windowPackets).toBeLessThan(doubled.windowPackets);
    const grown = afterRound(cut);
    expect(grown.windowPackets - cut.windowPackets).toBeGreaterThan(0);
    expect(grown.windowPackets - cut.windowPackets).toBeLessThanOrEqual(1);
  });

  test('is cut once for all losses of one flight', () => {
    const once = afterLoss(CONGESTION_START, 3, 15);
    expect(afterLoss(once, 9, 20)).toBe(once);
    expect(afterLoss(once, 16, 20).windowPackets).toBeLessThan(once.windowPackets);
  });

  test('never leaves its bounds, whatever happens', () => {
    const anyEvent = fc.oneof(
      fc.record({ kind: fc.constant('ack' as const), count: fc.integer({ min: 1, max: 200 }) }),
      fc.record({ kind: fc.constant('loss' as const), count: fc.integer({ min: 0, max: 1_000 }) }),
      fc.record({ kind: fc.constant('timeout' as const), count: fc.integer({ min: 0, max: 1_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 200 }), (events) => {
        let state = CONGESTION_START;
        for (const { kind, count } of events) {
          if (kind === 'ack') state = afterAck(state, count, WINDOW_MAX);
          else if (kind === 'loss') state = afterLoss(state, count, count + 10);
          else state = afterTimeout(state, count);
          expect(state.windowPackets).toBeGreaterThanOrEqual(CONGESTION_WINDOW_MIN);
          expect(state.windowPackets).toBeLessThanOrEqual(WINDOW_MAX);
        }
      }),
    );
  });
});
