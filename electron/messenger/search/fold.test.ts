import { describe, expect, it } from 'vitest';
import { emojiWords, fold, foldedWords } from './fold.ts';

describe('fold', () => {
  it('takes case, accents, vowel points and width away', () => {
    expect(fold('Café ÉCOLE Straße Łódź').text).toBe('cafe ecole strasse lodz');
    expect(fold('مَرْحَبًا').text).toBe('مرحبا');
    expect(fold('Ｆｕｌｌ').text).toBe('full');
    expect(fold('Việt Ελληνικά Ёлка').text).toBe('viet ελληνικα елка');
  });

  it('cuts file names into words', () => {
    expect(fold('Holiday_2024-07.JPG').text).toBe('holiday 2024 07 jpg');
  });

  it('knows for every unit where it comes from', () => {
    const { text, from } = fold('aßé👍z');
    expect(text).toBe('asse👍z');
    expect(from).toEqual([0, 1, 1, 2, 3, 3, 5]);
  });

  it('has one word for an emoji in all skins and spellings', () => {
    expect(emojiWords('👍🏽 👍')).toEqual(['emoji1f44d']);
    expect(emojiWords('❤️')).toEqual(emojiWords('❤'));
    expect(emojiWords('👨‍👩‍👧 🇩🇪')).toEqual(['emoji1f468x200dx1f469x200dx1f467', 'emoji1f1e9x1f1ea']);
    expect(foldedWords('Hi 😀')).toBe('hi 😀 emoji1f600');
  });
});
