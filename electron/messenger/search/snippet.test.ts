import { describe, expect, it } from 'vitest';
import { SNIPPET_CHARS_MAX } from '../limits.ts';
import { snippetOf } from './snippet.ts';

const shown = (text: string, ...phrases: readonly string[]) =>
  snippetOf(text, phrases)
    .map((part) => (part.isHit ? `[${part.text}]` : part.text))
    .join('');

describe('snippetOf', () => {
  it('marks beginnings of words, in the spelling of the text', () => {
    expect(shown('Das Café am Markt', 'caf')).toBe('Das [Caf]é am Markt');
    expect(shown('a scarf and a car', 'car')).toBe('a scarf and a [car]');
  });

  it('marks what stands inside scripts without spaces', () => {
    expect(shown('今天天气很好', '天气')).toBe('今天[天气]很好');
  });

  it('shows the place of the hit in a long text, on one line, and never more than its bound', () => {
    const text = `${'before\n'.repeat(50)}needle ${'after '.repeat(50)}`;
    expect(shown(text, 'needle')).toMatch(/^…before .*\[needle\] after .*…$/);
    const length = snippetOf(text, ['needle']).reduce((sum, part) => sum + part.text.length, 0);
    expect(length).toBeLessThanOrEqual(SNIPPET_CHARS_MAX + 2);
  });

  it('cuts no letter in two', () => {
    const text = `x${'😀'.repeat(SNIPPET_CHARS_MAX)}`;
    for (const { text: part } of snippetOf(text, ['nothing'])) expect(part).not.toMatch(/\p{Cs}/u);
  });
});
