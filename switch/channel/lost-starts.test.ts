import { describe, expect, test } from 'vitest';
import { ACK_DELAY_MS, LOST_STARTS_MAX, MISS_REORDER_PACKETS, RESEND_INTERVAL_MS } from '../constants.ts';
import { LostStarts } from './lost-starts.ts';

const LATE_SEQ = MISS_REORDER_PACKETS;

describe('a channel whose first packet has not come', () => {
  test('is asked for it at the third packet after it, and again no sooner than a second later', () => {
    const starts = new LostStarts();
    const asked = [1, 2, 3, 4].map((seq) => starts.handleLater(0, 2, seq));
    expect(asked).toEqual([false, false, true, false]);
    expect(starts.handleLater(RESEND_INTERVAL_MS - 1, 2, LATE_SEQ)).toBe(false);
    expect(starts.handleLater(RESEND_INTERVAL_MS, 2, LATE_SEQ)).toBe(true);
  });

  test('is asked for it when a near packet comes again, which an overtaken one would not need', () => {
    const starts = new LostStarts();
    expect(starts.handleLater(0, 2, 1)).toBe(false);
    expect(starts.handleLater(ACK_DELAY_MS, 2, 1)).toBe(false);
    expect(starts.handleLater(ACK_DELAY_MS + 1, 2, 1)).toBe(true);
  });

  test('is not kept waiting by others', () => {
    const starts = new LostStarts();
    expect([2, 4, 6].map((id) => starts.handleLater(0, id, LATE_SEQ))).toEqual([true, true, true]);
  });
});

test('what came and was not taken is never asked for, before or after it was asked', () => {
  const starts = new LostStarts();
  starts.handleRefused(0, 2);
  starts.handleLater(0, 4, LATE_SEQ);
  starts.handleRefused(1, 4);
  for (const nowMs of [10, 5_000, 50_000])
    expect([2, 4].map((id) => starts.handleLater(nowMs, id, LATE_SEQ))).toEqual([false, false]);
});

test('ids begin anew once their channel is known, and with a new line', () => {
  const starts = new LostStarts();
  for (const forget of [() => starts.handleTaken(2), () => starts.clear()]) {
    expect(starts.handleLater(0, 2, LATE_SEQ)).toBe(true);
    forget();
  }
  expect(starts.handleLater(0, 2, LATE_SEQ)).toBe(true);
});

test('a flood of ids pushes out the oldest, not the newest', () => {
  const starts = new LostStarts();
  for (let id = 0; id <= LOST_STARTS_MAX; id++) starts.handleRefused(0, id);
  expect(starts.handleLater(0, LOST_STARTS_MAX, LATE_SEQ)).toBe(false);
  expect(starts.handleLater(0, 0, LATE_SEQ)).toBe(true);
});
