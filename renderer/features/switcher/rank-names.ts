import { ALL_CHATS_SHOWN_MAX } from '../../limits.ts';

interface Named {
  readonly name: string;
}

/** Letters without their marks and their case: "Jörg" is found by "jorg". */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/**
 * Those whose names have every word of what was typed: first the names that begin so, then those in which a word does,
 * then the rest. Equal ones keep the order they came in.
 */
export function rankNames<T extends Named>(all: readonly T[], typed: string): readonly T[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return all
    .map((item) => ({ item, rank: rankOf(plain(item.name), words) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
    .slice(0, ALL_CHATS_SHOWN_MAX)
    .map(({ item }) => item);
}

function rankOf(name: string, words: readonly string[]): number | undefined {
  let worst = 0;
  for (const word of words) {
    const at = name.indexOf(word);
    if (at < 0) return undefined;
    const startsWord = at === 0 || name.includes(` ${word}`);
    worst = Math.max(worst, at === 0 ? 0 : startsWord ? 1 : 2);
  }
  return worst;
}
