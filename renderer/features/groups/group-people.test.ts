import { describe, expect, test } from 'vitest';
import type { GroupMemberView, GroupView } from '../../../electron/bridge/contract.ts';
import {
  conversationId,
  hexId,
  makeConversation,
  makeMessage,
  messageId,
  NO_WISH,
} from '../../testing/make-message.ts';
import { closedKey, contactsOf, joinedCount, sortMembers, withPresentName } from './group-people.ts';

const member = (n: number, name: string, given: Partial<GroupMemberView> = {}): GroupMemberView => ({
  device: hexId(n),
  name,
  isAdmin: false,
  hasJoined: true,
  isMe: false,
  ...NO_WISH,
  ...given,
});
const group = (state: GroupView['state'], members: GroupMemberView[] = []): GroupView => ({
  state,
  isAdmin: false,
  members,
});

describe('the people of a group', () => {
  test('stand as oneself, admins, members by name, and who has not said yes', () => {
    const members = [
      member(1, 'Zoe'),
      member(2, 'Ada', { hasJoined: false }),
      member(3, 'Tom', { isAdmin: true }),
      member(4, 'Ben'),
      member(5, 'Me', { isMe: true }),
    ];
    expect(sortMembers(members).map(({ name }) => name)).toEqual(['Me', 'Tom', 'Ben', 'Zoe', 'Ada']);
    expect(joinedCount(group('member', members))).toBe(4);
  });

  test('are called in the chat what they are called now, and there alone', () => {
    const family = group('member', [member(1, 'Tom Berger')]);
    const message = makeMessage(1, { author: { device: hexId(1), name: 'Tom' } });
    expect(withPresentName(message, family).author).toEqual({ device: hexId(1), name: 'Tom Berger' });
    const reply = { id: messageId(1), isMine: false, author: message.author, excerpt: 'Hello', kind: 'text' } as const;
    const quoting = withPresentName(makeMessage(3, { reply }), family);
    expect(quoting).toEqual(makeMessage(3, { reply: { ...reply, author: { device: hexId(1), name: 'Tom Berger' } } }));
    const other = makeMessage(2, { author: { device: hexId(2), name: 'Ada' } });
    for (const same of [withPresentName(other, family), withPresentName(other, undefined)]) expect(same).toBe(other);
  });

  test('are chosen from contacts, not from groups and those who have not answered', () => {
    const { person: _nobody, ...aGroup } = makeConversation(3, 'Family', { group: group('member') });
    const held = [
      makeConversation(1, 'Tom'),
      makeConversation(2, 'Anna'),
      aGroup,
      makeConversation(4, 'Jonas', { state: 'invited' }),
    ];
    const byId = Object.fromEntries(held.map((conversation) => [conversation.id, conversation]));
    expect(contactsOf({ ...byId, [conversationId(9)]: undefined }).map(({ name }) => name)).toEqual(['Anna', 'Tom']);
  });

  test('can write as long as they are members; between two there is nothing to close', () => {
    expect([closedKey(undefined), closedKey(group('member'))]).toEqual([null, null]);
    const states = [group('joining'), { ...group('joining'), invitedBy: 'Anna' }, group('left'), group('removed')];
    const closed = [...states, group('frozen')].map(closedKey);
    expect(new Set(closed).size).toBe(5);
    expect(closed).not.toContain(null);
  });
});
