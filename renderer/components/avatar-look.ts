/** What an avatar shows of a person: a colour nobody can choose, since it comes from the hashname, and initials. */

/** Degrees that white letters stand well on and that can be told from each other; olive and mustard left out. */
const HUES = [12, 35, 55, 145, 168, 195, 220, 245, 268, 292, 316, 340];

/** A hue in degrees from the first bytes of the hashname: the same on every machine. */
export function hueOf(hashname: string): number {
  const number = Number.parseInt(hashname.slice(0, 4), 16);
  return Number.isNaN(number) ? 0 : (HUES[number % HUES.length] ?? 0);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const STARTS_WORD = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** The first letters of the first and the last word; whole graphemes, so that an emoji or an accent stays whole. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s-]+/)
    .filter((word) => STARTS_WORD.test(word));
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => firstGrapheme(word ?? '')).join('');
}

function firstGrapheme(word: string): string {
  for (const { segment } of segmenter.segment(word)) {
    if (STARTS_WORD.test(segment)) return segment.toLocaleUpperCase();
  }
  return '';
}
