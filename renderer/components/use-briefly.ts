import { useEffect, useState } from 'react';
import { CONFIRMATION_MS } from '../limits.ts';

/** True for two seconds after `confirm` was called: "Copied" and the like. */
export function useBriefly(): readonly [isConfirmed: boolean, confirm: () => void] {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (count === 0) return;
    const timer = setTimeout(() => setCount(0), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [count]);
  return [count > 0, () => setCount((before) => before + 1)];
}
