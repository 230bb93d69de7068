import type { AppStateView, ConversationId, ConversationView, MessageView } from '../../electron/bridge/contract.ts';
import type { FakeWorld } from './fake-bridge.ts';
import { conversationId, hexId, makeConversation, makeMessage, messageId } from './make-message.ts';
import { familyLines, familyMembers } from './sample-family.ts';
import { mediaLines } from './sample-media.ts';
import { samplePhoto } from './sample-photos.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export const READY: Extract<AppStateView, { phase: 'ready' }> = {
  phase: 'ready',
  version: '0.1.0',
  profile: { hashname: hexId(0x5eed).replace(/^0000/, '7c1d'), name: 'Maria Huber' },
  conversations: [],
  network: { state: 'listening', detail: '0.0.0.0:42424' },
  notices: [],
  theme: 'system',
};

/** Hashnames whose colours lie apart. */
const person = (n: number): string => `${(n * 5 + 2).toString(16).padStart(4, '0')}${'3f9a41c07be2'.repeat(5)}`;

export type Line = readonly [
  who: 'me' | 'them',
  minutesAgo: number,
  said: string | MessageView['content'],
  given?: Partial<MessageView>,
];

function chat(n: number, nowMs: number, lines: readonly Line[]): MessageView[] {
  return lines.map(([who, minutesAgo, said, given], index) =>
    makeMessage(n * 10_000 + index, {
      conversationId: conversationId(n),
      isMine: who === 'me',
      t: index + 1,
      atMs: nowMs - minutesAgo * MINUTE_MS,
      content: typeof said === 'string' ? { kind: 'text', text: said } : said,
      ...given,
    }),
  );
}

