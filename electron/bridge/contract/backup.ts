import { z } from 'zod';
import { AtMs, call, Nothing } from './shapes.ts';

/** How safe everything is from a lost or broken computer. */

const CopyProblem = z.enum(['folder-missing', 'disk-full', 'failed']);

export const BackupStatus = z.strictObject({
  hasPassphrase: z.boolean(),
  keyIn: z.enum(['system', 'file']),
  words: z.enum(['unseen', 'seen', 'confirmed']),
  /** `isStale`: people or groups came since, and it could not be written again. */
  rescueFile: z.strictObject({ path: z.string(), savedAtMs: AtMs, isStale: z.boolean() }).optional(),
  copy: z
    .strictObject({
      folder: z.string(),
      madeAtMs: AtMs.optional(),
      problem: CopyProblem.optional(),
      /** While one is made. */
      progress: z.number().min(0).max(1).optional(),
    })
    .optional(),
});

export const backupCalls = {
  getBackup: call({ input: Nothing, output: BackupStatus, errors: [] }),
} as const;

export const backupEvents = {
  /** Something in it changed: ask `getBackup` anew. */
  backupChanged: z.strictObject({}),
} as const;
