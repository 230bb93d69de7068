import type { ConversationView } from '../bridge/contract.ts';

/** Conversations that changed and were not told to the page yet, each as it is now. */
export interface ConversationChanges {
  note(conversation: ConversationView): void;
  /** Tells them now: before anything else is told, so that the page hears all in the order in which it happened. */
  flush(): void;
}

/**
 * Gathers what changes in one go. When the network comes up, all conversations do: five hundred messages to the page, each with a
 * new list, took it half a second. A microtask and no later: the answer to the call that changed it must not come first.
 */
export function gatherConversations(
  tell: (conversations: ConversationView[]) => void,
  later: (work: () => void) => void = queueMicrotask,
): ConversationChanges {
  const changed = new Map<string, ConversationView>();
  const flush = () => {
    if (changed.size === 0) return;
    const conversations = [...changed.values()];
    changed.clear();
    tell(conversations);
  };
  return {
    note(conversation) {
      if (changed.size === 0) later(flush);
      changed.set(conversation.id, conversation);
    },
    flush,
  };
}
