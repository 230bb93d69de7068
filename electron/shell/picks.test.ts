import { expect, test } from 'vitest';
import { PICKS_MAX } from './limits.ts';
import { createPicks } from './picks.ts';

test('a pick stands for its path until many newer ones came; an invented one for none', () => {
  let next = 0;
  const picks = createPicks((length) => new Uint8Array(length).fill(next++));
  const first = picks.put('/first');
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(picks.pathOf(first)).toBe('/first');
  expect(picks.pathOf('f'.repeat(32))).toBeUndefined();
  for (let index = 0; index < PICKS_MAX; index++) picks.put('/other');
  expect(picks.pathOf(first)).toBeUndefined();
});
