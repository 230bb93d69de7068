import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONGESTION_WINDOW_INITIAL, CONGESTION_WINDOW_MIN, QUEUE_WINDOW_MIN } from '../constants.ts';
import { afterAck, afterLoss, afterQueue, afterTimeout, CONGESTION_START, type WayKnowledge } from './congestion.ts';

const FOREIGN: WayKnowledge = { windowMax: 100, isForeign: true, isQueueing: false };
const OURS: WayKnowledge = { windowMax: 1_000, isForeign: false, isQueueing: false };

/** A round trip in which each packet of the window is acknowledged. */
const afterRound = (state: typeof CONGESTION_START, way: WayKnowledge) =>
  afterAck(state, Math.floor(state.windowPackets), way);

describe('congestion window towards others', () => {
  test('doubles a round trip until the first loss, then grows by one', () => {
    const doubled = afterAck(CONGESTION_START, CONGESTION_WINDOW_INITIAL, FOREIGN);
    expect(doubled.windowPackets).toBe(2 * CONGESTION_WINDOW_INITIAL);
    const cut = afterLoss(doubled, 5, 31, FOREIGN);
    expect(cut.windowPackets).toBeLessThan(doubled.windowPackets);
    const grown = afterRound(cut, FOREIGN);
    expect(grown.windowPackets - cut.windowPackets).toBeLessThanOrEqual(1);
  });

  test('is cut once for all losses of one flight', () => {
    const once = afterLoss(CONGESTION_START, 3, 15, FOREIGN);
    expect(afterLoss(once, 9, 20, FOREIGN)).toBe(once);
    expect(afterLoss(once, 16, 20, FOREIGN).windowPackets).toBeLessThan(once.windowPackets);
  });
});

describe('congestion window between our kind', () => {
  const settled = { windowPackets: 400, thresholdPackets: 400, recoverySeq: -1, ackedCount: 0, lostCount: 0 };

  /** One round trip in which that share of the window is lost. */
  function roundWith(lossRatio: number, way = OURS): number {
    let state = afterRound(settled, way);
    for (let lost = 0; lost < settled.windowPackets * lossRatio; lost++) state = afterLoss(state, lost, 1_000, way);
    return state.windowPackets;
  }

  test('grows in spite of losses without a queue, and shrinks when they are many', () => {
    expect(roundWith(0.01)).toBeGreaterThan(settled.windowPackets);
    expect(roundWith(0.05)).toBeGreaterThan(settled.windowPackets);
    expect(roundWith(0.1)).toBeLessThan(settled.windowPackets);
  });

  test('goes on doubling after single losses, but not after many', () => {
    const doubled = afterRound(afterLoss(CONGESTION_START, 3, 15, OURS), OURS);
    expect(doubled.windowPackets).toBeGreaterThan(1.8 * CONGESTION_WINDOW_INITIAL);
    let state = afterRound(CONGESTION_START, OURS);
    for (let lost = 0; lost < 5; lost++) state = afterLoss(state, lost, 31, OURS);
    expect(afterRound(state, OURS).windowPackets).toBeLessThan(1.2 * state.windowPackets);
  });

  test('is cut by a loss while packets queue, and does not grow', () => {
    const queueing = { ...OURS, isQueueing: true };
    expect(roundWith(0, queueing)).toBe(settled.windowPackets);
    expect(roundWith(0.01, queueing)).toBeLessThan(0.75 * settled.windowPackets);
  });

  test('shrinks with each round of a queue, as far as a slow uplink needs', () => {
    let state = { ...settled };
    for (let round = 0; round < 50; round++) state = afterQueue(state);
    expect(state.windowPackets).toBe(QUEUE_WINDOW_MIN);
    const small = { ...settled, windowPackets: 20 };
    expect(afterQueue(small).windowPackets).toBe(20);
  });

  test('never leaves its bounds, whatever happens', () => {
    const anyStep = fc.tuple(fc.constantFrom('ack', 'loss', 'timeout', 'queue'), fc.nat(100));
    const anyWay = fc.record({
      windowMax: fc.integer({ min: 50, max: 1_024 }),
      isForeign: fc.boolean(),
      isQueueing: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyStep), anyWay, (steps, way) => {
        let state = CONGESTION_START;
        let sentSeq = 0;
        for (const [step, count] of steps) {
          sentSeq += count;
          if (step === 'ack') state = afterAck(state, count, way);
          else if (step === 'loss') state = afterLoss(state, sentSeq - count, sentSeq, way);
          else if (step === 'queue') state = afterQueue(state);
          else state = afterTimeout(state, sentSeq);
          expect(state.windowPackets).toBeGreaterThanOrEqual(CONGESTION_WINDOW_MIN);
          expect(state.windowPackets).toBeLessThanOrEqual(way.windowMax);
        }
      }),
    );
  });
});
