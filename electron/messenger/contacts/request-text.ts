import { REQUEST_CHARS_MAX } from '../limits.ts';

/** Control characters but line breaks, and those that turn the direction of the text around them. */
const UNWANTED = /(?!\n)[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** The text that comes along with a request: a stranger's, so it is cut and cleaned instead of refused. */
export function cleanRequestText(text: string): string {
  return text.normalize('NFC').replace(UNWANTED, ' ').trim().slice(0, REQUEST_CHARS_MAX);
}
