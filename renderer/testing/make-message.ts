import type {
  ConversationId,
  ConversationView,
  MessageId,
  MessageView,
  PhotoView,
} from '../../electron/bridge/contract.ts';

/** 64 hex digits that end in `n`: ids of a test or of the preview, in the shape the contract asks for. */
export const hexId = (n: number): string => n.toString(16).padStart(64, '0');
export const conversationId = (n: number): ConversationId => hexId(n) as ConversationId; // made to the contract's shape
export const messageId = (n: number): MessageId => hexId(n) as MessageId; // made to the contract's shape

/** Of a member of a group whom nobody proposes as an admin. */
export const NO_WISH = { wishCount: 0, isMyWish: false };

/** A message with everything filled in; tests and the preview name only what they are about. */
export function makeMessage(n: number, given: Partial<MessageView> = {}): MessageView {
  return {
    id: messageId(n),
    conversationId: conversationId(1),
    isMine: false,
    mayChange: given.isMine === true,
    t: n,
    atMs: n * 60_000,
    content: { kind: 'text', text: `message ${n}` },
    reactions: [],
    delivery: { name: given.isMine === true ? 'seen' : 'received' },
    isLate: false,
    isForked: false,
    ...given,
  };
}

export function makePhoto(n: number, given: Partial<PhotoView> = {}): PhotoView {
  return {
    key: `photo-${n}`,
    widthPx: 2048,
    heightPx: 1536,
    bytes: 700_000,
    thumbhash: '',
    hasThumb: true,
    isWhole: true,
    progress: 1,
    transfer: { state: 'here', progress: 1 },
    ...given,
  };
}

export function makeConversation(n: number, name: string, given: Partial<ConversationView> = {}): ConversationView {
  return {
    id: conversationId(n),
    person: hexId(n),
    name,
    state: 'contact',
    unreadCount: 0,
    tellsRead: true,
    tellsTyping: true,
    isMarkedUnread: false,
    isArchived: false,
    isDeleted: false,
    typing: [],
    needsUpdate: false,
    addedAtMs: 0,
    trust: { state: 'waiting', queuedCount: 0, sinceAtMs: 0 },
    ...given,
  };
}
