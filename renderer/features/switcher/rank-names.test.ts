import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankNames } from './rank-names.ts';

const names = (all: readonly string[], typed: string) =>
  rankNames(
    all.map((name) => ({ name })),
    typed,
  ).map(({ name }) => name);

test('names that begin so come first, then words that do, then the rest', () => {
  expect(names(['Hanna', 'Ben Anders', 'Anna', 'Tom'], 'an')).toEqual(['Anna', 'Ben Anders', 'Hanna']);
});

test('accents and capitals do not matter, and every word must be there', () => {
  expect(names(['Jörg Müller', 'Jörg'], 'jorg mul')).toEqual(['Jörg Müller']);
});

test('nothing typed shows all, in the order they came in', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 20 }), (all) => {
      expect(names(all, ' ')).toEqual(all);
    }),
  );
});
