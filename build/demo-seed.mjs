import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './places.mjs';
import { Problem } from './terminal.mjs';

/** A node that has to make its keys first is ready within a second. */
const READY_TIMEOUT_MS = 30_000;

/**
 * A headless node on this machine, as the two windows' seed.
 *
 * @param {string} folder where its seeds.json goes
 * @returns {Promise<{ file: string, stop: () => void }>}
 */
export async function startSeed(folder) {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'build', 'node.mjs'), '--seed', '--csids', '2a', '--ip', '127.0.0.1', '--port', '0'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const timer = setTimeout(() => child.kill(), READY_TIMEOUT_MS);
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line);
    if (event.event !== 'ready') continue;
    clearTimeout(timer);
    const file = join(folder, 'seeds.json');
    await writeFile(file, JSON.stringify(event.seed));
    // The node ends with its stdin, so it can't outlive us either.
    return { file, stop: () => child.stdin.end() };
  }
  clearTimeout(timer);
  throw new Problem('The local seed did not start.', 'See what it says: npm run --silent node -- --seed');
}
