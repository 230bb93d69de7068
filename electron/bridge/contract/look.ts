import { z } from 'zod';
import { call, Nothing } from './shapes.ts';

/** How the window looks and which language it speaks. The shell keeps it, so that it holds before the store is open. */

export const Language = z.enum(['system', 'en', 'de', 'fr', 'es', 'ar']);
export const Contrast = z.enum(['system', 'high']);
export const Motion = z.enum(['system', 'off']);
/** Of the whole window; a browser's steps from 80 to 200. */
export const TextPercent = z.number().int().min(80).max(200);

export const Look = z.strictObject({
  contrast: Contrast,
  motion: Motion,
  textPercent: TextPercent,
  language: Language,
});

export const lookCalls = {
  /** In every phase, also while the store is locked. */
  getLook: call({ input: Nothing, output: Look, errors: [] }),
  /** Holds at once and at the next start. */
  setLook: call({ input: Look.partial(), output: Nothing, errors: [] }),
} as const;

export const lookEvents = {
  /** Also by the keys and the wheel that change the size of text. */
  lookChanged: Look,
} as const;
