import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DIAL_GAP_MS,
  DIALS_AT_ONCE,
  OPEN_ATTEMPTS_MAX,
  OPEN_GAP_MS_MAX,
  OPEN_INTERVAL_MS_MIN,
  OPEN_SOURCES_MAX,
  REPLAY_MEMORY_PACKETS,
  STRANGER_OPEN_REFILL_MS,
  STRANGER_OPENS_BURST,
} from '../constants.ts';
import { Dice } from '../sim/dice.ts';
import { afterAttempt, DialTurns, isExhausted, renewDial, startDial } from './dial.ts';
import { OpenBudget } from './open-budget.ts';
import { ReplayFilter } from './replay-filter.ts';

describe('the budget of strangers', () => {
  test('is a burst and then one a second, whatever the times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { minLength: 1, maxLength: 200 }), (gaps) => {
        const budget = new OpenBudget(STRANGER_OPENS_BURST, STRANGER_OPEN_REFILL_MS);
        let nowMs = 0;
        let taken = 0;
        for (const gap of gaps) {
          nowMs += gap;
          if (budget.take(nowMs, 'source')) taken++;
        }
        expect(taken).toBeLessThanOrEqual(STRANGER_OPENS_BURST + nowMs / 1_000);
      }),
    );
  });

  test('of one source is not that of another, as long as both are remembered', () => {
    const budget = new OpenBudget(STRANGER_OPENS_BURST, STRANGER_OPEN_REFILL_MS);
    while (budget.take(0, 'greedy'));
    expect(budget.take(0, 'modest')).toBe(true);
    for (let source = 0; source < OPEN_SOURCES_MAX; source++) budget.take(0, `s${source}`);
    expect(budget.take(0, 'greedy')).toBe(true); // forgotten: the table is bounded
  });
});

describe('the search for a peer', () => {
  test('leaves gaps that double up to their bound', () => {
    let dial = startDial(0);
    const gaps: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      const nowMs = dial.nextAtMs;
      dial = afterAttempt(dial, nowMs);
      gaps.push(dial.nextAtMs - nowMs);
    }
    expect(gaps).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, OPEN_GAP_MS_MAX, OPEN_GAP_MS_MAX, OPEN_GAP_MS_MAX]);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(OPEN_INTERVAL_MS_MIN);
  });

  test('begins anew with news, and says since when it has been going on', () => {
    let dial = startDial(5);
    for (let attempt = 0; attempt < 6; attempt++) dial = afterAttempt(dial, dial.nextAtMs);
    const renewed = renewDial(dial, 40_000);
    expect(renewed).toEqual({ sinceAtMs: 5, attempts: 0, nextAtMs: 40_000 });
    expect(renewDial(renewed, 50_000).nextAtMs).toBe(40_000); // never later than it was
  });

  test('is over after the last attempt has had its time', () => {
    let dial = startDial(0);
    for (let attempt = 0; attempt < OPEN_ATTEMPTS_MAX; attempt++) {
      expect(isExhausted(dial, dial.nextAtMs)).toBe(false);
      dial = afterAttempt(dial, dial.nextAtMs);
    }
    expect(isExhausted(dial, dial.nextAtMs - 1)).toBe(false);
    expect(isExhausted(dial, dial.nextAtMs)).toBe(true);
  });
});

describe('searches that nobody waits for', () => {
  test('begin some at once and the others one after the other; after a pause some at once again', () => {
    const turns = new DialTurns();
    const begun = (nowMs: number) => Array.from({ length: DIALS_AT_ONCE + 2 }, () => turns.next(nowMs) - nowMs);
    const atOnce = Array.from({ length: DIALS_AT_ONCE }, () => 0);
    expect(begun(1_000)).toEqual([...atOnce, DIAL_GAP_MS, 2 * DIAL_GAP_MS]);
    expect(begun(2_000)).toEqual([...atOnce, DIAL_GAP_MS, 2 * DIAL_GAP_MS]);
  });
});

describe('the replay filter', () => {
  test('knows the newest packets, and has a bounded memory', () => {
    const dice = new Dice(1);
    const filter = new ReplayFilter();
    const ivs = Array.from({ length: 3 * REPLAY_MEMORY_PACKETS }, () => dice.bytes(16));
    for (const iv of ivs) expect(filter.admit(iv)).toBe(true);
    for (const iv of ivs.slice(-REPLAY_MEMORY_PACKETS)) expect(filter.admit(iv)).toBe(false);
    expect(filter.admit(ivs[0] ?? new Uint8Array(16))).toBe(true);
  });

  test('tells apart IVs that only count up, at either end', () => {
    for (const place of [0, 5]) {
      const filter = new ReplayFilter();
      const ivs = Array.from({ length: REPLAY_MEMORY_PACKETS }, (_, count) => {
        const iv = new Uint8Array(16);
        const at = place === 0 ? [0, 1] : [5, 4]; // cipher set 1a counts from the first byte on
        iv[at[0] ?? 0] = count & 0xff;
        iv[at[1] ?? 0] = count >> 8;
        return iv;
      });
      expect(ivs.filter((iv) => filter.admit(iv)).length).toBe(ivs.length);
      expect(ivs.filter((iv) => filter.admit(iv)).length).toBe(0);
    }
  });

  test('forgets everything with the line', () => {
    const filter = new ReplayFilter();
    filter.admit(new Uint8Array(16));
    filter.clear();
    expect(filter.admit(new Uint8Array(16))).toBe(true);
  });
});
