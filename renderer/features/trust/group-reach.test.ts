import { expect, test } from 'vitest';
import type { GroupView } from '../../../electron/bridge/contract.ts';
import { translate } from '../../i18n.tsx';
import { hexId, NO_WISH } from '../../testing/make-message.ts';
import { reachOf } from './group-reach.ts';

const member = (n: number, hasJoined = true) => ({
  device: hexId(n),
  name: `member ${n}`,
  isAdmin: false,
  hasJoined,
  isMe: n === 1,
  ...NO_WISH,
});
const group = (given: Partial<GroupView>): GroupView => ({
  state: 'member',
  isAdmin: false,
  members: [member(1), member(2), member(3), member(4, false)],
  ...given,
});

test('the others who said yes are counted, and oneself is not', () => {
  const reach = reachOf(group({ reachableCount: 1 }));
  expect(reach).toEqual({ reachable: 1, count: 2 });
  expect(translate('trust.groupReach', reach ?? {})).toBe('1 of 2 reachable');
});

test('nothing is said to who is no member, is alone, or does not know', () => {
  expect(reachOf(group({}))).toBeNull();
  expect(reachOf(group({ state: 'left', reachableCount: 0 }))).toBeNull();
  expect(reachOf(group({ members: [member(1), member(4, false)], reachableCount: 0 }))).toBeNull();
});
