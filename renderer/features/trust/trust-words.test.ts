import { expect, test } from 'vitest';
import { TrustState } from '../../../electron/bridge/contract.ts';
import { translate as t } from '../../i18n.tsx';
import { isStraight, trustWords } from './trust-words.ts';

const words = (state: TrustState, queuedCount = 0) => trustWords({ state, queuedCount, sinceAtMs: 0 }, 'Anna', t);

test.each(TrustState.options)('%s says "direct" or "straight" only if the main process does', (state) => {
  const { pill, sentence, joint } = words(state);
  const isDirect = state.startsWith('direct');
  expect(/direct|straight/i.test(pill + sentence)).toBe(isDirect);
  expect(joint === 'joined').toBe(isDirect);
  expect(isStraight({ state, queuedCount: 0, sinceAtMs: 0 })).toBe(isDirect);
});

test('what waits is counted, in the pill and in the sentence', () => {
  expect(words('waiting').pill).toBe('Waiting for Anna');
  expect(words('waiting', 3).pill).toBe('Waiting for Anna (3)');
  expect(words('waiting', 1).sentence).toContain('One thing goes by itself');
  expect(words('waiting', 3).sentence).toContain('3 things go by themselves');
});
