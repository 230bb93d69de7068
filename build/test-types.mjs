import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';

/** @typedef {import('./test.mjs').PartResult} PartResult */

/** Rooms hold TypeScript; these folders don't hold sources of ours. */
const NOT_SOURCES = new Set(['node_modules', 'out', 'dist', '.git']);

/** The compiler uses one and a half cores a run; two runs fill the smallest machine. */
const RUNS_AT_ONCE = 2;

/**
 * Checks every tsconfig of the checkout, and that no TypeScript file is left out by all of them.
 *
 * @returns {Promise<PartResult>}
 */
export async function checkTypes() {
  const files = await sourceFiles(ROOT);
  const configs = files.filter((file) => /(^|[\\/])tsconfig(\.[a-z]+)?\.json$/.test(file));
  /** @type {Set<string>} */
  const seen = new Set();
  const problems = [];
  for (let index = 0; index < configs.length; index += RUNS_AT_ONCE) {
    const batch = configs.slice(index, index + RUNS_AT_ONCE);
    for (const output of await Promise.all(batch.map((config) => checkOne(config, seen)))) {
      if (output !== undefined) problems.push(output);
    }
  }
  const unchecked = files.filter((file) => /\.tsx?$/.test(file) && !seen.has(join(ROOT, file)));
  if (unchecked.length > 0) problems.push(`No tsconfig checks these files:\n${unchecked.join('\n')}`);
  // One check a tsconfig, and the one that nothing was left out.
  return { passed: configs.length + 1 - problems.length, failed: problems.length, report: problems.join('\n') };
}

/** @returns {Promise<string | undefined>} what is wrong */
async function checkOne(/** @type {string} */ config, /** @type {Set<string>} */ seen) {
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
  const { output } = await runCommand(
    process.execPath,
    [tsc, '--noEmit', '--pretty', 'false', '--listFiles', '-p', config],
    {
      cwd: ROOT,
    },
  );
  const complaints = [];
  for (const line of output.split(/\r?\n/)) {
    if (/^(\/|[A-Z]:[\\/]).*\.(ts|tsx|mts|cts|js|mjs|cjs|json)$/.test(line)) seen.add(join(line));
    // A room that is still empty is no mistake: its files are looked for above.
    else if (line.trim() !== '' && !line.includes('TS18003')) complaints.push(line);
  }
  return complaints.length === 0 ? undefined : `${config}\n${complaints.join('\n')}`;
}

/** @returns {Promise<string[]>} paths from the root */
async function sourceFiles(/** @type {string} */ folder) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const place = join(folder, entry.name);
    if (!entry.isDirectory()) found.push(relative(ROOT, place));
    else if (!NOT_SOURCES.has(entry.name)) found.push(...(await sourceFiles(place)));
  }
  return found;
}
