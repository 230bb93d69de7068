import { execFile } from 'node:child_process';
import { stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Zone 3 is the internet ([MS-FSCC] 5.6.1). */
const ZONE = '[ZoneTransfer]\r\nZoneId=3\r\n';
/** "Came from outside, nobody has looked at it yet", as browsers write it. */
const QUARANTINE_FLAGS = '0081';
const XATTR = '/usr/bin/xattr';

type Run = (program: string, args: readonly string[]) => Promise<unknown>;

/**
 * Tells the system that a file came from somebody else, before anybody opens it: Windows then opens documents protected and asks
 * before programs, macOS asks and checks their signature. Linux has no such mark. A disk that keeps no marks (FAT, some network
 * drives) gets the file without one, as from a browser.
 */
export async function markFromOutside(
  path: string,
  platform: NodeJS.Platform = process.platform,
  run: Run = promisify(execFile),
): Promise<void> {
  try {
    if (platform === 'win32') await writeFile(`${path}:Zone.Identifier`, ZONE);
    if (platform === 'darwin') {
      const atS = Math.floor((await stat(path)).mtimeMs / 1_000).toString(16); // it was written a moment ago
      await run(XATTR, ['-w', 'com.apple.quarantine', `${QUARANTINE_FLAGS};${atS};Hashline;`, path]);
    }
  } catch {
    // The file itself is whole, and is what was asked for.
  }
}
