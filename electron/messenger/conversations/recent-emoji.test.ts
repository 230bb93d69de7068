import { expect, test } from 'vitest';
import type { StateStore } from '../../storage/index.ts';
import { RECENT_EMOJI_MAX } from '../limits.ts';
import { noteEmoji, recentEmoji } from './recent-emoji.ts';

function memory(): StateStore {
  const texts = new Map<string, string>();
  const inMemory: Pick<StateStore, 'getText' | 'setText'> = {
    getText: async (name) => texts.get(name),
    setText: async (name, text) => void texts.set(name, text),
  };
  return inMemory as StateStore; // of the others nothing is asked here
}

test('the newest stands first, each one once', async () => {
  const state = memory();
  expect(await recentEmoji(state)).toEqual([]);
  for (const emoji of ['🌊', '🎂', '🌊']) await noteEmoji(state, emoji);
  expect(await recentEmoji(state)).toEqual(['🌊', '🎂']);
});

test('the one chosen longest ago leaves', async () => {
  const state = memory();
  for (let number = 0; number <= RECENT_EMOJI_MAX; number++) await noteEmoji(state, `e${number}`);
  const kept = await recentEmoji(state);
  expect(kept).toHaveLength(RECENT_EMOJI_MAX);
  expect([kept[0], kept.includes('e0')]).toEqual([`e${RECENT_EMOJI_MAX}`, false]);
});
