import { parseText, type TextPart } from './parse-text.ts';

/** A text where nothing is formatted: the words without the signs around them. */
export function plainWords(text: string): string {
  return parseText(text).map(wordsOf).join('');
}

const wordsOf = (part: TextPart): string => ('parts' in part ? part.parts.map(wordsOf).join('') : part.text);
