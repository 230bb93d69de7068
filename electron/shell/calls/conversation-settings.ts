import type { BridgeCalls } from '../../bridge/contract.ts';
import type { ConversationsApi, DevicesApi } from '../../messenger/index.ts';
import { answer } from '../page-views.ts';

type ConversationCalls = Pick<
  BridgeCalls,
  | 'setDraft'
  | 'setPinned'
  | 'orderPins'
  | 'setMuted'
  | 'setTells'
  | 'setMarkedUnread'
  | 'setArchived'
  | 'deleteConversation'
  | 'tellTyping'
>;

/** What the person sets for a conversation. */
export function conversationCalls(api: () => ConversationsApi): ConversationCalls {
  return {
    setDraft: async ({ conversationId, text, replyTo }) =>
      answer<'setDraft'>(await api().setDraft(conversationId, text, replyTo)),
    setPinned: async ({ conversationId, isPinned }) =>
      answer<'setPinned'>(await api().setPinned(conversationId, isPinned)),
    orderPins: async ({ conversationIds }) => answer<'orderPins'>(await api().orderPins(conversationIds)),
    setMuted: async ({ conversationId, untilMs }) => answer<'setMuted'>(await api().setMuted(conversationId, untilMs)),
    setTells: async ({ conversationId, read, typing }) =>
      answer<'setTells'>(
        await api().setTells(conversationId, {
          ...(read !== undefined && { read }),
          ...(typing !== undefined && { typing }),
        }),
      ),
    setMarkedUnread: async ({ conversationId, isMarked }) =>
      answer<'setMarkedUnread'>(await api().setMarkedUnread(conversationId, isMarked)),
    setArchived: async ({ conversationId, isArchived }) =>
      answer<'setArchived'>(await api().setArchived(conversationId, isArchived)),
    deleteConversation: async ({ conversationId }) =>
      answer<'deleteConversation'>(await api().deleteHere(conversationId)),
    tellTyping: async ({ conversationId, isTyping }) => {
      api().typing(conversationId, isTyping);
      return { ok: true, value: {} };
    },
  };
}

export function deviceCalls(api: () => DevicesApi): Pick<BridgeCalls, 'answerNewDevice'> {
  return {
    answerNewDevice: async ({ conversationId, device, isTheirs }) =>
      answer<'answerNewDevice'>(await api().answer(conversationId, device, isTheirs)),
  };
}
