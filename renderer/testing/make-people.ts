import type { ContactView } from '../../electron/bridge/contract.ts';
import { conversationId, hexId } from './make-message.ts';

/** A contact with everything filled in; tests name only what they are about. */
export function makeContact(n: number, name: string, given: Partial<ContactView> = {}): ContactView {
  return {
    person: hexId(n),
    conversationId: conversationId(n),
    name,
    announcedName: name,
    state: 'contact',
    addedAtMs: 0,
    isBlocked: false,
    resembles: [],
    ...given,
  };
}
