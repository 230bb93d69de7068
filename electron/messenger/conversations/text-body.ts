import { z } from 'zod';
import { fail, ok, type Result } from '../../../switch/index.ts';
import { EVENT_BODY_BYTES_MAX, TEXT_CHARS_MAX } from '../limits.ts';
import { encodeCanonical } from '../log/canonical-json.ts';

export const TEXT_KIND = 'text';

const TextBody = z.object({ text: z.string().min(1).max(TEXT_CHARS_MAX) });
/** Half of a surrogate pair: no text, and canonical JSON has no spelling for it. */
const LONE_SURROGATE = /\p{Cs}/u;

/** Body of a `text` event (WIRE.md "Event"). */
export function encodeText(text: string): Result<Uint8Array, 'bad-text'> {
  if (text.length === 0 || text.length > TEXT_CHARS_MAX || LONE_SURROGATE.test(text)) return fail('bad-text');
  const body = encodeCanonical({ text });
  return body.length <= EVENT_BODY_BYTES_MAX ? ok(body) : fail('bad-text');
}

/** Undefined for a body this version can't show. */
export function readText(body: Uint8Array): string | undefined {
  try {
    const read = TextBody.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
    return read.success ? read.data.text : undefined;
  } catch {
    return undefined; // neither decoder has another way to say no
  }
}
