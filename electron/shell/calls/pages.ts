import type { BridgeCalls } from '../../bridge/contract.ts';
import type { PagesApi } from '../../messenger/index.ts';
import { answer } from '../page-views.ts';

type PageCalls = Pick<BridgeCalls, 'pageAround' | 'pageAfter' | 'pageAtDate' | 'pageAtFirstUnread' | 'getGallery'>;

/** Pages of a conversation, from wherever the page wants to look. */
export function pageCalls(api: () => PagesApi): PageCalls {
  return {
    pageAround: async ({ conversationId, messageId, limit }) =>
      answer<'pageAround'>(await api().around(conversationId, messageId, limit)),
    pageAfter: async ({ conversationId, place, limit }) =>
      answer<'pageAfter'>(await api().after(conversationId, place, limit)),
    pageAtDate: async ({ conversationId, atMs, limit }) =>
      answer<'pageAtDate'>(await api().atDate(conversationId, atMs, limit)),
    pageAtFirstUnread: async ({ conversationId, limit }) =>
      answer<'pageAtFirstUnread'>(await api().firstUnread(conversationId, limit)),
    getGallery: async ({ conversationId, kind, before, limit }) =>
      answer<'getGallery'>(await api().gallery(conversationId, kind, before, limit)),
  };
}
