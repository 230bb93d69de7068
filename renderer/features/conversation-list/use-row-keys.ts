import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { rowId } from './row-id.ts';

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index, count) => Math.min(index + 1, count - 1),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

export type RowKeys = ReturnType<typeof useRowKeys>;

/** The list is one stop of the Tab key; inside it the arrows go from row to row. */
export function useRowKeys(ids: readonly ConversationId[], openId: ConversationId | undefined) {
  const [focusedId, setFocusedId] = useState<ConversationId | undefined>(undefined);
  const [lastOpenId, setLastOpenId] = useState(openId);
  if (openId !== undefined && openId !== lastOpenId) setLastOpenId(openId);
  const stop = [focusedId, lastOpenId].find((id) => id !== undefined && ids.includes(id)) ?? ids[0];
  const indexOf = (element: EventTarget) =>
    element instanceof HTMLElement ? ids.findIndex((id) => rowId(id) === element.id) : -1;

  const onFocus = ({ target }: FocusEvent) => {
    const index = indexOf(target);
    if (index >= 0) setFocusedId(ids[index]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const index = indexOf(event.target);
    const next = index < 0 ? undefined : ids[STEPS[event.key]?.(index, ids.length) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    document.getElementById(rowId(next))?.focus();
  };
  return { tabStop: stop, reachable: reachable(ids, [stop, lastOpenId]), onFocus, onKeyDown };
}

/** Places that one key goes to from one of these, drawn wherever the list stands. */
function reachable(ids: readonly ConversationId[], from: readonly (ConversationId | undefined)[]): number[] {
  const places = from.flatMap((id) => {
    const index = id === undefined ? -1 : ids.indexOf(id);
    return index < 0 ? [] : [index - 1, index, index + 1];
  });
  return [0, ...places, ids.length - 1].filter((index) => index >= 0 && index < ids.length);
}
