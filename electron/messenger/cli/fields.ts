import { z } from 'zod';
import { PAGE_MESSAGES_MAX } from '../limits.ts';
import { FILE_CHARS_MAX, NAME_CHARS_MAX, TEXT_CHARS_MAX } from './limits.ts';

/** The fields of actions. Each says what it expects, in the words of the error line. */

const CHECK_ID = 'the id of a check: 32 hex digits';

const expected = (what: string) => ({ error: `expected ${what}` });

export const hex64 = (what: string) => z.string(expected(what)).regex(/^[0-9a-f]{64}$/, expected(what));
export const text = (what: string, charsMax: number) =>
  z.string(expected(what)).max(charsMax, expected(`${what} of at most ${charsMax} letters`));
export const flag = () => z.boolean(expected('true or false'));
export const count = (min: number, max: number) => {
  const wanted = expected(`a whole number from ${min} to ${max}`);
  return z.int(wanted).min(min, wanted).max(max, wanted);
};

export const conversation = hex64('a conversation: 64 hex digits');
export const message = hex64('a message: 64 hex digits');
export const person = hex64('a person: 64 hex digits');
export const device = hex64('a device: 64 hex digits');
export const check = z.string(expected(CHECK_ID)).regex(/^[0-9a-f]{32}$/, expected(CHECK_ID));
export const words = text('a text', TEXT_CHARS_MAX);
export const name = text('a name', NAME_CHARS_MAX);
export const file = text('the path of a file', FILE_CHARS_MAX).min(1, expected('the path of a file'));
export const limit = count(1, PAGE_MESSAGES_MAX);

/** A place in a conversation's order: that of a message. */
export const place = z.strictObject(
  { t: z.int(expected('a whole number')).nonnegative(expected('a whole number')), id: message },
  expected('a place: {"t":…,"id":…} of a message'),
);

/** The first thing that is wrong with an action's fields, as a sentence that names the field. */
export function fieldProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'a field is wrong';
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return `"${path}": ${issue.message}`;
  return `"${[path, issue.keys[0]].filter((part) => part !== '').join('.')}": no field of this action`;
}
