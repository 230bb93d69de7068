import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeqRing } from './seq-ring.ts';

test('holds what a map would, however wide the span grows while it slides', () => {
  const anyStep = fc.record({ ahead: fc.nat(200), deleted: fc.nat(30) });
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
      const ring = new SeqRing<number>();
      const map = new Map<number, number>();
      let [first, end] = [0, 0];
      for (const { ahead, deleted } of steps) {
        const seq = first + ahead;
        end = Math.max(end, seq + 1);
        ring.set(first, seq, seq);
        map.set(seq, seq);
        for (let count = 0; count < deleted && first < end; count++, first++) {
          ring.delete(first);
          map.delete(first);
        }
        for (let at = first; at < end; at++) expect(ring.get(at)).toBe(map.get(at));
      }
    }),
  );
});
