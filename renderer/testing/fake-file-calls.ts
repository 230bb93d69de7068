import type {
  Answer,
  BridgeCalls,
  ConversationId,
  MessageId,
  MessageView,
  TransferView,
} from '../../electron/bridge/contract.ts';

interface FakeParts {
  readonly find: (conversationId: ConversationId, messageId: MessageId) => MessageView | undefined;
  readonly put: (message: MessageView) => void;
  readonly say: (conversationId: ConversationId, given: Partial<MessageView>) => MessageView;
}

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

const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** What the preview does with files, voice messages and their transfers. */
export function fakeFileCalls({ find, put, say }: FakeParts): FileCalls {
  let rules = { byItselfBytes: 20_000_000 };
  let quota: { bytes?: number | undefined } = {};

  const turn = (
    conversationId: ConversationId,
    messageId: MessageId,
    transfer: TransferView,
  ): Answer<'fetchContent'> => {
    const held = find(conversationId, messageId);
    if (held === undefined) return { ok: false, error: 'unknown-message' };
    const { content } = held;
    const changed = {
      ...held,
      ...(content.kind === 'file' && { content: { ...content, file: { ...content.file, transfer } } }),
      ...(content.kind === 'voice' && { content: { ...content, voice: { ...content.voice, transfer } } }),
    };
    put(changed);
    return ok({ message: changed });
  };

  return {
    sendVoice: async ({ conversationId, bytes, durationMs, waveform }) => {
      const voice = {
        key: 'voice',
        bytes: bytes.length,
        durationMs,
        waveform,
        transfer: { state: 'here', progress: 1 } as const,
      };
      return ok({ message: say(conversationId, { isMine: true, content: { kind: 'voice', voice } }) });
    },
    forward: async ({ conversationId, messageId, to }) => {
      const held = find(conversationId, messageId);
      if (held === undefined) return { ok: false, error: 'unknown-message' };
      return ok({ message: say(to, { isMine: true, content: held.content }) });
    },
    fetchContent: async ({ conversationId, messageId }) =>
      turn(conversationId, messageId, { state: 'coming', progress: 0.3 }),
    pauseContent: async ({ conversationId, messageId }) =>
      turn(conversationId, messageId, { state: 'paused', progress: 0.3 }),
    declineContent: async ({ conversationId, messageId }) =>
      turn(conversationId, messageId, { state: 'declined', progress: 0 }),
    lookAt: async () => ok({}),
    getFileRules: async () => ok(rules),
    setFileRules: async (given) => {
      rules = given.rules;
      return ok({});
    },
    getQuota: async () => ok(quota),
    setQuota: async (given) => {
      quota = given;
      return ok({});
    },
    getRoom: async () => ok({ rooms: [] }),
  };
}
