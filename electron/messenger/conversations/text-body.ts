import { z } from 'zod';
import { fail, ok, type Result } from '../../../switch/index.ts';
import { EMOJI_CHARS_MAX, EVENT_BODY_BYTES_MAX, TEXT_CHARS_MAX } from '../limits.ts';
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

const EmojiBody = z.object({ emoji: z.string().max(EMOJI_CHARS_MAX) });
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One sign that is a picture (UTS #51), also one of a newer Unicode than ours. */
function isEmoji(text: string): boolean {
  return PICTURE.test(text) && [...graphemes.segment(text)].length === 1;
}

/** Body of a `react` event; empty takes the reaction back. */
export function encodeEmoji(emoji: string): Result<Uint8Array, 'bad-emoji'> {
  return emoji === '' || isEmoji(emoji) ? ok(encodeCanonical({ emoji })) : fail('bad-emoji');
}

/** Undefined for anything that is not one emoji, or none. */
export function readEmoji(body: Uint8Array): string | undefined {
  const read = EmojiBody.safeParse(parse(body));
  if (!read.success) return undefined;
  return read.data.emoji === '' || isEmoji(read.data.emoji) ? read.data.emoji : undefined;
}

/** Undefined for a body this version can't show. */
export function readText(body: Uint8Array): string | undefined {
  const read = TextBody.safeParse(parse(body));
  return read.success ? read.data.text : undefined;
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined; // neither decoder has another way to say no
  }
}
