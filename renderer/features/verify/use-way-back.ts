import { useState } from 'react';
import { TRUST_PILL_ID } from '../trust/trust-pill-id.ts';

/** Where the focus goes afterwards: to what had it, or if that is gone (the trust panel closes first), to the pill. */
export function useWayBack(): () => HTMLElement | null {
  const [opener] = useState(() => document.activeElement);
  return () => {
    const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
    return isThere ? opener : document.getElementById(TRUST_PILL_ID);
  };
}
