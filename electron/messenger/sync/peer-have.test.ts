import { expect, test } from 'vitest';
import type { LogTip } from '../../storage/store.ts';
import { LOG_BRANCHES_MAX, SYNC_ENTRIES_MAX } from '../limits.ts';
import { PeerHave } from './peer-have.ts';

const tip = (log: number, id = 0): LogTip => ({
  by: 'a'.repeat(64),
  log: log.toString(16).padStart(16, '0'),
  seq: 1,
  id: id.toString(16).padStart(16, '0'),
});
const many = (count: number, from: number) => Array.from({ length: count }, (_, index) => tip(from + index));

test('a `have` of more logs than one frame holds is kept whole as far as the logs are here', async () => {
  const ours = many(3 * SYNC_ENTRIES_MAX, 0);
  const having = new PeerHave(async () => ours);
  for (let from = 0; from < ours.length; from += SYNC_ENTRIES_MAX)
    await having.add(ours.slice(from, from + SYNC_ENTRIES_MAX));
  expect(having.take()).toEqual(ours);
  expect(having.take()).toEqual([]);
});

test('logs and branches that are made up without end take the room of one frame, and those that are here stay', async () => {
  const having = new PeerHave(async () => [tip(1)]);
  for (let piece = 1; piece <= 20; piece++) await having.add(many(SYNC_ENTRIES_MAX, piece * 1_000_000));
  await having.add(Array.from({ length: 400 }, (_, index) => tip(1, index)));
  const taken = having.take();
  expect(taken).toHaveLength(SYNC_ENTRIES_MAX + LOG_BRANCHES_MAX);
  expect(taken.at(-1)).toEqual(tip(1, LOG_BRANCHES_MAX - 1));
});
