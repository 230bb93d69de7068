import { thumbHashToAverageRGBA, thumbHashToRGBA } from 'thumbhash';
import confusables from 'unhomoglyph/data.json' with { type: 'json' };
import { PICTURE_DISTANCE_MAX } from '../limits.ts';

const PROTOTYPES: ReadonlyMap<string, string> = new Map(Object.entries(confusables));
/** What leaves no ink: joiners, variation selectors, tags (Unicode's Default_Ignorable_Code_Point, as far as names may have it). */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
/** Rows and columns of the picture's hash. */
const HASH_EDGE = 8;
/** A picture in which neighbouring places hardly differ (one colour) resembles nothing: its hash is noise. */
const FLAT_LEVELS = 4;
/** Colours further apart than this (of 1 in each channel) are two pictures, whatever their shapes. */
const COLOUR_DISTANCE_MAX = 0.35;

/**
 * The skeleton of a name: two names with the same one can't be told apart by eye (Unicode TR39 section 4, with its table of
 * confusables). Capitals, spaces and what leaves no ink make no difference to people either.
 */
export function skeletonOf(name: string): string {
  const shown = name.normalize('NFKD').replace(UNSEEN, '');
  const plain = prototypes(prototypes(shown).toLowerCase()); // "I" looks like "l", and "Anna" is meant like "anna"
  return plain.normalize('NFD').replace(/[\s\p{P}]/gu, '');
}

function prototypes(text: string): string {
  return [...text].map((letter) => PROTOTYPES.get(letter) ?? letter).join('');
}

/** What of a picture stays the same when it is scaled, encoded anew or made a little darker. */
export interface PictureHash {
  /** 64: whether each place is lighter than the one to its right. */
  readonly bits: readonly boolean[];
  readonly colour: readonly [number, number, number];
}

/** From the ThumbHash, so a stranger's picture is decoded in one place only. Undefined if it resembles nothing or can't be read. */
export function pictureHashOf(thumbhash: Uint8Array): PictureHash | undefined {
  try {
    const { w, h, rgba } = thumbHashToRGBA(thumbhash);
    const light = Array.from({ length: HASH_EDGE }, (_row, y) =>
      Array.from({ length: HASH_EDGE + 1 }, (_column, x) => {
        const at = 4 * (Math.floor(((y + 0.5) * h) / HASH_EDGE) * w + Math.floor(((x + 0.5) * w) / (HASH_EDGE + 1)));
        return 0.3 * (rgba[at] ?? 0) + 0.59 * (rgba[at + 1] ?? 0) + 0.11 * (rgba[at + 2] ?? 0);
      }),
    );
    const steps = light.flatMap((row) => row.slice(1).map((level, x) => (row[x] ?? 0) - level));
    if (steps.filter((step) => Math.abs(step) >= FLAT_LEVELS).length < steps.length / 4) return undefined;
    const { r, g, b } = thumbHashToAverageRGBA(thumbhash);
    return { bits: steps.map((step) => step > 0), colour: [r, g, b] };
  } catch {
    return undefined; // bytes that are no ThumbHash
  }
}

export function doPicturesResemble(a: PictureHash, b: PictureHash): boolean {
  const distance = a.bits.filter((bit, index) => bit !== b.bits[index]).length;
  const colour = Math.max(...a.colour.map((level, index) => Math.abs(level - (b.colour[index] ?? 0))));
  return distance <= PICTURE_DISTANCE_MAX && colour <= COLOUR_DISTANCE_MAX;
}

export interface Appearance {
  readonly person: string;
  /** All names by which they are shown: the announced one and the nickname. */
  readonly names: readonly string[];
  readonly thumbhash: Uint8Array | undefined;
}

export interface Resemblance {
  readonly person: string;
  readonly by: 'name' | 'picture';
}

/** Who could be taken for somebody else: for each person the others, because of a name or of a picture. */
export function resemblances(people: readonly Appearance[]): ReadonlyMap<string, readonly Resemblance[]> {
  const found = new Map<string, Resemblance[]>();
  const add = (a: Appearance, b: Appearance, by: Resemblance['by']) => {
    if (a.person === b.person) return;
    const known = found.get(a.person) ?? [];
    if (!known.some((one) => one.person === b.person && one.by === by)) known.push({ person: b.person, by });
    found.set(a.person, known);
  };
  for (const group of sameSkeleton(people)) for (const a of group) for (const b of group) add(a, b, 'name');
  const pictured = people.flatMap((one) => {
    const hash = one.thumbhash === undefined ? undefined : pictureHashOf(one.thumbhash);
    return hash === undefined ? [] : [{ one, hash }];
  });
  for (const a of pictured)
    for (const b of pictured) if (a !== b && doPicturesResemble(a.hash, b.hash)) add(a.one, b.one, 'picture');
  return found;
}

function sameSkeleton(people: readonly Appearance[]): readonly (readonly Appearance[])[] {
  const bySkeleton = new Map<string, Appearance[]>();
  for (const one of people) {
    for (const skeleton of new Set(one.names.map(skeletonOf))) {
      if (skeleton === '') continue;
      bySkeleton.set(skeleton, [...(bySkeleton.get(skeleton) ?? []), one]);
    }
  }
  return [...bySkeleton.values()].filter((group) => group.length > 1);
}
