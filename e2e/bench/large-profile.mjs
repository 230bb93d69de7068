import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, ROOT } from '../../build/places.mjs';
import { runCommand } from '../../build/run-command.mjs';
import { Problem, withProgress } from '../../build/terminal.mjs';

/** Raised when electron/messenger/bench makes something else. A newer store opens an older file by itself. */
const VERSION = 1;

/**
 * A copy in `folder` of a profile of so many messages in 500 conversations, made once by the store's own code and kept.
 *
 * @param {number} messages
 * @param {string} folder
 */
export async function copyLargeProfile(messages, folder) {
  const kept = join(cacheFolder(), `bench-profile-${VERSION}-${messages}`);
  if (!existsSync(kept)) await makeProfile(messages, kept);
  await cp(kept, folder, { recursive: true });
}

/** @param {number} messages @param {string} kept */
async function makeProfile(messages, kept) {
  const fresh = `${kept}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(cacheFolder(), { recursive: true });
  const program = join('electron', 'messenger', 'bench', 'make-profile.ts');
  const args = [join('node_modules', 'tsx', 'dist', 'cli.mjs'), program, fresh, String(messages)];
  const { status, output } = await withProgress(`Making a profile of ${messages} messages`, () =>
    runCommand(process.execPath, args, { cwd: ROOT }),
  );
  if (status !== 0) throw new Problem(`The profile could not be made:\n${output.trim()}`, 'Fix what it names.');
  await rename(fresh, kept);
}
