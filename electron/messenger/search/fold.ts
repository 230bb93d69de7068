/** Marks that people leave out when they type: accents of Latin, Greek and Cyrillic, vowel points of Arabic and Hebrew, tatweel. */
const MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed]/g;
/** Letters that no decomposition takes apart. */
const LETTERS = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ł', 'l'],
  ['ı', 'i'],
]);
/** Joins words in file names, and no words in a search. */
const JOINERS = /^[\p{Pc}\p{Pd}./\\'’]$/u;
const ASCII_LAST = '\u007f';
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
/** Skin tones, and the signs that ask for a picture or for a text: one thumb finds them all. */
const VARIANTS = /[\u{1f3fb}-\u{1f3ff}\ufe0e\ufe0f]/gu;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text as search compares it, and for each of its UTF-16 units the place in the original that it comes from. */
export interface Folded {
  readonly text: string;
  readonly from: readonly number[];
}

/** The same for every spelling that people take for one: without case, accents and vowel points, in one width. */
export function fold(text: string): Folded {
  let folded = '';
  const from: number[] = [];
  let place = 0;
  for (const letter of text) {
    const plain = JOINERS.test(letter) ? ' ' : foldLetter(letter);
    folded += plain;
    for (let unit = 0; unit < plain.length; unit += 1) from.push(place);
    place += letter.length;
  }
  return { text: folded, from };
}

function foldLetter(letter: string): string {
  if (letter <= ASCII_LAST) return letter.toLowerCase(); // nothing to take off, and most letters are such
  const plain = letter.replace(VARIANTS, '').normalize('NFKD').replace(MARKS, '').toLowerCase().replace(MARKS, '');
  return LETTERS.get(plain) ?? plain;
}

/** Words that stand for the emoji of a text: the index's tokenizer takes emoji for spaces. */
export function emojiWords(text: string): readonly string[] {
  if (!EMOJI.test(text)) return [];
  const signs = [...graphemes.segment(text)].map(({ segment }) => segment).filter((segment) => EMOJI.test(segment));
  return [...new Set(signs.map(emojiWord))];
}

function emojiWord(sign: string): string {
  const points = [...sign.replace(VARIANTS, '')].map((point) => (point.codePointAt(0) ?? 0).toString(16));
  return `emoji${points.join('x')}`;
}

/** The text's words as the index keeps them. */
export function foldedWords(text: string): string {
  return [fold(text).text, ...emojiWords(text)].join(' ');
}
