import { expect, test } from 'vitest';
import type { TransferView } from '../../../electron/bridge/contract.ts';
import { makePhoto } from '../../testing/make-message.ts';
import { albumStanding } from './album-transfer.ts';

const photo = (n: number, state: TransferView['state'], progress = 0) =>
  makePhoto(n, { bytes: 1_000, isWhole: state === 'here', transfer: { state, progress, why: 'large' } });

test('an album that is all here needs no word', () => {
  expect(albumStanding([photo(1, 'here', 1), photo(2, 'here', 1)])).toBeNull();
});

test('a question comes before what goes on by itself', () => {
  const standing = albumStanding([photo(1, 'here', 1), photo(2, 'coming', 0.5), photo(3, 'asks'), photo(4, 'asks')]);
  expect(standing).toEqual({
    state: 'asks',
    why: 'large',
    count: 2,
    missingBytes: 2_000,
    wholeCount: 1,
    progress: 1_500 / 4_000,
  });
});

test('what was not wanted is only said when nothing else is to say', () => {
  expect(albumStanding([photo(1, 'declined'), photo(2, 'paused', 0.2)])?.state).toBe('paused');
  expect(albumStanding([photo(1, 'declined'), photo(2, 'here', 1)])?.state).toBe('declined');
});

test('what nobody may give is said last, for nothing can be done about it', () => {
  expect(albumStanding([photo(1, 'withheld'), photo(2, 'coming', 0.5)])?.state).toBe('coming');
  expect(albumStanding([photo(1, 'withheld'), photo(2, 'here', 1)])).toMatchObject({ state: 'withheld', count: 1 });
});
