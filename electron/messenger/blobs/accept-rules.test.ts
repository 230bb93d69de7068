import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestStore, testStore } from '../../storage/testing/index.ts';
import { BLOB_BY_ITSELF_BYTES, BLOB_DAY_BYTES } from '../limits.ts';
import { AcceptRules, setByItselfBytes, setQuotaBytes } from './accept-rules.ts';
import type { NamedBlob } from './contents.ts';

const CONV = 'c'.repeat(64);
const [ANNA, BEN] = ['a'.repeat(64), 'b'.repeat(64)];
const DAY_MS = 86_400_000;
const file = (claimedBytes: number): NamedBlob => ({ blob: 'f'.repeat(64), role: 'file', claimedBytes });

let kept: TestStore;
let wallMs: number;
let used: number;
let rules: AcceptRules;
beforeEach(async () => {
  kept = await testStore();
  wallMs = 20_000 * DAY_MS;
  used = 0;
  rules = new AcceptRules({ state: kept.store.state, wallMs: () => wallMs, usedBytes: async () => used });
});
afterEach(() => kept.remove());

test('by itself up to a size, which each conversation may have for itself', async () => {
  expect(await rules.decide(CONV, ANNA, file(BLOB_BY_ITSELF_BYTES))).toBeUndefined();
  expect(await rules.decide(CONV, ANNA, file(BLOB_BY_ITSELF_BYTES + 1))).toBe('large');
  await setByItselfBytes(kept.store.state, CONV, 10);
  expect(await rules.decide(CONV, ANNA, file(11))).toBe('large');
  expect(await rules.decide('d'.repeat(64), ANNA, file(11))).toBeUndefined();
  expect(
    await rules.decide(CONV, ANNA, { blob: 'f'.repeat(64), role: 'preview', claimedBytes: undefined }),
  ).toBeUndefined();
});

test('200 MB a day from one person, also of many asked for at once; the next day and other people are not touched', async () => {
  const parts = Array.from({ length: 12 }, () => rules.decide(CONV, ANNA, file(BLOB_DAY_BYTES / 10)));
  const answers = await Promise.all(parts);
  expect(answers.filter((why) => why === undefined)).toHaveLength(10);
  expect(answers.slice(10)).toEqual(['day-full', 'day-full']);
  expect(await rules.decide(CONV, BEN, file(1_000))).toBeUndefined();
  wallMs += DAY_MS;
  expect(await rules.decide(CONV, ANNA, file(1_000))).toBeUndefined();
});

test('a quota for all of it together', async () => {
  await setQuotaBytes(kept.store.state, 5_000);
  used = 4_000;
  expect(await rules.decide(CONV, ANNA, file(1_000))).toBeUndefined();
  expect(await rules.decide(CONV, ANNA, file(1_001))).toBe('disk-quota');
  await setQuotaBytes(kept.store.state, undefined);
  expect(await rules.decide(CONV, ANNA, file(1_001))).toBeUndefined();
});