/** A family's week: every kind of message, row and state at least once. */
export async function sampleWorld(nowMs: number): Promise<FakeWorld> {
  const photos = {
    beach: await samplePhoto(3, 1600, 1200, { caption: 'Low tide this morning' }),
    tall: await samplePhoto(0, 1200, 1800),
    alps: await samplePhoto(1, 1800, 1200),
    wood: await samplePhoto(7, 1200, 1200),
    rest: await Promise.all(
      [2, 4, 5, 6].map((n) => samplePhoto(n, n % 2 === 0 ? 1600 : 1200, n % 2 === 0 ? 1200 : 1600)),
    ),
  };
  const lines: Readonly<Record<number, readonly Line[]>> = {
    1: [
      ['them', 1500, 'Good morning! Did you sleep well after the long drive?'],
      ['me', 1495, 'Like a stone.'],
      [
        'me',
        1494,
        'The house is lovely, and one hears nothing but the sea. We have the whole week, so come by whenever you like.',
      ],
      ['them', 1480, { kind: 'album', photos: [photos.beach] }],
      ['me', 1478, '😍'],
      ['them', 130, { kind: 'album', photos: [photos.alps, photos.wood, photos.tall] }],
      ['them', 129, 'These are from yesterday’s walk'],
      ['them', 128, 'Papa says hello'],
      ['me', 121, 'How beautiful! Send him a kiss from me.'],
      [
        'me',
        12,
        {
          kind: 'album',
          photos: [photos.tall, photos.beach, ...photos.rest].map((photo) => ({
            ...photo,
            caption: undefined,
          })) as never,
        },
      ],
      ['me', 11, 'See you tonight at seven?', { editedAtMs: nowMs - 10 * MINUTE_MS }],
      [
        'them',
        3,
        'At seven. We bring the cake.',
        {
          reply: { id: messageId(10_010), isMine: true, kind: 'text', excerpt: 'See you tonight at seven?' },
          reactions: [
            { emoji: '🎂', count: 2, isMine: true, names: [] },
            { emoji: '👍', count: 1, isMine: true, names: [] },
          ],
        },
      ],
      ['me', 2, 'Wonderful ❤️', { delivery: { name: 'seen' } }],
    ],
    2: [
      ['me', 64, 'Is the door of the shed locked?', { delivery: { name: 'arrived' } }],
      ['them', 30, 'It is. The key hangs where it always hangs.'],
      ['them', 29, 'And the bicycle is repaired'],
    ],
    3: [
      ['them', 2 * 1440, 'The concert was moved to Sunday'],
      ['me', 1445, 'Good to know', { delivery: { name: 'seen' } }],
      ['me', 50, 'Shall I fetch you at the station?', { delivery: { name: 'arrived' } }],
      [
        'me',
        40,
        { kind: 'album', photos: [photos.beach, photos.wood, photos.alps] },
        { delivery: { name: 'arriving', of: 'photos', arrivedCount: 1, totalCount: 3 } },
      ],
      ['me', 39, 'Train at 18:05', { delivery: { name: 'waiting' } }],
      ['me', 38, 'I wait at the clock', { delivery: { name: 'waiting' } }],
    ],
    12: await mediaLines(photos.beach, photos.alps),
    9: familyLines(photos.beach),
    11: [['me', 4000, 'Thank you all, it was lovely', { delivery: { name: 'arrived' } }]],
    5: [
      ['them', 300, { kind: 'album', photos: await coming() }],
      ['them', 299, { kind: 'gone', by: '' }],
      ['them', 298, { kind: 'newer-version' }],
      [
        'me',
        290,
        'And this one was too long for the old program',
        { delivery: { name: 'not-sent', reason: 'too-large' } },
      ],
      [
        'them',
        280,
        'https://en.wikipedia.org/wiki/A_very_long_address_that_does_not_end_and_has_no_space_in_it_at_all_so_that_it_must_be_broken',
      ],
      ['them', 279, 'مرحبا، كيف حالك اليوم؟'],
      ['them', 278, 'This one was written on the train', { isLate: true }],
      ['them', 277, 'and this one in the tunnel', { isLate: true }],
    ],
  };
  const messagesById = new Map<ConversationId, MessageView[]>(
    Object.entries(lines).map(([n, said]) => [conversationId(Number(n)), chat(Number(n), nowMs, said)]),
  );
  messagesById.set(conversationId(8), longChat(8, nowMs));

  const conversation = (n: number, name: string, given: Partial<ConversationView>): ConversationView => {
    const newest = messagesById.get(conversationId(n))?.at(-1);
    return makeConversation(n, name, {
      person: person(n),
      addedAtMs: nowMs - 40 * DAY_MS,
      ...(newest && { newest }),
      ...given,
    });
  };
  const trust = (state: ConversationView['trust']['state'], given: Partial<ConversationView['trust']> = {}) => ({
    trust: { state, queuedCount: 0, sinceAtMs: nowMs - 8 * MINUTE_MS, ...given },
  });
  const conversations = [
    conversation(1, 'Anna', trust('direct', { address: '203.0.113.24:42424', roundTripMs: 23.4 })),
    conversation(2, 'Tom', {
      unreadCount: 2,
      ...trust('direct-same-network', { address: '192.168.1.20:42424', roundTripMs: 0.8 }),
    }),
    conversation(3, 'Grandma Elisabeth', trust('waiting', { queuedCount: 3 })),
    conversation(4, 'Jonas', { state: 'invited', addedAtMs: nowMs - 60 * MINUTE_MS, ...trust('looking') }),
    conversation(5, 'Maximiliane Hohenfels-Schwarzenberg zu Oberpfaffenhofen', trust('waiting')),
    conversation(6, 'Lea', {
      state: 'invited',
      refusal: 'invite-used',
      addedAtMs: nowMs - 2 * DAY_MS,
      ...trust('no-way-yet'),
    }),
    conversation(7, 'Onkel Karl', {
      newDevice: { device: person(77), atMs: nowMs - DAY_MS },
      addedAtMs: nowMs - 9 * DAY_MS,
      ...trust('connected', { address: '198.51.100.7:9000', roundTripMs: 61 }),
    }),
    conversation(12, 'Nina', trust('direct', { address: '203.0.113.12:42424', roundTripMs: 18 })),
    conversation(
      13,
      'Peter',
      trust('through-friend', {
        address: '203.0.113.9:42424',
        roundTripMs: 44,
        carriedBy: 'udp',
        via: { person: person(2), name: 'Tom' },
      }),
    ),
    conversation(
      14,
      'Aunt Rose',
      trust('through-helper', { address: '198.51.100.40:443', roundTripMs: 88, carriedBy: 'tcp' }),
    ),
    conversation(15, 'Mehmet', trust('no-way-yet')),
    conversation(8, 'A long story', {
      unreadCount: 4,
      ...trust('direct', { address: '203.0.113.99:42424', roundTripMs: 31 }),
    }),
  ];
  const group = (n: number, name: string, given: Partial<ConversationView>): ConversationView => {
    const { person: _nobody, ...made } = conversation(n, name, { ...trust('connected'), ...given });
    return made;
  };
  const members = familyMembers(READY.profile?.hashname ?? '', person);
  const groups = [
    group(9, 'Family', { unreadCount: 0, group: { state: 'member', isAdmin: true, members, reachableCount: 2 } }),
    group(10, 'Summer house in Sweden, second attempt', {
      addedAtMs: nowMs - 5 * MINUTE_MS,
      group: { state: 'invited', isAdmin: false, members: [], invitedBy: 'Tom' },
    }),
    group(11, 'Choir trip 2024', {
      addedAtMs: nowMs - 50 * DAY_MS,
      group: { state: 'left', isAdmin: false, members: members.slice(1) },
    }),
  ];
  return { state: { ...READY, conversations: [...conversations, ...groups] }, messagesById };
}

const coming = async () => [
  await samplePhoto(0, 1600, 1200),
  await samplePhoto(1, 1600, 1200, { isWhole: false, progress: 0.6 }),
  await samplePhoto(2, 1600, 1200, { isWhole: false, hasThumb: false, progress: 0 }),
  await samplePhoto(6, 1200, 1600, { isWhole: false, hasThumb: false, progress: 0 }),
];

const LONG_CHAT_MESSAGES = 600;

/** Enough to scroll through, in messages of every length. */
function longChat(n: number, nowMs: number): MessageView[] {
  const words = 'the sea was calm that morning and nobody spoke until the boat had passed the old lighthouse'.split(
    ' ',
  );
  return chat(
    n,
    nowMs,
    Array.from({ length: LONG_CHAT_MESSAGES }, (_, index): Line => {
      const text = Array.from(
        { length: 1 + ((index * 7) % 40) },
        (_word, at) => words[(index + at) % words.length],
      ).join(' ');
      return [index % 3 === 0 ? 'me' : 'them', (LONG_CHAT_MESSAGES - index) * 17, `${index + 1}. ${text}`];
    }),
  );
}
