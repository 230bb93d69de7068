import { expect, test } from 'vitest';
import { MESH_GAP_MS_MAX, MESH_GAP_MS_MIN, MESH_LOSS_SHARE } from '../constants.ts';
import { BUCKETS, bucketOf, hashnameInBucket } from '../dht/distance.ts';
import { RoutingTable } from '../dht/routing-table.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { TimerQueue } from '../timers.ts';
import { Mesh } from './mesh.ts';

const SELF = '0'.repeat(64) as Hashname; // 64 digits
const FAR = BUCKETS - 1;
const NEAR = BUCKETS - 4;

/** A mesh with so many seeds in the farthest bucket and one in a near one; `look` gives the buckets that the next look searches, -1: itself. */
function meshOf(farCount: number) {
  const table = new RoutingTable(SELF);
  const names: Hashname[] = [];
  let found: number[] = [];
  const add = (bucket: number): void => {
    const name = hashnameInBucket(SELF, bucket, new Uint8Array(32).fill(names.length + 1));
    names.push(name);
    const link = { hashname: name, isSeed: true, bridges: [], sinceMs: 0, isRequested: false };
    table.add({ ...link, lastReceivedAtMs: 0, lastSentAtMs: 0 });
  };
  const context = { self: { hashname: SELF, parts: {}, keys: {} }, random: (length: number) => new Uint8Array(length) };
  const find = (_nowMs: number, target: Hashname) => found.push(bucketOf(SELF, target) ?? -1);
  const mesh = new Mesh({ ...context, timers: new TimerQueue() }, table, { find });
  for (let count = 0; count < farCount; count++) add(FAR);
  add(NEAR);
  mesh.handleMeshed(0);
  return {
    lose(count: number): void {
      for (const name of names.slice(0, count)) table.remove(name);
    },
    add,
    /** What it searches for until the next gap, and how long that is. */
    look(): { readonly buckets: readonly number[]; readonly gapMs: number } {
      found = [];
      for (;;) {
        const nowMs = mesh.dueAtMs;
        mesh.handleTimeout(nowMs);
        if (mesh.dueAtMs - nowMs >= MESH_GAP_MS_MIN) return { buckets: found, gapMs: mesh.dueAtMs - nowMs };
      }
    },
  };
}

test('a thin bucket is searched for once, and again when it changed', () => {
  const mesh = meshOf(2);
  expect(mesh.look().buckets).toEqual([-1]);
  expect(mesh.look().buckets).toEqual([-1, FAR, FAR - 1, FAR - 2]);
  expect(mesh.look().buckets).toEqual([-1]);
  mesh.add(FAR);
  expect(mesh.look().buckets).toEqual([-1, FAR]);
  expect(mesh.look().buckets).toEqual([-1]);
});

test('at the largest gap all is looked for again', () => {
  const mesh = meshOf(2);
  while (mesh.look().gapMs < MESH_GAP_MS_MAX);
  expect(mesh.look()).toEqual({ buckets: [-1, FAR, FAR - 1, FAR - 2], gapMs: MESH_GAP_MS_MAX });
});

test('one lost link of many lets the gaps grow on, and the loss of many begins anew', () => {
  const mesh = meshOf(31);
  const gaps = [mesh.look().gapMs, mesh.look().gapMs];
  mesh.lose(1);
  expect(mesh.look().gapMs).toBe(2 * (gaps[1] ?? 0));
  mesh.lose(1 + Math.ceil(31 * MESH_LOSS_SHARE));
  expect(mesh.look().gapMs).toBe(MESH_GAP_MS_MIN);
});
