import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a test may start: our headless node, the reference behind the same commands, our seed for others. */
export const PROGRAM_SOURCES = {
  ours: fileURLToPath(new URL('../../cli/main.ts', import.meta.url)),
  reference: fileURLToPath(new URL('./reference-switch.ts', import.meta.url)),
  seed: fileURLToPath(new URL('../../cli/seed-main.ts', import.meta.url)),
} as const;

/** Names the environment variable with the folder of their bundles (`bundle-programs.ts`). */
export const PROGRAMS_FOLDER = 'HASHLINE_TEST_PROGRAMS';

/** What Node is to be started with; from its source where nobody has bundled it. */
export function programArgs(program: keyof typeof PROGRAM_SOURCES): readonly string[] {
  const folder = process.env[PROGRAMS_FOLDER];
  return folder === undefined ? ['--import', 'tsx', PROGRAM_SOURCES[program]] : [join(folder, `${program}.mjs`)];
}
