import type { GroupMemberView, MessageView, PhotoView } from '../../electron/bridge/contract.ts';
import { hexId, messageId, NO_WISH } from './make-message.ts';
import type { Line } from './sample-world.ts';

/** Hashnames whose colours lie apart, also from those of the contacts. */
const ANNA = { device: `0007${'3f9a41c07be2'.repeat(5)}`, name: 'Anna' };
const TOM = { device: `000c${'3f9a41c07be2'.repeat(5)}`, name: 'Tom' };
const LONG = {
  device: `0006${'3f9a41c07be2'.repeat(5)}`,
  name: 'Maximiliane Hohenfels-Schwarzenberg zu Oberpfaffenhofen',
};

const note = (given: Extract<MessageView['content'], { kind: 'group' }>['note']): MessageView['content'] => ({
  kind: 'group',
  note: given,
});

/** A group of five, one of whom has not said yes. */
export function familyMembers(me: string, person: (n: number) => string): GroupMemberView[] {
  return [
    { device: me, name: 'Maria Huber', isAdmin: true, hasJoined: true, isMe: true, ...NO_WISH },
    { ...ANNA, device: person(1), isAdmin: true, hasJoined: true, isMe: false, ...NO_WISH },
    { ...TOM, device: person(2), isAdmin: false, hasJoined: true, isMe: false, ...NO_WISH },
    { ...LONG, isAdmin: false, hasJoined: true, isMe: false, ...NO_WISH },
    { device: hexId(0xe115), name: 'Grandma Elisabeth', isAdmin: false, hasJoined: false, isMe: false, ...NO_WISH },
  ];
}

/** What a group says: notes, several authors, an answer to a photo, reactions, one thing deleted by an admin. */
export function familyLines(photo: PhotoView): readonly Line[] {
  return [
    ['me', 3000, note({ what: 'created', by: '' })],
    ['me', 2999, note({ what: 'added', by: '', who: 'Anna' })],
    ['me', 2998, note({ what: 'added', by: '', who: 'Tom' })],
    ['them', 2950, note({ what: 'joined', by: 'Anna' })],
    ['them', 2900, note({ what: 'joined', by: 'Tom' })],
    ['them', 2890, 'Hello everybody!', { author: ANNA }],
    ['them', 2889, 'So here we all are.', { author: ANNA }],
    [
      'them',
      2870,
      'At last',
      { author: TOM, reactions: [{ emoji: '😂', count: 3, isMine: true, names: ['Anna', LONG.name] }] },
    ],
    ['them', 2860, { kind: 'gone', by: '' }, { author: LONG }],
    [
      'them',
      200,
      { kind: 'album', photos: [photo] },
      { author: LONG, reactions: [{ emoji: '❤️', count: 1, isMine: false, names: ['Tom'] }] },
    ],
    [
      'them',
      198,
      'Is that the beach behind the lighthouse? We were there in the autumn and it was all under water.',
      {
        author: TOM,
        editedAtMs: Date.now() - 190 * 60_000,
        reply: { id: messageId(90_009), isMine: false, author: LONG, kind: 'album', excerpt: 'Low tide this morning' },
      },
    ],
    ['them', 197, 'Who comes on Sunday?', { author: TOM }],
    [
      'me',
      190,
      'All of us, and the dog.',
      {
        reply: { id: messageId(90_011), isMine: false, author: TOM, kind: 'text', excerpt: 'Who comes on Sunday?' },
        delivery: { name: 'seen' },
      },
    ],
    [
      'me',
      20,
      'Shall I bring salad?',
      { delivery: { name: 'arriving', of: 'people', arrivedCount: 2, totalCount: 3 } },
    ],
  ];
}
