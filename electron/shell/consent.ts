import type { Gestures } from './gestures.ts';

/** What is asked, in a window of the system that no page can draw or answer. */
export type ConsentQuestion = 'openFile' | 'openLink' | 'copyText' | 'copyPicture' | 'rescueWords' | 'passphrase';

export interface Consent {
  /** Whether there was a key or a click just now. */
  isByHand(): boolean;
  /** A key or a click just now is a yes. Without one, as with some aids for the blind, the person is asked. */
  byGesture(question: ConsentQuestion): Promise<boolean>;
  /** The person is asked in any case. */
  byAnswer(question: ConsentQuestion): Promise<boolean>;
}

/** One question at a time; after a no none until the person does something again: a page can't wear anybody down. */
export function createConsent(
  gestures: Pick<Gestures, 'isRecent' | 'lastAtMs'>,
  ask: (question: ConsentQuestion) => Promise<boolean>,
): Consent {
  let isAsking = false;
  /** The newest gesture when they said no. */
  let refusedAtMs: number | undefined;

  async function byAnswer(question: ConsentQuestion): Promise<boolean> {
    if (isAsking || refusedAtMs === gestures.lastAtMs) return false;
    isAsking = true;
    try {
      const isGiven = await ask(question);
      refusedAtMs = isGiven ? undefined : gestures.lastAtMs;
      return isGiven;
    } finally {
      isAsking = false;
    }
  }
  return {
    byAnswer,
    isByHand: () => gestures.isRecent(),
    byGesture: async (question) => gestures.isRecent() || byAnswer(question),
  };
}
