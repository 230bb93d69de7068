import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: the folder that holds package.json. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where the bundles go. */
export const OUT = join(ROOT, 'out');

/**
 * What several checkouts of one person share and may be deleted at any time: the fallback runtime, the reference
 * switch of the wire tests. `HASHLINE_CACHE` names another folder.
 */
export function cacheFolder() {
  const named = process.env.HASHLINE_CACHE;
  if (named !== undefined && named !== '') return named;
  if (process.platform === 'win32') {
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Hashline', 'Cache');
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Hashline');
  const xdg = process.env.XDG_CACHE_HOME;
  return join(xdg !== undefined && xdg !== '' ? xdg : join(homedir(), '.cache'), 'hashline');
}
