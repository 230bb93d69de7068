import { z } from 'zod';
import { call, Nothing } from './shapes.ts';

/** Of what the program consists and where it keeps things. */

/** Places that can be shown in the system's own windows. The page names them; which folder that is says the shell. */
export const KnownPlace = z.enum(['data', 'logs', 'rescue-file', 'copy', 'export']);

export const aboutCalls = {
  getAbout: call({
    input: Nothing,
    output: z.strictObject({
      version: z.string(),
      electron: z.string(),
      system: z.string(),
      licence: z.string(),
      dataFolder: z.string(),
      /** Absent where nothing can be written. */
      logFolder: z.string().optional(),
    }),
    errors: [],
  }),
  showPlace: call({ input: z.strictObject({ place: KnownPlace }), output: Nothing, errors: ['gone'] }),
} as const;
