import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseText, type TextPart } from './parse-text.ts';

const text = (words: string): TextPart => ({ kind: 'text', text: words });
const bold = (...parts: TextPart[]): TextPart => ({ kind: 'bold', parts });
const italic = (...parts: TextPart[]): TextPart => ({ kind: 'italic', parts });
const code = (words: string): TextPart => ({ kind: 'code', text: words });
const block = (words: string): TextPart => ({ kind: 'block', text: words });
const link = (words: string, url = words): TextPart => ({ kind: 'link', text: words, url });

test.each<[string, TextPart[]]>([
  ['', []],
  ['plain', [text('plain')]],
  ['a *b* c', [text('a '), bold(text('b')), text(' c')]],
  ['a **b** c', [text('a '), bold(text('b')), text(' c')]],
  ['_a b_', [italic(text('a b'))]],
  ['*a _b_ c*', [bold(text('a '), italic(text('b')), text(' c'))]],
  ['(*a*), "_b_"!', [text('('), bold(text('a')), text('), "'), italic(text('b')), text('"!')]],
  ['*عاجل*', [bold(text('عاجل'))]],
  ['say `*x*`', [text('say '), code('*x*')]],
  ['```\nlet *a* = 1;\n```', [block('let *a* = 1;')]],
  ['before\n```x```\nafter', [text('before'), block('x'), text('after')]],
  ['see https://example.org/a_b_c.', [text('see '), link('https://example.org/a_b_c'), text('.')]],
  ['*https://example.org/a*', [bold(link('https://example.org/a'))]],
  ['www.example.org, there', [link('www.example.org', 'https://www.example.org'), text(', there')]],
  ['`https://example.org`', [code('https://example.org')]],
  ['```https://example.org```', [block('https://example.org')]],
])('%j', (given, parts) => {
  expect(parseText(given)).toEqual(parts);
});

test.each([
  '2*3*4',
  'snake_case_name',
  '* a list',
  '*open',
  '* not *',
  '**',
  '****',
  '***a***',
  '__init__',
  '**kwargs, 2 ** 3 ** 4',
  '*a\nb*',
  '`open',
  '``',
  '```open',
  '``````',
  '_ _',
  'readme.md',
  'foo.zip',
  'a@example.org',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'ftp://example.org',
  '//example.org',
  'hashline:ABC',
])('%j is what it says', (given) => {
  expect(parseText(given).map(({ kind }) => kind)).toEqual(['text']);
  expect(flat(parseText(given))).toBe(given);
});

const signs = fc.constantFrom(
  '*',
  '_',
  '`',
  '```',
  '\n',
  ' ',
  'a',
  'ß',
  '😀',
  'https://a.example/',
  'www.b.example',
  '\u0301',
  '\u202e',
);

test('nothing but markers is ever lost, and every link opens the web', () => {
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 60 }), (some) => {
      const given = some.join('');
      const parts = parseText(given);
      expect(letters(flat(parts))).toBe(letters(given));
      for (const { url } of linksIn(parts)) expect(new URL(url).protocol).toMatch(/^https?:$/);
    }),
  );
});

test('what never closes is looked at once: a text of nothing else takes as many steps as it has signs', () => {
  for (const unit of ['*a ', '_a *b ', '`a ', '```', '*_', 'https://*', 'www.', '*a `b` ']) {
    const given = unit.repeat(16_000 / unit.length);
    expect(letters(flat(parseText(given)))).toBe(letters(given));
  }
});

function flat(parts: readonly TextPart[]): string {
  return parts.map((part) => ('parts' in part ? flat(part.parts) : part.text)).join('');
}

function linksIn(parts: readonly TextPart[]): readonly { readonly url: string }[] {
  return parts.flatMap((part) => {
    if (part.kind === 'link') return [part];
    return 'parts' in part ? linksIn(part.parts) : [];
  });
}

const letters = (words: string): string => words.replace(/[*_`\n]/g, '');
