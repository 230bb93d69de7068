import { expect, test } from 'vitest';
import type { InviteStoryView } from '../../../electron/bridge/contract.ts';
import { translate } from '../../i18n.tsx';
import { hexId } from '../../testing/make-message.ts';
import { storyWords, userWords } from './story-words.ts';

const atNoon = (month: number, day: number) => new Date(2026, month - 1, day, 12).getTime();
const STORY: InviteStoryView = {
  id: 'x',
  state: 'open',
  createdAtMs: atNoon(5, 1),
  expiresAtMs: atNoon(5, 15),
  usesMax: 1,
  uses: [],
};
const use = (name?: string) => ({ person: hexId(1), atMs: atNoon(5, 3), ...(name !== undefined && { name }) });

test.each([
  [{}, 'Not used yet, good until May 15'],
  [{ usesMax: 3, uses: [use('Anna')] }, 'Used by 1 of 3, good until May 15'],
  [{ state: 'used', uses: [use('Anna')] }, 'Used'],
  [{ state: 'expired' }, 'Ran out on May 15'],
  [{ state: 'withdrawn', withdrawnAtMs: atNoon(5, 4) }, 'Withdrawn on May 4'],
] as const)('%j is said as %j', (given, words) => {
  expect(storyWords({ ...STORY, ...given, uses: 'uses' in given ? [...given.uses] : [] }, translate)).toBe(words);
});

test('names who used it, also when they are no contact any more', () => {
  const uses = [use('Anna'), use()];
  expect(userWords({ ...STORY, uses }, translate)).toEqual(['Anna, May 3', 'Somebody, May 3']);
});
