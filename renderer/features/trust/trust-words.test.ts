import { expect, test } from 'vitest';
import { TrustState } from '../../../electron/bridge/contract.ts';
import { translate as t } from '../../i18n.tsx';
import { isStraight, trustWords } from './trust-words.ts';

const TOM = { person: 'b'.repeat(64), name: 'Tom' };
const words = (state: TrustState, queuedCount = 0) => {
  const via = state === 'through-friend' ? { via: TOM } : {};
  return trustWords({ state, queuedCount, sinceAtMs: 0, ...via }, 'Anna', t);
};
/** Section 3.4: in English at most so many, the name left out. */
const PILL_CHARS_MAX = 24;

test.each(TrustState.options)('%s says "direct" or "straight" only if the main process does', (state) => {
  const { pill, sentence, joint } = words(state);
  const isDirect = state.startsWith('direct');
  expect(/direct|straight/i.test(pill + sentence)).toBe(isDirect);
  expect(joint === 'joined').toBe(isDirect);
  expect(isStraight({ state, queuedCount: 0, sinceAtMs: 0 })).toBe(isDirect);
});

test('who passes it on is named if known, and otherwise called a helper', () => {
  expect(words('through-friend')).toMatchObject({ pill: 'Through Tom', joint: 'between' });
  expect(words('through-friend').learn).toContain('Tom can see that you two talk, and how much, not what');
  expect(words('through-helper')).toMatchObject({ pill: 'Through a helper', joint: 'between' });
  const nameless = trustWords({ state: 'through-friend', queuedCount: 0, sinceAtMs: 0 }, 'Anna', t);
  expect(nameless.pill).toBe('Through a helper');
});

test.each(TrustState.options)('%s is short, and offers what could help', (state) => {
  const { pill, needsWay, canLookAgain } = words(state);
  expect(pill.length).toBeLessThanOrEqual(PILL_CHARS_MAX);
  expect(needsWay).toBe(state === 'no-way-yet');
  expect(canLookAgain).toBe(['waiting', 'no-way-yet', 'offline'].includes(state));
});

test('what waits is counted, in the pill and in the sentence', () => {
  expect(words('waiting').pill).toBe('Waiting for Anna');
  expect(words('waiting', 3).pill).toBe('Waiting for Anna (3)');
  expect(words('waiting', 1).sentence).toContain('One thing goes by itself');
  expect(words('waiting', 3).sentence).toContain('3 things go by themselves');
});
