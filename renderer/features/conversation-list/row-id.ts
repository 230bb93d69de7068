import type { ConversationId } from '../../../electron/bridge/contract.ts';

/** Names a row in the page. */
export const rowId = (id: ConversationId): string => `row-${id}`;

/** Whoever comes back from a chat with the keyboard stands on its row again, once it is drawn. */
export function focusRow(id: ConversationId): void {
  requestAnimationFrame(() => document.getElementById(rowId(id))?.focus());
}
