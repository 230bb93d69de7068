import { useEffect, useState } from 'react';

const SECOND_MS = 1_000;

/** Whole seconds until then, counting down; never below zero. */
export function useSecondsLeft(untilMs: number | undefined): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (untilMs === undefined) return;
    const count = () => setLeft(Math.max(0, Math.ceil((untilMs - Date.now()) / SECOND_MS)));
    count();
    const timer = setInterval(count, SECOND_MS);
    return () => clearInterval(timer);
  }, [untilMs]);
  return left;
}
