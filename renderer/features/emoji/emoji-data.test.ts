import data from 'emojibase-data/en/data.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { EMOJI_GROUPS, emojiItems, findEmoji } from './emoji-data.ts';

const ITEMS = emojiItems(data, () => true);
const found = (asked: string) => findEmoji(ITEMS, asked).map(({ emoji }) => emoji);

test('every group has some, and parts of emoji are none', () => {
  expect(new Set(ITEMS.map(({ group }) => group))).toEqual(new Set(EMOJI_GROUPS));
  expect(ITEMS.length).toBeGreaterThan(1_500);
  expect(ITEMS.map(({ emoji }) => emoji)).not.toContain('🇦');
  expect(ITEMS.map(({ emoji }) => emoji)).not.toContain('🏽');
});

test('they are found by beginnings of words, in any order and without accents', () => {
  expect(found('cano')[0]).toBe('🛶'); // and not the person in one
  expect(found('CAN')).toContain('🛶');
  expect(found('heart red')[0]).toBe('❤️');
  expect(found('piñata')).toEqual(found('pinata'));
  expect(found('anoe')).not.toContain('🛶');
  expect(found('no such thing')).toEqual([]);
  expect(found('  ')).toEqual([]);
});

test('an emoji finds itself, with or without its colour sign', () => {
  expect(found('🛶')).toEqual(['🛶']);
  expect(found('❤')).toEqual(['❤️']);
});

test('what the font of this computer can’t draw is not offered', () => {
  const old = emojiItems(data, (emoji) => data.some((entry) => entry.emoji === emoji && entry.version < 14));
  expect(old.length).toBeLessThan(ITEMS.length);
  expect(old.map(({ emoji }) => emoji)).not.toContain('🫠');
  expect(old.map(({ emoji }) => emoji)).toContain('🛶');
});
