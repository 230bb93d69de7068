import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PATHS_PER_PEER_MAX } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { type Path, pathKey } from './path.ts';
import { type PathEntry, PathTable } from './path-table.ts';
import { PathUsers } from './path-users.ts';

const BOB = 'b'.repeat(64) as Hashname;
const at = (number: number): Path => ({ type: 'ipv4', ip: `10.0.${number >> 8}.${number & 255}`, port: 1 });

describe('path table', () => {
  test('never grows beyond its bound, keeps the one in use, and tells which left', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { maxLength: 200 }), fc.nat(60), (numbers, used) => {
        const dropped = new Set<string>();
        const table = new PathTable(BOB, (_, entry) => dropped.add(entry.key));
        table.use(table.add(at(used)));
        for (const number of numbers) {
          dropped.delete(pathKey(at(number)));
          table.add(at(number));
        }
        const kept = table.entries().map(({ key }) => key);
        expect(kept.length).toBeLessThanOrEqual(PATHS_PER_PEER_MAX);
        expect(kept[0]).toBe(pathKey(at(used)));
        expect(kept.filter((key) => dropped.has(key))).toEqual([]);
        expect(kept.length + dropped.size).toBe(new Set([used, ...numbers]).size);
      }),
    );
  });

  test('a stranger’s suggestions push out neither what the application told nor what answered', () => {
    const table = new PathTable(BOB, () => undefined);
    const hint = table.add(at(1)) as PathEntry;
    hint.isHint = true;
    const established = table.add(at(2)) as PathEntry;
    established.isEstablished = true;
    for (let number = 10; number < 100; number++) table.add(at(number));
    expect(table.find(at(1))).toBe(hint);
    expect(table.find(at(2))).toBe(established);
  });

  test('a way that leads nowhere any more is taken out, unless it is in use', () => {
    const dropped: string[] = [];
    const table = new PathTable(BOB, (_, { key }) => dropped.push(key));
    table.use(table.add(at(1)));
    table.add(at(2));
    for (const number of [1, 2, 3]) table.remove(at(number));
    expect(table.all().map(({ path }) => path)).toEqual([at(1)]);
    expect(dropped).toEqual([pathKey(at(2))]);
    expect(table.find(at(2))).toBeUndefined();
  });

  test('claims are those of the newest list', () => {
    const table = new PathTable(BOB, () => undefined);
    table.add(at(1));
    table.add(at(2));
    expect(table.claim(new Set([pathKey(at(1))]))).toBe(true);
    expect(table.claim(new Set([pathKey(at(1))]))).toBe(false);
    expect(table.claim(new Set([pathKey(at(2))]))).toBe(true);
    expect(table.find(at(1))?.isClaimed).toBe(false);
  });

  test('when the line is gone nothing is established, claimed or in use', () => {
    const table = new PathTable(BOB, () => undefined);
    const entry = table.add(at(1)) as PathEntry;
    Object.assign(entry, { isEstablished: true, isClaimed: true, roundTripMs: 5 });
    table.use(entry);
    table.forgetEstablished();
    expect(table.inUse).toBeUndefined();
    expect(entry).toMatchObject({ isEstablished: false, isClaimed: false, roundTripMs: undefined });
  });
});

describe('path users', () => {
  const [anna, ben] = ['a', 'b'] as unknown as [Hashname, Hashname];

  test('an address is shared from the second hashname on, until one leaves', () => {
    const users = new PathUsers();
    expect(users.add('x', anna)).toBe(false);
    expect(users.add('x', anna)).toBe(false);
    expect(users.isShared('x')).toBe(false);
    expect(users.add('x', ben)).toBe(true);
    expect(users.isShared('x')).toBe(true);
    users.remove('x', anna);
    expect(users.isShared('x')).toBe(false);
    expect(users.users('x')).toEqual([ben]);
  });
});
