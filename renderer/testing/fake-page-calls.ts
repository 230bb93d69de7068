import type { BridgeCalls, ConversationId, ConversationView, MessageView } from '../../electron/bridge/contract.ts';
import { comparePlaces } from '../store/message-order.ts';

interface FakeParts {
  readonly messagesOf: (id: ConversationId) => readonly MessageView[];
  readonly conversations: () => readonly ConversationView[];
  readonly changeConversation: (id: ConversationId, given: Partial<ConversationView>) => void;
}

type PageCalls = Pick<
  BridgeCalls,
  | 'pageAround'
  | 'pageAfter'
  | 'pageAtDate'
  | 'pageAtFirstUnread'
  | 'getGallery'
  | 'search'
  | 'setDraft'
  | 'setPinned'
  | 'orderPins'
  | 'setMuted'
  | 'setTells'
  | 'setMarkedUnread'
  | 'setArchived'
  | 'deleteConversation'
  | 'tellTyping'
  | 'answerNewDevice'
>;

const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** What the preview does with pages, search and the settings of a conversation. */
export function fakePageCalls({ messagesOf, conversations, changeConversation }: FakeParts): PageCalls {
  const pageAt = (id: ConversationId, index: number, limit: number) => {
    const all = messagesOf(id);
    const start = Math.max(0, index - Math.floor(limit / 2));
    const messages = all.slice(start, start + limit);
    return { messages, hasOlder: start > 0, hasNewer: start + limit < all.length };
  };
  const set = (id: ConversationId, given: Partial<ConversationView>) => {
    changeConversation(id, given);
    return ok({});
  };
  return {
    pageAround: async ({ conversationId, messageId, limit }) => {
      const index = messagesOf(conversationId).findIndex(({ id }) => id === messageId);
      return index < 0 ? { ok: false, error: 'unknown-message' } : ok(pageAt(conversationId, index, limit));
    },
    pageAfter: async ({ conversationId, place, limit }) => {
      const later = messagesOf(conversationId).filter((message) => comparePlaces(message, place) > 0);
      return ok({ messages: later.slice(0, limit), hasOlder: true, hasNewer: later.length > limit });
    },
    pageAtDate: async ({ conversationId, atMs, limit }) => {
      const index = messagesOf(conversationId).findIndex((message) => message.atMs >= atMs);
      return ok(pageAt(conversationId, Math.max(0, index), limit));
    },
    pageAtFirstUnread: async ({ conversationId, limit }) => {
      const all = messagesOf(conversationId);
      const unreadCount = conversations().find(({ id }) => id === conversationId)?.unreadCount ?? 0;
      let left = unreadCount;
      const index = all.findLastIndex((message) => !message.isMine && --left === 0);
      const first = all[index];
      return first === undefined
        ? ok({})
        : ok({ place: { t: first.t, id: first.id }, page: pageAt(conversationId, index, limit) });
    },
    getGallery: async ({ conversationId, kind, limit }) => {
      const found = messagesOf(conversationId).filter(({ content }) => content.kind === kind);
      const byMonth = new Map<string, MessageView[]>();
      for (const message of [...found].reverse().slice(0, limit)) {
        const month = new Date(message.atMs).toISOString().slice(0, 7);
        byMonth.set(month, [...(byMonth.get(month) ?? []), message]);
      }
      return ok({ months: [...byMonth].map(([month, messages]) => ({ month, messages })), hasOlder: false });
    },
    search: async ({ text, limit, conversationId, kinds }) => {
      const wanted = text.trim().toLowerCase();
      if (wanted === 'fail') return { ok: false, error: 'internal' };
      const names = conversations()
        .filter(({ name }) => wanted !== '' && name.toLowerCase().includes(wanted))
        .map(({ id, name, group }) => ({ conversationId: id, isGroup: group !== undefined, name }));
      const messages = conversations()
        .filter(({ id }) => conversationId === undefined || id === conversationId)
        .flatMap(({ id }) => messagesOf(id))
        .filter(({ content }) => kinds === undefined || kinds.some((kind) => kind === content.kind))
        .sort((one, other) => other.atMs - one.atMs)
        .flatMap((message) => {
          const { content } = message;
          const captions = content.kind === 'album' ? content.photos.flatMap(({ caption }) => caption ?? []) : [];
          const said = content.kind === 'text' ? content.text : captions.join('\n');
          const at = wanted === '' ? -1 : said.toLowerCase().indexOf(wanted);
          if (at < 0) return [];
          const snippet = [
            { text: said.slice(0, at), isHit: false },
            { text: said.slice(at, at + wanted.length), isHit: true },
            { text: said.slice(at + wanted.length), isHit: false },
          ];
          return [{ message, snippet }];
        });
      return ok({ names, messages: messages.slice(0, limit) });
    },
    setDraft: async () => ok({}),
    setPinned: async ({ conversationId, isPinned }) => {
      const pinRank = conversations().filter((held) => held.pinRank !== undefined).length;
      return set(conversationId, { pinRank: isPinned ? pinRank : undefined });
    },
    orderPins: async ({ conversationIds }) => {
      for (const [pinRank, id] of conversationIds.entries()) set(id, { pinRank });
      return ok({});
    },
    setMuted: async ({ conversationId, untilMs }) => set(conversationId, { mutedUntilMs: untilMs }),
    setTells: async ({ conversationId, read, typing }) =>
      set(conversationId, {
        ...(read !== undefined && { tellsRead: read }),
        ...(typing !== undefined && { tellsTyping: typing }),
      }),
    setMarkedUnread: async ({ conversationId, isMarked }) => set(conversationId, { isMarkedUnread: isMarked }),
    setArchived: async ({ conversationId, isArchived }) => set(conversationId, { isArchived }),
    deleteConversation: async ({ conversationId }) => set(conversationId, { isDeleted: true }),
    tellTyping: async () => ok({}),
    answerNewDevice: async ({ conversationId }) => set(conversationId, { newDevice: undefined }),
  };
}
