import { expect, test } from 'vitest';
import { makeConversation } from '../../testing/make-message.ts';
import { placesToForward } from './forward-message.ts';

test('only where one can write, by any part of the name', () => {
  const group = (state: 'member' | 'left' | 'invited') => ({ state, isAdmin: false, members: [] });
  const conversations = [
    makeConversation(1, 'Anna'),
    makeConversation(2, 'Family', { group: group('member') }),
    makeConversation(3, 'Old choir', { group: group('left') }),
    makeConversation(4, 'Asked', { group: group('invited') }),
    makeConversation(5, 'Lea', { refusal: 'invite-used' }),
    makeConversation(6, 'Gone', { isDeleted: true }),
  ];
  expect(placesToForward(conversations, '').map(({ name }) => name)).toEqual(['Anna', 'Family']);
  expect(placesToForward(conversations, ' AMI').map(({ name }) => name)).toEqual(['Family']);
});
