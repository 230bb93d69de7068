import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GROUP_NEIGHBOURS_NEAR, GROUP_NEIGHBOURS_RANDOM } from '../limits.ts';
import { chooseNeighbours } from './neighbours.ts';

const hashname = (number: number) => number.toString(16).padStart(64, '0');
const everybody = GROUP_NEIGHBOURS_NEAR + GROUP_NEIGHBOURS_RANDOM;

test('a small group is all neighbours', () => {
  const members = Array.from({ length: everybody + 1 }, (_, index) => hashname(index));
  expect(chooseNeighbours(hashname(0), members, () => 0)).toEqual(members.slice(1));
});

test('of a large one the nearest, and others at random, each once and never ourselves', () => {
  fc.assert(
    fc.property(fc.integer({ min: everybody + 2, max: 200 }), fc.nat({ max: 199 }), fc.nat(), (count, self, dice) => {
      const members = Array.from({ length: count }, (_, index) => hashname(index));
      const own = hashname(self % count);
      const chosen = chooseNeighbours(own, members, (below) => dice % below);
      expect(new Set(chosen).size).toBe(everybody);
      expect(chosen).not.toContain(own);
      const byDistance = members
        .filter((member) => member !== own)
        .sort((a, b) => Number(BigInt(`0x${a}`) ^ BigInt(`0x${own}`)) - Number(BigInt(`0x${b}`) ^ BigInt(`0x${own}`)));
      expect(chosen.slice(0, GROUP_NEIGHBOURS_NEAR)).toEqual(byDistance.slice(0, GROUP_NEIGHBOURS_NEAR));
    }),
  );
});
