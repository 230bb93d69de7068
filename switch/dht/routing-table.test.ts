import { describe, expect, test } from 'vitest';
import {
  BUCKET_SIZE,
  HINTS_MAX,
  HINTS_PER_BUCKET_MAX,
  LINK_PING_MS,
  LINK_TIMEOUT_MS,
  LINKS_MAX,
  SEE_MAX,
} from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { chooseHints } from './hints.ts';
import type { Link } from './k-bucket.ts';
import { RoutingTable } from './routing-table.ts';

const SELF = '0'.repeat(64) as Hashname;

/** A hashname that begins so. */
function named(prefix: string): Hashname {
  return prefix.padEnd(64, '1') as Hashname;
}

function link(prefix: string, more: Partial<Link> = {}): Link {
  const now = { sinceMs: 0, lastReceivedAtMs: 0, lastSentAtMs: 0 };
  return { hashname: named(prefix), isSeed: true, bridges: [], isRequested: false, ...now, ...more };
}

/** As many links in the farthest bucket, the first one the oldest. */
function tableOf(count: number, more: Partial<Link> = {}): RoutingTable {
  const table = new RoutingTable(SELF);
  for (let n = 0; n < count; n++) table.add(link(`8${n.toString(16).padStart(4, '0')}`, { sinceMs: n, ...more }));
  return table;
}

const namesOf = (links: Iterable<Link>): string[] => [...links].map(({ hashname }) => hashname);

describe('answers to a seek', () => {
  test('begin with the oldest seed of the bucket, then exact matches, then the closest', () => {
    const table = new RoutingTable(SELF);
    table.add(link('ff', { sinceMs: 1 }));
    table.add(link('80', { sinceMs: 2 }));
    table.add(link('8123', { sinceMs: 3, isSeed: false }));
    table.add(link('82', { sinceMs: 4 }));
    expect(namesOf(table.see('8123', named('9')))).toEqual([named('ff'), named('8123'), named('80'), named('82')]);
  });

  test('name one that is no seed only to who names it', () => {
    const table = new RoutingTable(SELF);
    table.add(link('8123', { isSeed: false }));
    expect(namesOf(table.see('8124', named('9')))).toEqual([]);
    expect(namesOf(table.see('8123', named('9')))).toEqual([named('8123')]);
  });

  test('never name the one who asks, and nobody twice', () => {
    const table = tableOf(20);
    const asker = named('80003');
    const names = namesOf(table.see('80003', asker));
    expect(names).not.toContain(asker);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBe(SEE_MAX);
  });

  test('go on with other buckets when the one sought has too few', () => {
    const table = new RoutingTable(SELF);
    table.add(link('8'));
    table.add(link('4'));
    table.add(link('2'));
    expect(namesOf(table.see('81', named('9'))).length).toBe(3);
  });
});

describe('a link request', () => {
  test('names the oldest seeds near the other side first, then the oldest others', () => {
    const table = tableOf(10);
    table.add(link('4', { sinceMs: -5 }));
    const names = namesOf(table.seeForLink(named('9')));
    expect(names).toEqual(namesOf(table.all()).slice(0, SEE_MAX));
    expect(namesOf(table.seeForLink(named('5')))[0]).toBe(named('4'));
  });
});

describe('maintenance', () => {
  test('the k oldest of a bucket are pinged, and those asked for', () => {
    const full = tableOf(4 * BUCKET_SIZE);
    full.add(link('8ffff', { sinceMs: 1_000, isRequested: true }));
    const due = namesOf(full.pingsDue(LINK_PING_MS));
    expect(due).toEqual([...namesOf(tableOf(BUCKET_SIZE).all()), named('8ffff')]);
  });

  test('nothing is due before its time', () => {
    const table = tableOf(3);
    expect(table.pingsDue(LINK_PING_MS - 1)).toEqual([]);
    expect(table.timedOut(LINK_TIMEOUT_MS - 1)).toEqual([]);
    expect(table.timedOut(LINK_TIMEOUT_MS).length).toBe(3);
    expect(table.dueAtMs()).toBe(LINK_PING_MS);
    expect(new RoutingTable(SELF).dueAtMs()).toBe(Number.POSITIVE_INFINITY);
  });

  test('a full table takes in only whose bucket has less than k', () => {
    const table = tableOf(LINKS_MAX);
    expect(table.mayAccept(named('9'))).toBe(false);
    expect(table.mayAccept(named('80001'))).toBe(true);
    expect(table.mayAccept(named('4'))).toBe(true);
    expect(table.mayAccept(SELF)).toBe(false);
  });

  test('a bucket lacks seeds until it has k of them, whoever else is in it', () => {
    const table = tableOf(BUCKET_SIZE - 1);
    table.add(link('ff', { isSeed: false }));
    expect(table.lacks(named('9'))).toBe(true);
    table.add(link('fe'));
    expect(table.lacks(named('9'))).toBe(false);
    table.remove(named('fe'));
    expect(table.lacks(named('9'))).toBe(true);
  });
});

describe('hints', () => {
  test('are the oldest seeds, of no bucket too many', () => {
    const links = [...tableOf(40).all(), link('4', { sinceMs: 100 }), link('2', { isSeed: false })];
    const names = namesOf(chooseHints(SELF, links));
    expect(names.length).toBe(HINTS_PER_BUCKET_MAX + 1);
    expect(names[0]).toBe(named('80000'));
    expect(names.at(-1)).toBe(named('4'));
  });

  test('are bounded', () => {
    const links = Array.from({ length: 200 }, (_, n) => link((2n ** BigInt(n + 40)).toString(16).padStart(64, '0')));
    expect(chooseHints(SELF, links).length).toBe(HINTS_MAX);
  });
});
