import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moved } from './row-actions.ts';

test('one is moved to its new place, and the others keep their order', () => {
  const anyList = fc.uniqueArray(fc.nat(50), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(anyList, fc.nat(), fc.integer({ min: -5, max: 25 }), (list, pick, to) => {
      const item = list[pick % list.length] ?? 0;
      const after = moved(list, item, to);
      expect(after.indexOf(item)).toBe(Math.max(0, Math.min(to, list.length - 1)));
      expect(after.filter((held) => held !== item)).toEqual(list.filter((held) => held !== item));
    }),
  );
});
