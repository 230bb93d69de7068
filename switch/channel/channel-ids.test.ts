import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANNEL_ID_REORDER } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { ChannelIds } from './channel-ids.ts';

const LOW = '1'.repeat(64) as Hashname;
const HIGH = 'f'.repeat(64) as Hashname;

describe('channel ids', () => {
  test('the lower hashname takes even ones, the higher odd ones, from the least', () => {
    const low = new ChannelIds(LOW, HIGH);
    const high = new ChannelIds(HIGH, LOW);
    expect([low.takeOwn(), low.takeOwn()]).toEqual([2, 4]);
    expect([high.takeOwn(), high.takeOwn()]).toEqual([1, 3]);
  });

  test('what one side takes the other side accepts, in any order that a network makes of it, and once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 3, 5, 7, 9, 11, 13, 15, 17, 19], { minLength: 10 }), (order) => {
        const low = new ChannelIds(LOW, HIGH);
        for (const id of order) expect(low.takeTheirs(id)).toBe(true);
        for (const id of order) expect(low.takeTheirs(id)).toBe(false);
      }),
    );
  });

  test('ids of our own parity, and those far below the newest, are refused', () => {
    const low = new ChannelIds(LOW, HIGH);
    expect(low.takeTheirs(2)).toBe(false);
    const newest = 2 * CHANNEL_ID_REORDER + 1;
    expect(low.takeTheirs(newest)).toBe(true);
    expect(low.takeTheirs(newest - CHANNEL_ID_REORDER)).toBe(false);
    expect(low.takeTheirs(newest + 2 - CHANNEL_ID_REORDER)).toBe(true);
  });

  test('what is forgotten of many ids is accepted no more either', () => {
    const low = new ChannelIds(LOW, HIGH);
    for (let id = 1; id < 3 * CHANNEL_ID_REORDER; id += 2) expect(low.takeTheirs(id)).toBe(true);
    for (let id = 1; id < 3 * CHANNEL_ID_REORDER; id += 2) expect(low.takeTheirs(id)).toBe(false);
  });

  test('a new line lets the other side begin anew, while ours go on rising', () => {
    const low = new ChannelIds(LOW, HIGH);
    low.takeOwn();
    low.takeTheirs(1_001);
    low.reset();
    expect(low.takeTheirs(1)).toBe(true);
    expect(low.takeOwn()).toBe(4);
  });
});
