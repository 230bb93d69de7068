import { expect, test } from 'vitest';
import { LOST_LINKS_MAX } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { LostLinks } from './lost-links.ts';

const name = (number: number) => number.toString(16).padStart(64, '0') as Hashname;

function lose(...sinceMs: readonly number[]): LostLinks<undefined> {
  const lost = new LostLinks<undefined>();
  for (const [index, each] of sinceMs.entries()) lost.add({ hashname: name(index), sinceMs: each, hints: undefined });
  return lost;
}

const namesOf = (links: readonly { readonly hashname: Hashname }[]) => links.map(({ hashname }) => hashname);

test('each has its turn', () => {
  const lost = lose(1, 2, 3);
  expect(namesOf(lost.take(2))).toEqual([name(0), name(1)]);
  expect(namesOf(lost.take(2))).toEqual([name(2), name(0)]);
  expect(lose().take(2)).toEqual([]);
});

test('who lasted longest stays when there is no room', () => {
  const lost = lose(50, ...Array.from({ length: LOST_LINKS_MAX }, (_, index) => 100 - index));
  expect(lost.size).toBe(LOST_LINKS_MAX);
  expect(namesOf(lost.take(LOST_LINKS_MAX))).toContain(name(0));
  expect(namesOf(lost.take(LOST_LINKS_MAX))).not.toContain(name(1));
});

test('is there once, and not when it is back', () => {
  const lost = lose(1, 2);
  lost.add({ hashname: name(0), sinceMs: 5, hints: undefined });
  expect(lost.size).toBe(2);
  lost.remove(name(0));
  expect(namesOf(lost.take(5))).toEqual([name(1)]);
});
