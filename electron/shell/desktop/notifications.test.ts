import { beforeEach, describe, expect, test } from 'vitest';
import type { ConversationView } from '../../messenger/index.ts';
import { NOTIFICATION_GATHER_MS, NOTIFICATION_TEXT_CHARS_MAX } from '../limits.ts';
import { createWords } from '../words.ts';
import { harmless } from './notification-words.ts';
import { type NotificationChoice, type NotificationTold, Notifier } from './notifications.ts';

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly isSilent: boolean;
  readonly told: NotificationTold;
  isClosed: boolean;
}

let shown: Shown[];
let timers: { readonly ms: number; readonly callback: () => void }[];
let clicked: (string | undefined)[];
let inView: string | undefined;
let isGoneAtOnce: boolean;
let choice: NotificationChoice;
let notifier: Notifier;

beforeEach(() => {
  shown = [];
  timers = [];
  clicked = [];
  inView = undefined;
  isGoneAtOnce = false;
  choice = { isOn: true, level: 'name-and-text', hasSound: true, quietUntilMs: 0 };
  notifier = new Notifier({
    port: {
      isSupported: () => true,
      show: (asked, told) => {
        const one: Shown = { ...asked, told, isClosed: false };
        shown.push(one);
        if (isGoneAtOnce) told.onGone();
        return {
          close: () => {
            one.isClosed = true;
          },
        };
      },
    },
    choice: () => choice,
    words: createWords(),
    isInView: (id) => id === inView,
    wallMs: () => 1_000,
    after: (ms, callback) => {
      const timer = { ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    onClick: (id) => clicked.push(id),
  });
});

const pass = () => {
  const due = timers;
  timers = [];
  for (const { callback } of due) callback();
};
const said = () => shown.map(({ title, body }) => `${title}: ${body}`);

function chat(unreadCount: number, text = 'Hello', over: Partial<ConversationView> = {}): ConversationView {
  const message = { isMine: false, content: { kind: 'text', text } };
  return { id: 'anna', name: 'Anna', unreadCount, newest: message, ...over } as ConversationView; // what is read of one
}

describe('what the person is notified of', () => {
  test('what was unread before the start is no news, what comes after is', () => {
    notifier.begin([chat(2)], 0);
    notifier.conversation(chat(2));
    expect(timers).toEqual([]);
    notifier.conversation(chat(3, 'Are you there?'));
    expect(timers.map(({ ms }) => ms)).toEqual([NOTIFICATION_GATHER_MS]);
    pass();
    expect(said()).toEqual(['Anna (3): Are you there?']);
  });

  test('a backlog is one notification, of its last message', () => {
    for (let count = 1; count <= 100; count++) notifier.conversation(chat(count, `message ${count}`));
    pass();
    expect(said()).toEqual(['Anna (100): message 100']);
  });

  test('what was read before it could be told is not told', () => {
    notifier.conversation(chat(1));
    notifier.conversation(chat(0));
    pass();
    expect(shown).toEqual([]);
  });

  test('each chat has one: a new one takes the place of the old, without a second sound', () => {
    notifier.conversation(chat(1));
    pass();
    notifier.conversation(chat(2, 'And?'));
    pass();
    expect(shown.map(({ isSilent, isClosed }) => [isSilent, isClosed])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  test('reading the chat takes its notification away', () => {
    notifier.conversation(chat(1));
    pass();
    notifier.conversation(chat(0));
    expect(shown[0]?.isClosed).toBe(true);
  });

  test('nothing of what they see, of a muted chat, while it is quiet, or when it is off', () => {
    inView = 'anna';
    notifier.conversation(chat(1));
    pass();
    inView = undefined;
    notifier.conversation(chat(2, 'x', { mutedUntilMs: 2_000 }));
    pass();
    choice = { ...choice, quietUntilMs: 2_000 };
    notifier.conversation(chat(3));
    pass();
    choice = { ...choice, quietUntilMs: 0, isOn: false };
    notifier.conversation(chat(4));
    pass();
    expect(shown).toEqual([]);
    choice = { ...choice, isOn: true };
    notifier.conversation(chat(5, 'x', { mutedUntilMs: 999 }));
    pass();
    expect(shown).toHaveLength(1);
  });

  test('a click opens that chat, and a notification that went away by itself is forgotten', () => {
    notifier.conversation(chat(1));
    pass();
    shown[0]?.told.onClick();
    expect(clicked).toEqual(['anna']);
    notifier.conversation(chat(2));
    pass();
    shown[1]?.told.onGone();
    notifier.conversation(chat(3));
    pass();
    expect(shown.map(({ isSilent }) => isSilent)).toEqual([false, false, false]);
  });

  test('a system that refuses before the call comes back leaves nothing behind', () => {
    isGoneAtOnce = true;
    notifier.conversation(chat(1));
    pass();
    notifier.conversation(chat(2));
    pass();
    expect(shown.map(({ isSilent, isClosed }) => [isSilent, isClosed])).toEqual([
      [false, false],
      [false, false],
    ]);
  });

  test('somebody who asks is told of without a sound and without a name, once', () => {
    notifier.begin([], 1);
    notifier.requests(1);
    notifier.requests(2);
    notifier.requests(2);
    expect(shown).toMatchObject([{ body: 'Someone new asks to write to you', isSilent: true }]);
    shown[0]?.told.onClick();
    expect(clicked).toEqual([undefined]);
    notifier.requests(0);
    expect(shown).toHaveLength(1);
  });

  test('an invitation to a group is news once', () => {
    const group = { state: 'invited', invitedBy: 'Tom' } as ConversationView['group'];
    const invitation = chat(0, '', { id: 'g', name: 'Family', group, newest: undefined });
    notifier.conversation(invitation);
    notifier.conversation(invitation);
    pass();
    expect(said()).toEqual(['Family: Tom invites you to this group']);
  });
});

describe('what it says', () => {
  const say = (level: NotificationChoice['level'], view: ConversationView) => {
    choice = { ...choice, level };
    notifier.conversation(view);
    pass();
    return said().at(-1);
  };

  test('name and text, only the name, or nothing', () => {
    expect(say('name-and-text', chat(1, 'a secret'))).toBe('Anna: a secret');
    expect(say('name', chat(2, 'a secret'))).toBe('Anna: 2 new messages');
    expect(say('nothing', chat(3, 'a secret'))).toBe('Hashline: New message');
  });

  test('at the lowest level not even an invitation names anybody', () => {
    const group = { state: 'invited', invitedBy: 'Tom' } as ConversationView['group'];
    expect(say('nothing', chat(0, '', { group }))).toBe('Hashline: New message');
  });

  test('each kind of message has its words, and in a group its author', () => {
    const with_ = (content: unknown, over: object = {}) =>
      chat(1, '', { newest: { isMine: false, content, ...over } as ConversationView['newest'] });
    const photos = [{ caption: undefined }, { caption: 'Beach' }];
    const cases: [unknown, string][] = [
      [{ kind: 'album', photos: [{}] }, 'Anna: Photo'],
      [{ kind: 'album', photos }, 'Anna: 2 photos: Beach'],
      [{ kind: 'voice', voice: {} }, 'Anna: Voice message'],
      [{ kind: 'file', file: { name: 'bill.pdf' } }, 'Anna: File: bill.pdf'],
      [{ kind: 'gone' }, 'Anna: New message'],
    ];
    for (const [content, expected] of cases) {
      notifier.conversation(chat(0));
      expect(say('name-and-text', with_(content))).toBe(expected);
    }
    notifier.conversation(chat(0));
    const tom = with_({ kind: 'text', text: 'hi' }, { author: { device: '', name: 'Tom' } });
    expect(say('name-and-text', tom)).toBe('Anna: Tom: hi');
  });

  test.each([
    ['*bold*, **bold**, _italic_, `code`', 'bold, bold, italic, code'],
    ['*a _b_ c*', 'a b c'],
    ['2*3*4, snake_case_x, __init__, **kwargs, ***', '2*3*4, snake_case_x, __init__, **kwargs, ***'],
    ['see https://example.org/_a_b_ *now*', 'see https://example.org/_a_b_ now'],
  ])('%j without the signs that format it', (text, words) => {
    expect(say('name-and-text', chat(1, text))).toBe(`Anna: ${words}`);
  });

  test('what others wrote is one short line, without markup and without turning signs', () => {
    expect(harmless('<img src="file:///x">\n<b>hi</b>')).toBe('‹img src="file:///x"> ‹b>hi‹/b>');
    expect(harmless('a\u202eb\u2066c\u0000d')).toBe('a b c d');
    expect([...harmless('😀'.repeat(5_000))].length).toBeLessThanOrEqual(NOTIFICATION_TEXT_CHARS_MAX);
    expect(harmless(`${'x'.repeat(NOTIFICATION_TEXT_CHARS_MAX)}y`)).toMatch(/x…$/);
  });
});

describe('the test notification', () => {
  test('is shown whatever is set, says how it went, and opens nothing', async () => {
    choice = { isOn: false, level: 'name', hasSound: false, quietUntilMs: 9_999 };
    const first = notifier.test(chat(1));
    shown[0]?.told.onShown();
    shown[0]?.told.onClick();
    expect(await first).toBe(true);
    const second = notifier.test(chat(1));
    pass();
    expect(await second).toBe(false);
    expect(clicked).toEqual([]);
    expect(shown.map(({ isSilent }) => isSilent)).toEqual([true, true]);
  });
});
