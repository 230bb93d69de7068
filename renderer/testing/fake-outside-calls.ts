import type { Bridge, ConversationId, LentFileView, MessageView, SavingView } from '../../electron/bridge/contract.ts';

interface FakeParts {
  readonly say: (conversationId: ConversationId, given: Partial<MessageView>) => MessageView;
  readonly letArrive: (message: MessageView) => void;
  readonly tellSaving: (saving: SavingView) => void;
}

type OutsideCalls = Pick<
  Bridge,
  | 'lend'
  | 'sendFile'
  | 'giveBackFiles'
  | 'saveContent'
  | 'openContent'
  | 'saveAll'
  | 'stopSaving'
  | 'showSaved'
  | 'copyPicture'
  | 'dragOut'
  | 'openLink'
  | 'openMicrophone'
>;

const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** What the preview does with the rest of the computer: nothing is read and nothing is written. */
export function fakeOutsideCalls({ say, letArrive, tellSaving }: FakeParts): OutsideCalls {
  const lent = new Map<string, LentFileView>();
  return {
    lend: async (files) =>
      ok({
        files: files.map((file) => {
          const name = file instanceof File ? file.name : '';
          const token = (lent.size + 1).toString(16).padStart(32, '0');
          const kind = name.startsWith('folder') ? 'folder' : name.startsWith('gone') ? 'unreadable' : 'file';
          const found = { token, name, bytes: file.size, kind } as const;
          lent.set(token, found);
          return found;
        }),
      }),
    sendFile: async ({ conversationId, token }) => {
      const held = lent.get(token);
      if (held === undefined) return { ok: false, error: 'not-lent' };
      if (held.name.includes('disk-full')) return { ok: false, error: 'disk-full' };
      const { name, bytes } = held;
      const transfer = { state: 'here', progress: 1 } as const;
      const file = { key: token, name, type: '', bytes, isProgram: /\.(?:exe|sh)$/.test(name), transfer };
      const message = say(conversationId, {
        isMine: true,
        content: { kind: 'file', file },
        delivery: { name: 'waiting' },
      });
      letArrive(message);
      return ok({ message });
    },
    giveBackFiles: async () => ok({}),
    saveContent: async () => ok({ fileName: 'Letter.pdf' }),
    openContent: async () => ({ ok: false, error: 'no-program-for-it' }),
    saveAll: async () => {
      tellSaving({ state: 'running', folder: 'Pictures', doneCount: 12, totalCount: 30, missingCount: 0 });
      return ok({ isStarted: true });
    },
    stopSaving: async () => {
      tellSaving({ state: 'stopped', folder: 'Pictures', doneCount: 12, totalCount: 30, missingCount: 0 });
      return ok({});
    },
    showSaved: async () => ok({}),
    copyPicture: async () => ok({}),
    dragOut: async () => ok({}),
    openLink: async () => ({ ok: false, error: 'no-program-for-it' }),
    openMicrophone: async () => ok({}),
  };
}
