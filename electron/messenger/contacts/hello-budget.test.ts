import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HELLO_COUNTED_MAX, HELLO_STRANGER_MAX, HELLO_WINDOW_MS } from '../limits.ts';
import { addressBlock, HelloBudget } from './hello-budget.ts';

describe('addressBlock', () => {
  test.each([
    ['192.0.2.7', '192.0.2.0/24'],
    ['::ffff:192.0.2.7', '192.0.2.0/24'],
    ['2001:db8:1:2ff:aaaa::1', '2001:db8:1:200::/56'],
    ['2001:db8:1:3ff::1', '2001:db8:1:300::/56'],
    ['not an address', 'not an address'],
  ])('%s lies in %s', (ip, block) => {
    expect(addressBlock(ip)).toBe(block);
  });
});

describe('HelloBudget', () => {
  test('lets five a minute pass for each key, and refused ones do not count', () => {
    const budget = new HelloBudget(HELLO_STRANGER_MAX);
    const answers = [0, 1, 2, 3, 4, 5, 6].map((nowMs) => budget.take(['anna'], nowMs));
    expect(answers).toEqual([true, true, true, true, true, false, false]);
    expect(budget.take(['bob'], 7)).toBe(true);
    expect(budget.take(['anna', 'other block'], 8)).toBe(false);
    expect(budget.take(['other block'], 9)).toBe(true);
    expect(budget.take(['anna'], HELLO_WINDOW_MS + 1)).toBe(true);
  });

  test('never lets more than its number pass within a minute', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { maxLength: 60 }), (gaps) => {
        const budget = new HelloBudget(HELLO_STRANGER_MAX);
        const passed: number[] = [];
        let nowMs = 0;
        for (const gap of gaps) {
          nowMs += gap;
          if (budget.take(['x'], nowMs)) passed.push(nowMs);
          expect(passed.filter((atMs) => atMs > nowMs - HELLO_WINDOW_MS).length).toBeLessThanOrEqual(
            HELLO_STRANGER_MAX,
          );
        }
      }),
    );
  });

  test('remembers a bounded number of keys, whoever knocks', () => {
    const budget = new HelloBudget(1);
    for (let key = 0; key < 3 * HELLO_COUNTED_MAX; key++) budget.take([`stranger ${key}`], 0);
    expect(budget.take([`stranger ${3 * HELLO_COUNTED_MAX - 1}`], 0)).toBe(false);
    expect(budget.take(['stranger 0'], 0)).toBe(true); // forgotten long ago
  });
});
