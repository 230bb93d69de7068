import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conversationId, makeMessage, messageId } from '../testing/make-message.ts';
import { EMPTY_PAGE } from './message-page.ts';
import { findFirstUnread, markArrivals } from './unread-mark.ts';

const open = { name: 'conversation', id: conversationId(1) } as const;

describe('first unread', () => {
  test('has exactly the unread messages of others from itself on', () => {
    const anyChat = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(anyChat, fc.integer({ min: 1, max: 40 }), (mine, unreadCount) => {
        const messages = mine.map((isMine, index) => makeMessage(index + 1, { isMine }));
        const first = findFirstUnread(messages, unreadCount);
        const from = messages.findIndex(({ id }) => id === first);
        const received = messages.filter(({ isMine }) => !isMine).length;
        if (received < unreadCount) expect(first).toBeUndefined();
        else expect(messages.slice(from).filter(({ isMine }) => !isMine)).toHaveLength(unreadCount);
      }),
    );
  });

  test('there is none when all was read', () => {
    expect(findFirstUnread([makeMessage(1)], 0)).toBeUndefined();
  });
});

describe('what arrives', () => {
  const arrivals = [makeMessage(1, { isMine: true }), makeMessage(2), makeMessage(3)];
  const mark = (isWindowFocused: boolean, given: Partial<Parameters<typeof markArrivals>[0]> = {}) =>
    markArrivals({ pane: open, isWindowFocused, unreadMark: null, ...given }, conversationId(1), EMPTY_PAGE, arrivals);

  test('is new to whoever looks elsewhere, from its first message on', () => {
    expect(mark(false)).toBe(messageId(2));
  });

  test('is not new under the eyes of whoever has the chat open', () => {
    expect(mark(true)).toBeNull();
  });

  test('does not move a line that stands already', () => {
    expect(mark(false, { unreadMark: messageId(9) })).toBe(messageId(9));
  });

  test('draws no line in a chat that is not open', () => {
    expect(mark(false, { pane: { name: 'welcome' } })).toBeNull();
  });
});
