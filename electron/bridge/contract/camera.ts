import { z } from 'zod';
import { call, Nothing } from './shapes.ts';

/** Scanning a code. */
export const cameraCalls = {
  /** The camera is open to the page between `isOn` and not, and at no other time. */
  switchCamera: call({ input: z.strictObject({ isOn: z.boolean() }), output: Nothing, errors: ['refused-by-system'] }),
} as const;
