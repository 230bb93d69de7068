import { type KeyboardEvent, useState } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index, count) => Math.min(index + 1, count - 1),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The list is one stop of the Tab key; inside it the arrows go from row to row. */
export function useRowKeys(ids: readonly ConversationId[], openId: ConversationId | undefined) {
  const [focusedId, setFocusedId] = useState<ConversationId | undefined>(undefined);
  const tabStop = [focusedId, openId].find((id) => id !== undefined && ids.includes(id)) ?? ids[0];

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const step = STEPS[event.key];
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button[id^="row-"]')];
    const index = buttons.findIndex((button) => button.matches(':focus'));
    if (step === undefined || index < 0) return;
    event.preventDefault();
    const next = step(index, buttons.length);
    setFocusedId(ids[next]);
    buttons[next]?.focus();
  };
  return { tabStop, onKeyDown };
}
