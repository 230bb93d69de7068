/** One emoji with the words it is found by. */
export interface EmojiItem {
  readonly emoji: string;
  /** As it is read aloud. */
  readonly label: string;
  /** Without capitals and accents. */
  readonly words: readonly string[];
  readonly group: EmojiGroup;
}

/** Of Unicode's table, in its order; letters, skin tones and hair alone are no emoji that anybody means. */
export const EMOJI_GROUPS = [
  'smileys',
  'people',
  'animals',
  'food',
  'travel',
  'activities',
  'objects',
  'symbols',
  'flags',
] as const;
export type EmojiGroup = (typeof EMOJI_GROUPS)[number];

/** By the numbers of emojibase. */
const GROUP_OF: ReadonlyMap<number, EmojiGroup> = new Map([
  [0, 'smileys'],
  [1, 'people'],
  [3, 'animals'],
  [4, 'food'],
  [5, 'travel'],
  [6, 'activities'],
  [7, 'objects'],
  [8, 'symbols'],
  [9, 'flags'],
]);

/** As the package has it, as far as it is used. */
export interface EmojiEntry {
  readonly emoji: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly order?: number;
  readonly version: number;
}

/** The words of each language come with the app, and are read when they are first needed. */
const LOADERS: ReadonlyMap<string, () => Promise<{ readonly default: readonly EmojiEntry[] }>> = new Map([
  ['en', () => import('emojibase-data/en/data.json')],
  ['de', () => import('emojibase-data/de/data.json')],
  ['es', () => import('emojibase-data/es/data.json')],
  ['fr', () => import('emojibase-data/fr/data.json')],
]);

/** In this language, or in English. */
export async function loadEmoji(language: string, canDraw: (emoji: string) => boolean): Promise<readonly EmojiItem[]> {
  const load = LOADERS.get(language) ?? LOADERS.get('en');
  return load === undefined ? [] : emojiItems((await load()).default, canDraw);
}

/** Pure. `canDraw` is asked once for each version of Unicode: a font knows all of it or nothing. */
export function emojiItems(entries: readonly EmojiEntry[], canDraw: (emoji: string) => boolean): readonly EmojiItem[] {
  const drawn = new Map<number, boolean>();
  const isDrawn = ({ version, emoji }: EmojiEntry) => {
    const known = drawn.get(version) ?? canDraw(emoji);
    drawn.set(version, known);
    return known;
  };
  return [...entries]
    .sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .flatMap((entry) => {
      const group = GROUP_OF.get(entry.group ?? -1);
      if (group === undefined || !isDrawn(entry)) return [];
      const words = [entry.label, ...(entry.tags ?? [])].flatMap(wordsOf);
      return [{ emoji: entry.emoji, label: entry.label, words: [...new Set(words)], group }];
    });
}

/** Those with every word that is asked for, by its beginning; those that are called so go first. */
export function findEmoji(items: readonly EmojiItem[], asked: string): readonly EmojiItem[] {
  const same = items.filter(({ emoji }) => plainEmoji(emoji) === plainEmoji(asked.trim()));
  if (same.length > 0) return same;
  const words = wordsOf(asked);
  if (words.length === 0) return [];
  const found = items.filter((item) => words.every((word) => item.words.some((known) => known.startsWith(word))));
  const rank = ({ label }: EmojiItem) => {
    const named = wordsOf(label);
    return words.every((word) => named.some((known) => known.startsWith(word))) ? 0 : 1;
  };
  return found.toSorted((one, other) => rank(one) - rank(other));
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** With or without the sign that asks for colour it is the same. */
const plainEmoji = (emoji: string): string => emoji.replaceAll('\ufe0f', '');
