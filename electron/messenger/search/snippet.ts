import { SNIPPET_CHARS_MAX, SNIPPET_LEAD_CHARS } from '../limits.ts';
import type { SnippetPart } from '../views/search-views.ts';
import { fold } from './fold.ts';

const BREAKS = /\s+/g;
/** A word may be found where no letter or digit stands before it; signs that stand for whole words, everywhere. */
const IN_WORD = /[\p{L}\p{N}]/u;
const WHOLE_WORDS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{Extended_Pictographic}]/u;

/** The part of a text around what was found, with what was found marked. */
export function snippetOf(text: string, phrases: readonly string[]): readonly SnippetPart[] {
  const { text: folded, from } = fold(text);
  const hits = phrases.flatMap((phrase) => hitsOf(folded, phrase)).sort((a, b) => a.start - b.start);
  const place = (unit: number) => from[unit] ?? text.length;
  const first = hits[0] === undefined ? 0 : place(hits[0].start);
  const start = first <= SNIPPET_LEAD_CHARS ? 0 : wordStart(text, first - SNIPPET_LEAD_CHARS, first);
  const end = Math.min(text.length, start + SNIPPET_CHARS_MAX);
  const parts: SnippetPart[] = start > 0 ? [{ text: '…', isHit: false }] : [];
  let at = start;
  for (const hit of hits) {
    const [hitStart, hitEnd] = [place(hit.start), Math.min(end, place(hit.end))];
    if (hitStart < at || hitEnd <= hitStart) continue;
    if (hitStart > at) parts.push({ text: clean(text.slice(at, hitStart)), isHit: false });
    parts.push({ text: clean(text.slice(hitStart, hitEnd)), isHit: true });
    at = hitEnd;
  }
  if (end > at) parts.push({ text: clean(text.slice(at, end)), isHit: false });
  return end < text.length ? [...parts, { text: '…', isHit: false }] : parts;
}

interface Hit {
  readonly start: number;
  readonly end: number;
}

function hitsOf(folded: string, phrase: string): readonly Hit[] {
  const needle = phrase.trim();
  if (needle === '') return [];
  const hits: Hit[] = [];
  for (let start = folded.indexOf(needle); start >= 0 && hits.length < SNIPPET_CHARS_MAX; ) {
    const before = folded.slice(0, start).at(-1) ?? '';
    if (!IN_WORD.test(before) || WHOLE_WORDS.test(needle)) hits.push({ start, end: start + needle.length });
    start = folded.indexOf(needle, start + needle.length);
  }
  return hits;
}

function wordStart(text: string, from: number, to: number): number {
  const space = text.slice(from, to).search(/\s/);
  return space < 0 ? from : from + space + 1;
}

/** On one line, and not cut in the middle of a surrogate pair. */
function clean(text: string): string {
  return text.replace(BREAKS, ' ').replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
