import { SACK_CHARS_MAX } from '../constants.ts';

/** Digits of 6 bits: 5 of the number, lowest first, and one that says that more follow (as in source maps). */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const MORE = 32;
/** Highest number: what fits four digits is far beyond any window. */
const RUN_MAX = 32 ** 4 - 1;

/** Lengths of runs as text, as many pairs as a `sack` has room for. */
export function encodeRuns(runs: readonly number[]): string {
  let text = '';
  for (let index = 0; index + 1 < runs.length; index += 2) {
    const pair = encodeNumber(runs[index] ?? 0) + encodeNumber(runs[index + 1] ?? 0);
    if (text.length + pair.length > SACK_CHARS_MAX) break;
    text += pair;
  }
  return text;
}

/** Undefined for a text that is too long, or says something else. */
export function decodeRuns(text: string): readonly number[] | undefined {
  if (text.length > SACK_CHARS_MAX) return undefined;
  const runs: number[] = [];
  let number = 0;
  let weight = 1;
  for (const char of text) {
    const digit = DIGITS.indexOf(char);
    if (digit === -1 || weight > RUN_MAX) return undefined;
    number += (digit % MORE) * weight;
    weight *= MORE;
    if (digit >= MORE) continue;
    runs.push(number);
    number = 0;
    weight = 1;
  }
  return weight === 1 ? runs : undefined;
}

function encodeNumber(number: number): string {
  let left = Math.min(number, RUN_MAX);
  let text = '';
  while (left >= MORE) {
    text += DIGITS.charAt(MORE + (left % MORE));
    left = Math.floor(left / MORE);
  }
  return text + DIGITS.charAt(left);
}
