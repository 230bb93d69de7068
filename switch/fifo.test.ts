import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fifo } from './fifo.ts';

test('what goes in comes out, in order, however adding and taking alternate', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 600 }), (steps) => {
      const fifo = new Fifo<number>();
      const model: number[] = [];
      steps.forEach((isAdd, index) => {
        if (isAdd) {
          fifo.add(index);
          model.push(index);
        } else {
          expect(fifo.peek()).toBe(model[0]);
          expect(fifo.take()).toBe(model.shift());
        }
        expect(fifo.length).toBe(model.length);
      });
    }),
  );
});
