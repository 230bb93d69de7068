import type { OpenResult } from '../messenger/index.ts';
import type { Unlocking } from './unlocking.ts';

export interface HomeParts {
  readonly open: () => Promise<OpenResult>;
  readonly unlocking: Unlocking;
  /** Told after each opening. */
  readonly opened: (result: OpenResult) => void;
}

/** Where the messenger lives: open, closed for a moment, or in other hands. One thing at a time. */
export interface Home {
  /** Opens it, or closes it and opens it again. */
  open(): Promise<void>;
  /** Closes it, lets `work` do something with the closed folder, and opens it again, whatever came of that. */
  whileClosed<T>(work: () => Promise<T>): Promise<T>;
  isOpen(): boolean;
  /** For good. */
  stop(): Promise<void>;
}

export function createHome({ open, unlocking, opened }: HomeParts): Home {
  let result: OpenResult | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined); // told to whoever asked for it
    return done;
  };
  const close = async () => {
    const before = result;
    result = undefined;
    if (before?.ok === true) await before.messenger.stop();
  };
  const openNow = async () => {
    if (isStopped) return;
    const fresh = await open();
    result = fresh;
    unlocking.settled();
    if (!isStopped) opened(fresh);
  };
  return {
    open: () => {
      unlocking.giveUp(); // an opening that waits for an answer would never end
      return inTurn(async () => {
        await close();
        await openNow();
      });
    },
    whileClosed: (work) => {
      unlocking.giveUp();
      return inTurn(async () => {
        await close();
        try {
          return await work();
        } finally {
          await openNow();
        }
      });
    },
    isOpen: () => result?.ok === true,
    stop: () => {
      isStopped = true;
      unlocking.giveUp();
      return inTurn(close);
    },
  };
}
