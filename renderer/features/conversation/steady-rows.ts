import { useLayoutEffect, useReducer, useRef } from 'react';
import type { ChatRow } from './chat-rows.ts';

export interface SteadyRows {
  readonly rows: readonly ChatRow[];
  /** True for the one drawing in which rows came in or went above: then the list keeps its place from the end. */
  readonly isShift: boolean;
}

/**
 * The next rows to draw on the way from those drawn to those wanted. The list keeps its place from the start or from the
 * end, so one drawing changes one end only: what changed above comes first, the rest in the drawing after.
 */
export function stepRows(drawn: readonly ChatRow[], wanted: readonly ChatRow[]): SteadyRows {
  const drawnFirst = drawn.findIndex(isMessage);
  const wantedFirst = wanted.findIndex(isMessage);
  const [drawnKey, wantedKey] = [drawn[drawnFirst]?.key, wanted[wantedFirst]?.key];
  if (drawnKey === undefined || wantedKey === undefined || drawnKey === wantedKey) {
    return { rows: wanted, isShift: false };
  }
  const came = wanted.findIndex(({ key }) => key === drawnKey);
  const went = drawn.findIndex(({ key }) => key === wantedKey);
  if (came < 0 && went < 0) return { rows: wanted, isShift: false }; // nothing in common
  const [fromDrawn, fromWanted] = came >= 0 ? [drawnFirst, came] : [went, wantedFirst];
  const isSameBelow = drawn.length - fromDrawn === wanted.length - fromWanted;
  const rows = isSameBelow ? wanted : [...wanted.slice(0, fromWanted), ...drawn.slice(fromDrawn)];
  return { rows, isShift: true };
}

/** `stretch`: of two stretches nothing is in common. */
export function useSteadyRows(wanted: readonly ChatRow[], stretch: number): SteadyRows {
  const drawn = useRef({ rows: wanted, stretch });
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const isSameStretch = drawn.current.stretch === stretch;
  const step = isSameStretch ? stepRows(drawn.current.rows, wanted) : { rows: wanted, isShift: false };
  useLayoutEffect(() => {
    drawn.current = { rows: step.rows, stretch };
    if (step.rows !== wanted) drawAgain();
  });
  return step;
}

const isMessage = ({ kind }: ChatRow): boolean => kind === 'message';
