import { useEffect, useRef } from 'react';
import type { ContactView } from '../../../electron/bridge/contract.ts';
import { offer } from '../../components/toasts.ts';
import { useAppStore } from '../../store/app-store.ts';

/** While one's invite is in view, whoever uses it is told, with the way to the chat: the invite itself is a new one by then. */
export function useArrivals(): void {
  const contacts = useAppStore((state) => state.contactsByPerson);
  const sinceMs = useRef(Date.now());
  const told = useRef(new Map<string, () => void>());
  useEffect(() => {
    for (const { person, name, conversationId } of arrivedSince(sinceMs.current, Object.values(contacts))) {
      if (told.current.has(person)) continue;
      const open = () => useAppStore.getState().showConversation(conversationId);
      told.current.set(person, offer('add.used', { name }, 'forward.open', open));
    }
  }, [contacts]);
  useEffect(() => {
    const { current } = told;
    return () => {
      for (const takeBack of current.values()) takeBack();
      current.clear();
    };
  }, []);
}

export const arrivedSince = (sinceMs: number, contacts: readonly ContactView[]): readonly ContactView[] =>
  contacts.filter(({ state, met, addedAtMs }) => state === 'contact' && met === 'invited-them' && addedAtMs >= sinceMs);
