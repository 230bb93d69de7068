import type { Bridge, ConversationId, ConversationView, MessageId } from '../../electron/bridge/contract.ts';
import { DRAFT_KEPT_AFTER_MS, MESSAGE_CHARS_MAX } from '../limits.ts';
import type { AppStore } from './app-store.ts';
import { type Draft, EMPTY_DRAFT } from './drafts-slice.ts';

interface KeptDraft {
  readonly text: string;
  readonly replyTo?: MessageId;
}

export interface DraftKeeper {
  /** Writes at once what waits. */
  flush(): void;
  stop(): void;
}

/**
 * Keeps what is being written over restarts: a moment after the last key, and at once when a chat is left. What was kept
 * before comes back with the conversations.
 */
export function keepDrafts(bridge: Pick<Bridge, 'setDraft'>, store: AppStore, onLost: () => void): DraftKeeper {
  const kept = new Map<ConversationId, KeptDraft>();
  const waiting = new Map<ConversationId, ReturnType<typeof setTimeout>>();

  const write = (id: ConversationId) => {
    clearTimeout(waiting.get(id));
    waiting.delete(id);
    const draft = toKeep(store.getState().draftsById[id] ?? EMPTY_DRAFT);
    if (isSame(kept.get(id), draft)) return;
    kept.set(id, draft);
    void bridge.setDraft({ conversationId: id, ...draft }).then((answer) => {
      if (!answer.ok && answer.error !== 'unknown-conversation') onLost();
    });
  };
  const flush = () => {
    store.getState().takeTyped();
    for (const id of [...waiting.keys()]) write(id);
  };

  const stop = store.subscribe((state, before) => {
    if (state.conversationsById !== before.conversationsById) takeBack(store, kept);
    if (state.pane !== before.pane) flush();
    if (state.draftsById === before.draftsById) return;
    for (const [id, draft] of Object.entries(state.draftsById) as [ConversationId, Draft][]) {
      // keys are ids of conversations
      if (draft === before.draftsById[id] || isSame(kept.get(id), toKeep(draft))) continue;
      clearTimeout(waiting.get(id));
      waiting.set(
        id,
        setTimeout(() => write(id), DRAFT_KEPT_AFTER_MS),
      );
    }
  });
  return {
    flush,
    stop: () => {
      flush();
      stop();
    },
  };
}

/** Drafts of an earlier run, for chats in which nothing was written in this one. */
function takeBack(store: AppStore, kept: Map<ConversationId, KeptDraft>): void {
  const { conversationsById, draftsById, updateDraft } = store.getState();
  for (const { id, draft } of Object.values(conversationsById) as ConversationView[]) {
    if (kept.has(id) || draftsById[id] !== undefined) continue;
    kept.set(id, { text: draft?.text ?? '', ...(draft?.replyTo && { replyTo: draft.replyTo }) });
    if (draft !== undefined) updateDraft(id, () => ({ text: draft.text, replyTo: draft.replyTo ?? null }));
  }
}

/** While a message is being changed, what stood there before is what is kept. */
export function toKeep({ text, about, replyTo }: Draft): KeptDraft {
  if (about?.kind === 'edit') return { text: about.kept.slice(0, MESSAGE_CHARS_MAX) };
  const answered = about?.quoted.id ?? replyTo;
  return { text: text.slice(0, MESSAGE_CHARS_MAX), ...(answered !== null && { replyTo: answered }) };
}

function isSame(one: KeptDraft | undefined, other: KeptDraft): boolean {
  return (one?.text ?? '') === other.text && one?.replyTo === other.replyTo;
}
