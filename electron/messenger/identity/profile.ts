import { fail, ok, type Result } from '../../../switch/index.ts';
import { NAME_BYTES_MAX, NAME_CHARS_MAX } from '../limits.ts';

/** Control characters, and those that turn the direction of the text around them (so that a name can't rewrite a window). */
const FORBIDDEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** Something that leaves ink: a name of spaces and joiners only can't be seen. */
const VISIBLE = /[^\s\p{Cf}\p{Z}\p{M}]/u;

/** A name as it is stored and sent: NFC and trimmed (WIRE.md "_hello"), or the reason why it can't be one. */
export function readName(text: unknown): Result<string, 'bad-name'> {
  if (typeof text !== 'string') return fail('bad-name');
  const name = text.normalize('NFC').trim();
  if (name.length === 0 || name.length > NAME_CHARS_MAX) return fail('bad-name');
  if (FORBIDDEN.test(name) || !VISIBLE.test(name)) return fail('bad-name');
  if (bytesOf(name) > NAME_BYTES_MAX) return fail('bad-name');
  return ok(name);
}

/** A name that somebody else gave, where refusing it would refuse more than the name: cut and cleaned; empty if nothing is left. */
export function cleanName(text: string): string {
  const letters = [...text.normalize('NFC').trim().slice(0, NAME_CHARS_MAX)].filter(
    (letter) => !FORBIDDEN.test(letter),
  );
  while (bytesOf(letters.join('')) > NAME_BYTES_MAX) letters.pop();
  const name = letters.join('').trim();
  return VISIBLE.test(name) ? name : '';
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
