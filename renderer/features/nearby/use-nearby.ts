import { useEffect } from 'react';
import { bridge } from '../../bridge.ts';
import { NEARBY_LOOK_INTERVAL_MS } from '../../limits.ts';

/** Looks for neighbours while the list of them is on screen. */
export function useNearby(): void {
  useEffect(() => {
    const look = () => void bridge.lookNearby({});
    look();
    const timer = setInterval(look, NEARBY_LOOK_INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);
}
