import { useEffect, useReducer } from 'react';
import type { ConversationView } from '../../../electron/bridge/contract.ts';
import { isMuted } from '../../store/conversations-slice.ts';

/** Longest wait of a timer, in ms (HTML: 32 bits). */
const TIMER_MS_MAX = 0x7fff_ffff;

/** Whether a chat is quiet now; looked at again when that ends. */
export function useMuted(conversation: ConversationView | undefined): boolean {
  const [, look] = useReducer((count: number) => count + 1, 0);
  const untilMs = conversation?.mutedUntilMs;
  useEffect(() => {
    const leftMs = (untilMs ?? 0) - Date.now();
    if (leftMs <= 0 || leftMs > TIMER_MS_MAX) return;
    const timer = setTimeout(look, leftMs);
    return () => clearTimeout(timer);
  }, [untilMs]);
  return conversation !== undefined && isMuted(conversation, Date.now());
}
