import { expect, test } from 'vitest';
import type { GroupView } from '../../../electron/bridge/contract.ts';
import { useAppStore } from '../../store/app-store.ts';
import { hexId, makeConversation, NO_WISH } from '../../testing/make-message.ts';
import { selectSharedGroups } from './shared-groups.ts';

const group = (state: GroupView['state'], hasJoined = true): { group: GroupView } => ({
  group: {
    state,
    isAdmin: false,
    members: [{ device: hexId(1), name: 'Anna', isAdmin: false, hasJoined, isMe: false, ...NO_WISH }],
  },
});

test('a shared group is one where both belong', () => {
  const conversations = [
    makeConversation(1, 'Anna'),
    makeConversation(2, 'Walks', group('member')),
    makeConversation(3, 'Choir', group('member')),
    makeConversation(4, 'Left', group('left')),
    makeConversation(5, 'Asked', group('member', false)),
  ];
  const state = {
    ...useAppStore.getState(),
    conversationsById: Object.fromEntries(conversations.map((each) => [each.id, each])),
  };
  expect(selectSharedGroups(hexId(1))(state).map(({ name }) => name)).toEqual(['Choir', 'Walks']);
  expect(selectSharedGroups(hexId(2))(state)).toEqual([]);
});
