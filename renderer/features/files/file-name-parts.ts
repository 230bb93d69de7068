/** Letters that stay in sight at the end: the ending of almost any file, and a little before it. */
const END_CHARS = 12;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The part of a name that may be cut in sight, and the one that may not. No sign is cut in two. */
export function splitFileName(name: string): { readonly front: string; readonly end: string } {
  const signs = [...graphemes.segment(name)].map(({ segment }) => segment);
  const at = Math.max(0, signs.length - END_CHARS);
  return { front: signs.slice(0, at).join(''), end: signs.slice(at).join('') };
}
