import { describe, expect, test } from 'vitest';
import { safetyOf } from './safety.ts';
import { commitmentOf, sharedPicture } from './side-check.ts';

const ANNA = '2dbf1ce81180d9ed9258e3e8729ba642c8ab2a31268d31cd2c7ffe8693e3a02e';
const BOB = 'b'.repeat(64);

test('words and picture of a hashname are those of WIRE.md', () => {
  expect(safetyOf(ANNA)).toEqual({
    words: ['predict', 'match', 'buzz', 'frog', 'famous', 'sunny'],
    hue: 0,
    rows: [11, 12, 2, 3, 7, 13, 7, 2],
  });
});

describe('a check side by side', () => {
  const nonce = (fill: number) => new Uint8Array(32).fill(fill);

  test('commits to the nonce and to who says it', () => {
    expect(commitmentOf(ANNA, nonce(1))).toBe('99db9910fd3395e09c575a5ade1df53fd46c30cf94b7d93cc53641edb27d4631');
    expect(commitmentOf(BOB, nonce(1))).not.toBe(commitmentOf(ANNA, nonce(1)));
    expect(commitmentOf(ANNA, nonce(2))).not.toBe(commitmentOf(ANNA, nonce(1)));
  });

  test('shows both the same, and something else if one hashname or nonce is another', () => {
    const [anna, bob] = [
      { hashname: ANNA, nonce: nonce(1) },
      { hashname: BOB, nonce: nonce(2) },
    ];
    expect(sharedPicture(anna, bob)).toEqual({ words: ['work'], hue: 3, rows: [3, 8, 14, 6, 6, 6, 13, 13] });
    expect(sharedPicture(bob, anna)).toEqual(sharedPicture(anna, bob));
    const others = [
      sharedPicture(anna, { ...bob, nonce: nonce(3) }),
      sharedPicture({ ...anna, nonce: nonce(3) }, bob),
      sharedPicture(anna, { ...bob, hashname: 'c'.repeat(64) }),
    ];
    for (const other of others) expect(other).not.toEqual(sharedPicture(anna, bob));
  });
});
