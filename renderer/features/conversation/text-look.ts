import { BIG_EMOJI_COUNT_MAX } from '../../limits.ts';

// One emoji as people see it: a flag, a keycap, or pictures joined into one, each with its skin tone.
const EMOJI = String.raw`(?:\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F)\p{EMod}?(?:\u200D(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F?)\p{EMod}?)*)`;
const FEW_EMOJI = new RegExp(String.raw`^(?:\s*${EMOJI}){1,${BIG_EMOJI_COUNT_MAX}}\s*$`, 'u');
const BIG_EMOJI_CHARS_MAX = 120; // three families with skin tones; longer texts are not worth matching

/** A text of a few emoji and nothing else, which is shown large. */
export const isBigEmoji = (text: string): boolean => text.length <= BIG_EMOJI_CHARS_MAX && FEW_EMOJI.test(text);
