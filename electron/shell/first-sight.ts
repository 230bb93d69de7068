import { FIRST_SIGHT_MS_MAX } from './limits.ts';

/** When the person has something to look at. */
export interface FirstSight {
  /** The page has painted its first screen. */
  note(): void;
  /** Resolves then, or when the page took too long to say so. */
  readonly seen: Promise<void>;
}

export function awaitFirstSight(after: (ms: number, callback: () => void) => () => void): FirstSight {
  let note: () => void = () => undefined;
  const seen = new Promise<void>((resolve) => {
    const cancel = after(FIRST_SIGHT_MS_MAX, resolve);
    note = () => {
      cancel();
      resolve();
    };
  });
  return { note, seen };
}
