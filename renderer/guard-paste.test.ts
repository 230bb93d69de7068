import { expect, test } from 'vitest';
import { pasteable } from './guard-paste.ts';
import { PASTE_CHARS_MAX, PASTED_MARKS_MAX } from './limits.ts';

test('what people write is pasted as it is, with the marks of its script', () => {
  for (const text of ['', 'Grüße', 'בְּרֵאשִׁ֖ית', 'กำลัง', '👨‍👩‍👧‍👦', 'x'.repeat(PASTE_CHARS_MAX)])
    expect(pasteable(text)).toBe(text);
});

test('of a million marks on one letter some stay', () => {
  expect(pasteable(`a${'\u0301'.repeat(1_000_000)}b`)).toBe(`a${'\u0301'.repeat(PASTED_MARKS_MAX)}b`);
});

test('a book is refused', () => {
  expect(pasteable('x'.repeat(PASTE_CHARS_MAX + 1))).toBeUndefined();
});
