import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';

/** A letter was typed, or the field is empty again. Whether and how often others are told is the messenger's to decide. */
export function tellTyping(conversationId: ConversationId, isTyping: boolean): void {
  void bridge.tellTyping({ conversationId, isTyping });
}
