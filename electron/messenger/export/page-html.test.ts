import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MessageView } from '../views/message-views.ts';
import { escapeHtml, messageHtml, PAGE_END, pageStart } from './page-html.ts';
import { ENGLISH } from './page-words.ts';

const message = (text: string, author?: string): MessageView => ({
  id: 'a'.repeat(64),
  conversationId: 'b'.repeat(64),
  isMine: false,
  mayChange: false,
  author: author === undefined ? undefined : { device: 'c'.repeat(64), name: author },
  t: 1,
  atMs: 1,
  content: { kind: 'text', text },
  reply: { id: 'd'.repeat(64), isMine: false, author: undefined, excerpt: text, kind: 'text' },
  editedAtMs: undefined,
  reactions: [{ emoji: text, count: 1, isMine: false, names: [] }],
  delivery: { name: 'received' },
  isLate: false,
  isForked: false,
});

describe('an exported page', () => {
  test('has no mark that somebody wrote, whatever they wrote', () => {
    const tags = (html: string) => html.match(/<[^>]*>/g) ?? [];
    const expected = tags(messageHtml(message('plain', 'Anna'), '12:00', [], ENGLISH));
    const nasty = fc.array(fc.constantFrom('<script>', '"', "'", '&lt;', '>', '<img onerror=x>', 'a', '\u202e'));
    fc.assert(
      fc.property(nasty, (parts) => {
        const text = parts.join('');
        expect(tags(messageHtml(message(text, text), '12:00', [], ENGLISH))).toEqual(expected);
      }),
    );
  });

  test('says what happened to a group as a sentence, with nothing of its names as a mark', () => {
    const added = { kind: 'group', note: { what: 'added', by: '', who: '<b>Tom</b>' } } as const;
    const html = messageHtml({ ...message('', 'Anna'), content: added }, '12:00', [], ENGLISH);
    expect(html).toBe('<p class="note">You invited &lt;b&gt;Tom&lt;/b&gt;.</p>\n');
  });

  test('keeps a caption and a path inside their places', () => {
    const caption = '"><script>alert(1)</script>';
    const html = messageHtml(
      message(''),
      '12:00',
      [{ kind: 'image', path: `photos/${caption}.jpg`, caption }],
      ENGLISH,
    );
    expect(html).not.toContain('<script');
    expect(html).toContain('src="photos/%22%3E%3Cscript%3Ealert(1)%3C/script%3E.jpg"');
  });

  test('runs nothing and asks nobody, in light and dark', () => {
    const page = pageStart('<Family>', '22 November', ENGLISH) + PAGE_END;
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('light-dark(');
    expect(page).toContain('<title>&lt;Family&gt;</title>');
    expect(page).not.toMatch(/<script|https?:/);
  });

  test('escapes what text and quoted values need', () => {
    expect(escapeHtml(`<a href="x" b='y'>&`)).toBe('&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;');
  });
});
