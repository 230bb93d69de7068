import './node-version.mjs';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { Problem, runMain, withProgress } from './terminal.mjs';

/**
 * `npm run test:mutants`: plants one bug at a time in a copy of this checkout, and runs the tests that ought to find it.
 * `npm run test:mutants -- switch` takes only `build/mutants/switch.mjs`, further words only mutants with one of them in their names.
 *
 * @typedef {object} Mutant
 * @property {string} name what is wrong then, in a few words
 * @property {string} file from the root
 * @property {string} find stands there exactly once
 * @property {string} replace
 * @property {readonly string[]} tests files that ought to find it, from the root
 *
 * @typedef {{ readonly kind: 'found' | 'survived' | 'broken', readonly detail: string }} Verdict
 */

/** Sources of the copy; what is left out is made by tools, or large. */
const LEFT_OUT = new Set(['node_modules', '.git', 'out', 'dist']);

/** A mutant may make a test wait for ever: then it is found as well. */
const RUN_MS_MAX = 240_000;

await runMain(async () => {
  const mutants = await chosenMutants(process.argv.slice(2));
  const copy = await copyOfCheckout();
  try {
    for (const mutant of mutants) await mutated(copy, mutant);
    const tests = [...new Set(mutants.flatMap((mutant) => mutant.tests))];
    const sound = await withProgress('Running the tests without a mutant', () => runTests(copy, tests));
    if (sound.kind !== 'survived')
      throw new Problem(`These tests fail before anything is changed: ${sound.detail}`, 'Mend them first.');
    let missed = 0;
    for (const mutant of mutants) {
      const verdict = await withProgress(mutant.name, () => tryMutant(copy, mutant));
      if (verdict.kind !== 'found') missed++;
      process.stdout.write(`${verdict.kind.padEnd(8)}  ${mutant.name.padEnd(44)}  ${verdict.detail}\n`);
    }
    process.stdout.write(`\n${mutants.length - missed} of ${mutants.length} mutants found\n`);
    return missed === 0 ? 0 : 1;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
});

/** @param {readonly string[]} words @returns {Promise<readonly Mutant[]>} */
async function chosenMutants(words) {
  const folder = join(ROOT, 'build', 'mutants');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
  const sets = files.map((name) => name.slice(0, -'.mjs'.length));
  const chosenSets = sets.filter((name) => words.includes(name));
  const names = words.filter((word) => !sets.includes(word));
  /** @type {Mutant[]} */
  const chosen = [];
  for (const set of chosenSets.length > 0 ? chosenSets : sets) {
    const { mutants } = await import(pathToFileURL(join(folder, `${set}.mjs`)).href);
    chosen.push(...mutants);
  }
  const wanted = chosen.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
  if (wanted.length === 0) throw new Problem('There is no such mutant.', `The sets: ${sets.join(' ')}`);
  return wanted;
}

/** The sources, and a link to the packages: what runs there is what lies here, committed or not. */
async function copyOfCheckout() {
  const copy = await mkdtemp(join(tmpdir(), 'hashline-mutants-'));
  const isSource = (/** @type {string} */ path) =>
    !path
      .slice(ROOT.length)
      .split(sep)
      .some((part) => LEFT_OUT.has(part));
  await cp(ROOT, copy, { recursive: true, filter: isSource });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

/** The file as it is, and as the mutant wants it. @param {string} copy @param {Mutant} mutant */
async function mutated(copy, { name, file, find, replace }) {
  const place = join(copy, file);
  const source = await readFile(place, 'utf8').catch(() => '');
  const count = source.split(find).length - 1;
  if (count !== 1)
    throw new Problem(`"${name}" changes what stands ${count} times in ${file}.`, 'Bring it up to date.');
  return { place, source, changed: source.replace(find, () => replace) };
}

/** @param {string} copy @param {Mutant} mutant @returns {Promise<Verdict>} */
async function tryMutant(copy, mutant) {
  const { place, source, changed } = await mutated(copy, mutant);
  await writeFile(place, changed);
  try {
    return await runTests(copy, mutant.tests);
  } finally {
    await writeFile(place, source);
  }
}

/**
 * A run that fails without a failed test (a file that can't be read, a crash) has found nothing: it is the mutant that is broken.
 *
 * @param {string} copy @param {readonly string[]} tests @returns {Promise<Verdict>}
 */
async function runTests(copy, tests) {
  const report = join(copy, 'mutant-report.json');
  await rm(report, { force: true });
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const projects = ['core', 'unit', 'pure'].flatMap((name) => ['--project', name]);
  const args = [vitest, 'run', ...projects, '--bail=1', '--reporter=json', `--outputFile=${report}`, ...tests];
  const { status, output, timedOut } = await runCommand(process.execPath, args, { cwd: copy, timeoutMs: RUN_MS_MAX });
  if (timedOut) return { kind: 'found', detail: `no end within ${RUN_MS_MAX / 1000} s` };
  const { failure, passed } = await readReport(report);
  if (failure !== undefined) return { kind: 'found', detail: failure };
  if (status === 0 && passed > 0) return { kind: 'survived', detail: `${passed} tests passed` };
  return { kind: 'broken', detail: output.trim().split('\n').slice(-3).join(' ').slice(0, 200) };
}

/**
 * @typedef {{ readonly status: string, readonly fullName: string }} Assertion
 * @param {string} file
 * @returns {Promise<{ readonly failure: string | undefined, readonly passed: number }>}
 */
async function readReport(file) {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  /** @type {{ testResults?: readonly { readonly assertionResults: readonly Assertion[] }[] }} */
  const { testResults = [] } = JSON.parse(text);
  const assertions = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = assertions.find(({ status }) => status === 'failed');
  return { failure: failed?.fullName.trim(), passed: assertions.filter(({ status }) => status === 'passed').length };
}
