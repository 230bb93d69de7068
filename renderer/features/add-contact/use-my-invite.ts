import { useCallback, useEffect, useRef, useState } from 'react';
import type { InviteView } from '../../../electron/bridge/contract.ts';
import { bridge } from '../../bridge.ts';

export type MyInvite =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly invite: InviteView }
  | { readonly state: 'failed' };

/** The invite to show, and a fresh one as soon as this one was used or ran out. */
export function useMyInvite(): readonly [invite: MyInvite, again: () => void] {
  const [mine, setMine] = useState<MyInvite>({ state: 'loading' });
  const newest = useRef(0);

  /** Asks; an answer that a newer question has overtaken is dropped. */
  const ask = useCallback(async () => {
    newest.current += 1;
    const asked = newest.current;
    const answer = await bridge.getInvite({});
    if (asked !== newest.current) return;
    setMine(answer.ok ? { state: 'ready', invite: answer.value } : { state: 'failed' });
  }, []);

  useEffect(() => {
    void ask();
    return bridge.on('inviteChanged', () => void ask());
  }, [ask]);
  return [mine, () => void ask()];
}
