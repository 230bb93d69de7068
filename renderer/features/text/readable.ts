import { MARKS_ON_A_LETTER_MAX, SHORT_TEXT_CHARS, SHORT_TEXT_LINES } from '../../limits.ts';

/** Turns what follows around, whatever it is; isolates and embeddings, which scripts need, stay. */
const OVERRIDES = /[\u202d\u202e]/g;
const PILED = new RegExp(String.raw`(\p{M}{${MARKS_ON_A_LETTER_MAX}})\p{M}+`, 'gu');

/** As it is drawn: no letter grows over its neighbours, and no sign turns a line around. What is copied stays whole. */
export function readable(text: string): string {
  return text.replace(OVERRIDES, '').replace(PILED, '$1');
}

/** The beginning of a text that would fill the window by itself; undefined if all of it may stand there. */
export function beginningOf(text: string): string | undefined {
  const line = lineEnd(text, SHORT_TEXT_LINES);
  if (text.length <= SHORT_TEXT_CHARS * 1.25 && line === undefined) return undefined; // a few words more are no reason
  const cut = text.slice(0, Math.min(line ?? text.length, SHORT_TEXT_CHARS)).replace(/[\ud800-\udbff]$/, '');
  return cut.replace(/\s+\S{0,40}$/, '') || cut;
}

/** Where so many lines end; undefined if there are not more. */
function lineEnd(text: string, lines: number): number | undefined {
  let at = -1;
  for (let line = 0; line < lines; line++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return undefined;
  }
  return at;
}
