import { expect, test } from 'vitest';
import { makeContact } from '../../testing/make-people.ts';
import { arrivedSince } from './use-arrivals.ts';

const OPENED_AT_MS = 1_000;
const someone = { state: 'contact', met: 'invited-them', addedAtMs: OPENED_AT_MS } as const;

test('who used one’s invite since it is shown has arrived; nobody else has', () => {
  const anna = makeContact(1, 'Anna', someone);
  const others = [
    makeContact(2, 'before', { ...someone, addedAtMs: OPENED_AT_MS - 1 }),
    makeContact(3, 'invited us', { ...someone, met: 'used-invite' }),
    makeContact(4, 'has not answered', { ...someone, state: 'invited' }),
  ];
  expect(arrivedSince(OPENED_AT_MS, [...others, anna])).toEqual([anna]);
});
