import type { ConversationId, MessageView } from '../../electron/bridge/contract.ts';
import type { FakeWorld } from './fake-bridge.ts';
import { conversationId, makeConversation, makeMessage, makePhoto } from './make-message.ts';
import { READY } from './sample-world.ts';

const MESSAGES = 100_000;
const UNREAD = 5_000;
const GAP_MS = 11 * 60_000;
const PHOTOS_EVERY = 40;
const WORDS = 'the sea was calm that morning and nobody spoke until the boat had passed the old lighthouse'.split(' ');

/** One chat of a hundred thousand messages of every length, with photos in it, and a quiet one beside it. */
export function hugeWorld(nowMs: number): FakeWorld {
  const [huge, quiet] = [conversationId(1), conversationId(2)];
  const messages = Array.from({ length: MESSAGES }, (_, index) => messageAt(huge, index, nowMs));
  const newest = messages.at(-1);
  const conversations = [
    makeConversation(1, 'Half a life', { unreadCount: UNREAD, ...(newest && { newest }) }),
    makeConversation(2, 'Anna', {}),
  ];
  return {
    state: { ...READY, conversations },
    messagesById: new Map([
      [huge, messages],
      [quiet, []],
    ]),
  };
}

function messageAt(id: ConversationId, index: number, nowMs: number): MessageView {
  const isAlbum = index % PHOTOS_EVERY === PHOTOS_EVERY - 1;
  const text = Array.from({ length: 1 + ((index * 7) % 40) }, (_, at) => WORDS[(index + at) % WORDS.length]).join(' ');
  return makeMessage(index + 1, {
    conversationId: id,
    isMine: index % 3 === 0 && index < MESSAGES - UNREAD,
    t: index + 1,
    atMs: nowMs - (MESSAGES - index) * GAP_MS,
    content: isAlbum
      ? { kind: 'album', photos: [makePhoto(index, { isWhole: false, hasThumb: false, progress: 0 })] }
      : { kind: 'text', text: `${index + 1}. ${text}` },
  });
}
