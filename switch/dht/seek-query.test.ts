import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SEEK_ASKED_MAX, SEEK_CLOSEST, SEEK_PARALLEL } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { compareDistance } from './distance.ts';
import { SeekQuery } from './seek-query.ts';

const TARGET = '0'.repeat(64) as Hashname;
const SELF = 'f'.repeat(64) as Hashname;
/** The smaller, the closer to the target. */
const at = (distance: number): Hashname => distance.toString(16).padStart(4, '0').padEnd(64, '1') as Hashname;

function takeAll(query: SeekQuery): Hashname[] {
  const taken: Hashname[] = [];
  for (let next = query.next(); next !== undefined; next = query.next()) taken.push(next);
  return taken;
}

describe('a search', () => {
  test('asks the three closest first, and one more for each that answers', () => {
    const query = new SeekQuery(SELF, TARGET, [at(9), at(3), at(5), at(7)]);
    expect(takeAll(query)).toEqual([at(3), at(5), at(7)]);
    query.handleAnswer(at(5), [at(1)]);
    expect(takeAll(query)).toEqual([at(1)]);
    expect(query.isDone).toBe(false);
  });

  test('counts the steps to who named the target first', () => {
    const query = new SeekQuery(SELF, TARGET, [at(9)]);
    takeAll(query);
    query.handleAnswer(at(9), [at(5), at(6)]);
    expect(query.hops).toBe(0);
    takeAll(query);
    query.handleAnswer(at(5), [TARGET]);
    query.handleAnswer(at(6), [at(2)]);
    takeAll(query);
    query.handleAnswer(at(2), [TARGET]);
    expect(query.hops).toBe(2);
  });

  test('ends when the nine closest were asked, and not before', () => {
    const query = new SeekQuery(SELF, TARGET, []);
    const names = Array.from({ length: 20 }, (_, n) => at(n + 1));
    const start = new SeekQuery(SELF, TARGET, [at(100)]);
    expect(query.isDone).toBe(true);
    expect(takeAll(start)).toEqual([at(100)]);
    start.handleAnswer(at(100), names);
    for (let asking = takeAll(start); asking.length > 0; asking = takeAll(start)) {
      expect(start.isDone).toBe(false);
      for (const hashname of asking) start.handleAnswer(hashname, []);
    }
    expect(start.isDone).toBe(true);
    expect(start.answered()).toEqual([...names.slice(0, SEEK_CLOSEST), at(100)]);
    expect(start.askedCount).toBe(1 + SEEK_CLOSEST);
  });

  test('asks those on our own networks first, and in any case', () => {
    const closer = Array.from({ length: 20 }, (_, n) => at(n + 1));
    const query = new SeekQuery(SELF, TARGET, closer, [at(900), SELF, TARGET, at(800)]);
    expect(takeAll(query)).toEqual([at(900), at(800), at(1)]);
    for (const hashname of [at(900), at(800), at(1)]) query.handleFailure(hashname);
    expect(takeAll(query)).toEqual([at(2), at(3), at(4)]);
  });

  test('who is silent makes room for the next closest', () => {
    const query = new SeekQuery(SELF, TARGET, [at(100)]);
    takeAll(query);
    query.handleAnswer(
      at(100),
      Array.from({ length: 12 }, (_, n) => at(n + 1)),
    );
    for (let asking = takeAll(query); asking.length > 0; asking = takeAll(query))
      for (const hashname of asking)
        if (hashname <= at(3)) query.handleFailure(hashname);
        else query.handleAnswer(hashname, []);
    expect(query.answered()[0]).toBe(at(4));
    expect(query.answered().length).toBe(10);
  });

  test('nine newcomers that claim to be close do not end it before the backstop was asked', () => {
    const query = new SeekQuery(SELF, TARGET, [at(1000)]);
    takeAll(query);
    const sybils = Array.from({ length: 15 }, (_, n) => at(n + 1));
    query.handleAnswer(at(1000), [at(500), ...sybils]);
    const asked: Hashname[] = [];
    for (let asking = takeAll(query); asking.length > 0; asking = takeAll(query))
      for (const hashname of asking) {
        asked.push(hashname);
        query.handleAnswer(hashname, []);
      }
    expect(asked).toContain(at(500));
    expect(query.isDone).toBe(true);
  });

  test('ourselves and the one sought are never asked', () => {
    const query = new SeekQuery(SELF, TARGET, [SELF, TARGET, at(2)]);
    expect(takeAll(query)).toEqual([at(2)]);
    query.handleAnswer(at(2), [SELF, TARGET]);
    expect(query.isDone).toBe(true);
  });

  test('answers of those who were not asked, and second ones, change nothing', () => {
    const query = new SeekQuery(SELF, TARGET, [at(2)]);
    query.handleAnswer(at(2), [at(1)]);
    expect(takeAll(query)).toEqual([at(2)]);
    query.handleAnswer(at(2), []);
    query.handleAnswer(at(2), [at(1)]);
    query.handleFailure(at(2));
    expect(query.isDone).toBe(true);
    expect(query.answered()).toEqual([at(2)]);
  });

  test('whatever is answered, it asks no more than three at once, nobody twice, and ends', () => {
    const answer = fc.record({ names: fc.array(fc.nat(5_000), { maxLength: 16 }), fails: fc.boolean() });
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { maxLength: 9 }), fc.array(answer, { minLength: 1 }), (starts, answers) => {
        const query = new SeekQuery(SELF, TARGET, starts.map(at));
        const asked: Hashname[] = [];
        const underway: Hashname[] = [];
        for (let turn = 0; !query.isDone; turn++) {
          for (const hashname of takeAll(query)) {
            underway.push(hashname);
            asked.push(hashname);
          }
          expect(underway.length).toBeLessThanOrEqual(SEEK_PARALLEL);
          const reply = answers[turn % answers.length];
          const from = underway.shift();
          if (from === undefined || reply === undefined) throw new Error('not done, but nobody is asked');
          if (reply.fails) query.handleFailure(from);
          else
            query.handleAnswer(
              from,
              reply.names.map((n) => at(n + turn)),
            );
        }
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked.length).toBeLessThanOrEqual(SEEK_ASKED_MAX);
        const answered = query.answered();
        expect([...answered].sort((a, b) => compareDistance(TARGET, a, b))).toEqual(answered);
      }),
    );
  });
});
