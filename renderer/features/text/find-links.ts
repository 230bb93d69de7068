import { LinkifyIt } from 'linkify-it';
import { webAddress } from './web-address.ts';

/** A web address in a text: from `start` to before `end`. */
export interface FoundLink {
  readonly start: number;
  readonly end: number;
  /** As it is opened: http or https. */
  readonly url: string;
}

/** Signs that are also formatting: at the end of an address they belong to what was before it. */
const MARKERS = '*_`';

// Only what a browser opens. Without guesses: readme.md and foo.zip are names, not addresses.
const linkify = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false })
  .add('ftp:', null)
  .add('mailto:', null)
  .add('//', null);

const WWW = /(?<![\p{L}\p{N}.@/-])www\.[\p{L}\p{N}][\p{L}\p{N}-]*\.[^\s]*/giu;

/** Every address in the text, in order. Pure. */
export function findLinks(text: string): readonly FoundLink[] {
  const found = (linkify.match(text) ?? []).flatMap(({ index, lastIndex }) =>
    linkAt(text, index, lastIndex, (written) => written),
  );
  const bare = [...text.matchAll(WWW)].flatMap((match) => {
    const [tail] = linkify.match(`http://${match[0]}`) ?? []; // ends it where a sentence goes on
    if (tail === undefined || tail.index !== 0) return [];
    return linkAt(
      text,
      match.index,
      match.index + tail.lastIndex - 'http://'.length,
      (written) => `https://${written}`,
    );
  });
  const taken = bare.filter(({ start }) => !found.some((link) => link.start <= start && start < link.end));
  return [...found, ...taken].sort((one, other) => one.start - other.start);
}

function linkAt(text: string, start: number, end: number, complete: (written: string) => string): readonly FoundLink[] {
  const before = text[start - 1] ?? '';
  const isMarked = MARKERS.includes(before) && before !== '' && text[end - 1] === before;
  const last = isMarked ? end - 1 : end;
  const url = complete(text.slice(start, last));
  return webAddress(url) === undefined ? [] : [{ start, end: last, url }];
}
