import fc from 'fast-check';
import { rgbaToThumbHash } from 'thumbhash';
import { describe, expect, test } from 'vitest';
import { type Appearance, doPicturesResemble, pictureHashOf, resemblances, skeletonOf } from './look-alikes.ts';

describe('skeletonOf', () => {
  test.each([
    ['Anna', 'Аnnа'], // Cyrillic А and а
    ['Anna', 'ANNA'],
    ['Anna', 'An\u200dna'],
    ['Anna', ' An na'],
    ['Bill', 'BiII'], // capital i for l
    ['Bill', 'Bi11'],
    ['corner', 'comer'], // rn looks like m
    ['Oliver', '0liver'],
    ['Müller', 'Mu\u0308ller'],
    ['Sophie', 'Ѕорhіе'],
    ['Max', '𝕄𝕒𝕩'],
  ])('%s and %s can not be told apart', (a, b) => {
    expect(skeletonOf(a)).toBe(skeletonOf(b));
  });

  test.each([
    ['Anna', 'Anne'],
    ['Müller', 'Muller'],
    ['王伟', '王芳'],
    ['محمد', 'محمود'],
    ['👩‍🚀', '👨‍🍳'],
  ])('%s and %s can', (a, b) => {
    expect(skeletonOf(a)).not.toBe(skeletonOf(b));
  });

  test('the same name has one skeleton in every spelling of it, and no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 64 }), (name) => {
        expect(skeletonOf(name.normalize('NFD'))).toBe(skeletonOf(name.normalize('NFC')));
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void skeletonOf(text)));
  });
});

/** 32 x 32: each place's light from 0 to 1, in grey. */
function thumbhash(light: (x: number, y: number) => number, gain = 1): Uint8Array {
  const rgba = Array.from({ length: 32 * 32 }, (_, at) => {
    const level = Math.round(255 * Math.min(1, gain * light(at % 32, Math.floor(at / 32))));
    return [level, level, level, 255];
  });
  return rgbaToThumbHash(32, 32, rgba.flat());
}

const face = (x: number, y: number) => 0.2 + 0.7 * Math.exp(-((x - 12) ** 2 + (y - 20) ** 2) / 90);
const hill = (x: number, y: number) => 0.1 + 0.8 * Math.exp(-((x - 26) ** 2 + (y - 5) ** 2) / 60);

describe('pictures', () => {
  test('resemble each other when one is a little darker or noisy, and not when they show something else', () => {
    const [one, darker, other] = [thumbhash(face), thumbhash(face, 0.85), thumbhash(hill)].map(pictureHashOf);
    const noisy = pictureHashOf(thumbhash((x, y) => face(x, y) + ((x * 7 + y * 13) % 5) / 100));
    if (!one || !darker || !other || !noisy) throw new Error('no hash');
    expect([darker, noisy].map((picture) => doPicturesResemble(one, picture))).toEqual([true, true]);
    expect(doPicturesResemble(one, other)).toBe(false);
  });

  test('of one colour resemble nothing, and any bytes are read without a throw', () => {
    expect(pictureHashOf(thumbhash(() => 0.5))).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void pictureHashOf(bytes)));
  });
});

test('resemblances are told on both sides, each once, and of nobody with themselves', () => {
  const person = (id: string, names: readonly string[], picture?: Uint8Array): Appearance => ({
    person: id,
    names,
    thumbhash: picture,
  });
  const found = resemblances([
    person('1', ['Anna', 'Anna'], thumbhash(face)),
    person('2', ['Schwester', 'Аnnа'], thumbhash(face, 0.9)),
    person('3', ['Bob'], thumbhash(hill)),
    person('4', ['…'], undefined),
    person('5', ['...'], undefined),
  ]);
  expect(found.get('1')).toEqual([
    { person: '2', by: 'name' },
    { person: '2', by: 'picture' },
  ]);
  expect(found.get('2')?.map(({ person: other }) => other)).toEqual(['1', '1']);
  expect(['3', '4', '5'].map((id) => found.get(id))).toEqual([undefined, undefined, undefined]);
});
