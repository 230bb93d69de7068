import type { MessengerParts } from '../messenger/index.ts';

type Ask = NonNullable<MessengerParts['unlock']>;
type Question = Parameters<Ask>[0];
type Secret = NonNullable<Awaited<ReturnType<Ask>>>;

export type UnlockResult = 'open' | 'wrong' | 'not-locked';

/** Between the store, which asks for a secret while it opens, and the page, where the person types one. */
export interface Unlocking {
  /** `MessengerParts.unlock`. */
  readonly ask: Ask;
  /** Why the store is shut; undefined while it is not. */
  reason(): Question['why'] | undefined;
  /** Tells what came of it: the store opens, fails for another reason (which `settled` tells), or asks again. */
  answer(secret: Secret): Promise<UnlockResult>;
  /** The opening is over, whatever came of it. */
  settled(): void;
  /** Nobody will answer any more: the opening fails. */
  giveUp(): void;
}

/** `onLocked`: the store has begun to ask. */
export function createUnlocking(onLocked: () => void): Unlocking {
  let why: Question['why'] | undefined;
  let reply: ((secret: Secret | undefined) => void) | undefined;
  let judge: ((result: UnlockResult) => void) | undefined;
  /** Given up while an answer was being tried: if that is wrong, nobody is asked again. */
  let isGivenUp = false;

  const judged = (result: UnlockResult) => {
    judge?.(result);
    judge = undefined;
  };
  return {
    ask: (question) => {
      why = question.why;
      if (question.isAgain) judged('wrong');
      else onLocked();
      if (isGivenUp) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        reply = resolve;
      });
    },
    reason: () => why,
    answer: async (secret) => {
      const send = reply;
      if (send === undefined) return 'not-locked'; // not asked, or one answer is being tried already
      reply = undefined;
      const result = new Promise<UnlockResult>((resolve) => {
        judge = resolve;
      });
      send(secret);
      return result;
    },
    settled: () => {
      why = undefined;
      reply = undefined;
      isGivenUp = false;
      judged('open');
    },
    giveUp: () => {
      isGivenUp = why !== undefined;
      reply?.(undefined);
      reply = undefined;
    },
  };
}
