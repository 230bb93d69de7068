import { useEffect, useState } from 'react';
import { NETWORK_LOOK_MS } from '../../limits.ts';
import { askConnection, type NetworkNow } from './network-actions.ts';

/** How the network stands, looked at again and again while it is on screen. `again` asks at once. */
export function useNetwork(): readonly [now: NetworkNow | null, again: () => void] {
  const [now, setNow] = useState<NetworkNow | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isOver = asked < 0;
    const look = () =>
      void askConnection().then((answer) => {
        if (!isOver && answer !== null) setNow(answer);
      });
    look();
    const timer = setInterval(look, NETWORK_LOOK_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [asked]);
  return [now, () => setAsked((count) => count + 1)];
}
