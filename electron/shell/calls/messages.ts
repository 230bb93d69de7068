import type { BridgeCalls } from '../../bridge/contract.ts';
import type { MessagesApi } from '../../messenger/index.ts';
import { answer } from '../page-views.ts';

type MessageCalls = Pick<
  BridgeCalls,
  'reply' | 'editMessage' | 'getEdits' | 'getDetails' | 'react' | 'deleteForAll' | 'deleteHere' | 'restoreHere'
>;

/** What the page may do with one message. */
export function messageCalls(api: () => MessagesApi): MessageCalls {
  return {
    reply: async ({ conversationId, messageId, text }) =>
      answer<'reply'>(await api().reply(conversationId, messageId, text)),
    editMessage: async ({ conversationId, messageId, text }) =>
      answer<'editMessage'>(await api().edit(conversationId, messageId, text)),
    getEdits: async ({ conversationId, messageId }) =>
      answer<'getEdits'>(await api().editsOf(conversationId, messageId)),
    getDetails: async ({ conversationId, messageId }) =>
      answer<'getDetails'>(await api().detailsOf(conversationId, messageId)),
    react: async ({ conversationId, messageId, emoji }) =>
      answer<'react'>(await api().react(conversationId, messageId, emoji)),
    deleteForAll: async ({ conversationId, messageId }) =>
      answer<'deleteForAll'>(await api().deleteForAll(conversationId, messageId)),
    deleteHere: async ({ conversationId, messageId }) =>
      answer<'deleteHere'>(await api().deleteHere(conversationId, messageId)),
    restoreHere: async ({ conversationId, messageId }) =>
      answer<'restoreHere'>(await api().restoreHere(conversationId, messageId)),
  };
}
