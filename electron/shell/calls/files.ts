import type { BridgeCalls } from '../../bridge/contract.ts';
import type { FilesApi } from '../../messenger/index.ts';
import { answer } from '../page-views.ts';

type FileCalls = Pick<
  BridgeCalls,
  | 'sendVoice'
  | 'forward'
  | 'fetchContent'
  | 'pauseContent'
  | 'declineContent'
  | 'lookAt'
  | 'getFileRules'
  | 'setFileRules'
  | 'getQuota'
  | 'setQuota'
  | 'getRoom'
>;

/** What the page may do with files and voice messages. */
export function fileCalls(api: () => FilesApi): FileCalls {
  return {
    sendVoice: async ({ conversationId, bytes, durationMs, waveform }) =>
      answer<'sendVoice'>(await api().sendVoice(conversationId, { bytes, durationMs, waveform })),
    forward: async ({ conversationId, messageId, to }) =>
      answer<'forward'>(await api().forward(conversationId, messageId, to)),
    fetchContent: async ({ conversationId, messageId, key }) =>
      answer<'fetchContent'>(await api().fetch(conversationId, messageId, key)),
    pauseContent: async ({ conversationId, messageId, key }) =>
      answer<'pauseContent'>(await api().pause(conversationId, messageId, key)),
    declineContent: async ({ conversationId, messageId, key }) =>
      answer<'declineContent'>(await api().decline(conversationId, messageId, key)),
    lookAt: async ({ messages }) => {
      await api().look(messages);
      return { ok: true, value: {} };
    },
    getFileRules: async ({ conversationId }) => ({ ok: true, value: await api().rules(conversationId) }),
    setFileRules: async ({ conversationId, rules }) => {
      await api().setRules(conversationId, rules);
      return { ok: true, value: {} };
    },
    getQuota: async () => {
      const bytes = await api().quotaBytes();
      return { ok: true, value: { ...(bytes !== undefined && { bytes }) } };
    },
    setQuota: async ({ bytes }) => {
      await api().setQuotaBytes(bytes);
      return { ok: true, value: {} };
    },
    getRoom: async () => answer<'getRoom'>({ ok: true, value: { rooms: await api().room() } }),
  };
}
