import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { bundleIfStale } from './bundle.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { leftOutOfNatlab, missingForNatlab, withNatlab } from './natlab.mjs';
import { OUT, ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';

/** @typedef {import('./test.mjs').PartResult} PartResult */

/** @typedef {{ name: string, status: string, assertionResults: { status: string }[] }} VitestFile */

/** Where the suites leave their counts. */
const REPORTS = join(OUT, 'test');

/**
 * One or more of vitest.config.ts's projects. In CI a file that failed runs once more: many of them drive real processes, and one of 4,000
 * tests may meet a moment in which the machine is too busy. What needed it is told, with what went wrong.
 *
 * @param {string} names with a space between them; the first names the report
 * @param {Record<string, string>} [projectEnv] what its tests read
 * @param {readonly string[]} [args] of vitest
 * @returns {Promise<PartResult>}
 */
export async function runVitest(names, projectEnv = {}, args = []) {
  const first = await runVitestOnce(names, projectEnv, args);
  const { failedFiles } = first;
  if (process.env.CI === undefined || failedFiles.length === 0 || failedFiles.length > FILES_AGAIN_MAX)
    return first.result;
  const options = args.filter((arg) => arg.startsWith('-')); // the rest are files too
  const again = await runVitestOnce(names, projectEnv, [...options, ...failedFiles]);
  return withSecondTry(first, again.result);
}

/**
 * What both tries say together. The report of the first stays: it tells what went wrong.
 *
 * @param {{ result: PartResult, failedFiles: readonly string[], passedInFailedFiles: number }} first
 * @param {PartResult} again only the files that failed
 * @returns {PartResult}
 */
export function withSecondTry({ result, failedFiles, passedInFailedFiles }, again) {
  const note = `a second try for ${failedFiles.join(', ')}`;
  const report = [result.report, again.report].filter((text) => text !== '').join('\n\n');
  return { passed: result.passed - passedInFailedFiles + again.passed, failed: again.failed, note, report };
}

/** More than these are no accident. */
const FILES_AGAIN_MAX = 3;

async function runVitestOnce(
  /** @type {string} */ names,
  /** @type {Record<string, string>} */ projectEnv,
  /** @type {readonly string[]} */ args,
) {
  const [first = '', ...others] = names.split(' ');
  const reportFile = await freshReport(first);
  const projects = [first, ...others].flatMap((name) => ['--project', name]);
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { status, output } = await runCommand(process.execPath, [vitest, 'run', ...projects, ...args, ...reporters], {
    cwd: ROOT,
    env: { ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }), ...projectEnv },
  });
  const report = await readReport(reportFile);
  const failed = (report?.testResults ?? []).filter(({ status: how }) => how === 'failed');
  return {
    result: judge(status, report?.numPassedTests, report?.numFailedTests, output),
    failedFiles: failed.map(({ name }) => relative(ROOT, name)),
    passedInFailedFiles: failed
      .flatMap(({ assertionResults }) => assertionResults)
      .filter((one) => one.status === 'passed').length,
  };
}

/**
 * The headless node across real networks, where this machine can make them.
 *
 * @param {readonly string[]} [vitestArgs]
 * @returns {Promise<PartResult>}
 */
export async function runAcrossNats(vitestArgs = []) {
  const [missing] = missingForNatlab();
  if (missing !== undefined) return { passed: 0, failed: 0, report: '', leftOut: `left out: needs ${missing}` };
  const { args, why } = leftOutOfNatlab();
  const result = await withNatlab((env) => runVitest('natlab', env, [...args, ...vitestArgs]));
  return why === undefined ? result : { ...result, leftOut: `left out: ${why}` };
}

/**
 * The tests in real windows, with what they need: the app built and an Electron. Where there is no display they open their own.
 *
 * @returns {Promise<PartResult>}
 */
export async function runEndToEnd() {
  await electronRuntime(); // fetches it and says which one it is; the tests then find it by themselves
  await bundleIfStale();
  const reportFile = await freshReport('e2e');
  const playwright = join('node_modules', '@playwright', 'test', 'cli.js');
  const { status } = await runCommand(
    process.execPath,
    [playwright, 'test', '--config', join('e2e', 'playwright.config.ts'), '--reporter=list,json'],
    { cwd: ROOT, output: 'show', env: { PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile } },
  );
  const stats = (await readReport(reportFile))?.stats;
  const flaky = stats?.flaky ?? 0;
  const result = judge(status, (stats?.expected ?? 0) + flaky, stats?.unexpected, '');
  return flaky === 0 ? result : { ...result, note: `${flaky} of them only at the second try: see above` };
}

/**
 * The app as it is packed for this machine, driven alone (test-packed.mjs).
 *
 * @returns {Promise<PartResult>}
 */
export async function runPacked() {
  const { status, output } = await runCommand(process.execPath, [join('build', 'test-packed.mjs')], { cwd: ROOT });
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, report: status === 0 ? '' : output.trim() };
}

/**
 * Whole messengers talk for so long.
 *
 * @param {number} minutes
 * @returns {Promise<PartResult>}
 */
export async function runSoak(minutes) {
  const args = [join('build', 'soak.mjs'), String(minutes)];
  const { status, output } = await runCommand(process.execPath, args, { cwd: ROOT });
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, report: status === 0 ? '' : output.trim() };
}

/** A suite that ended badly without a failed test (none found, a crash, a stray exception) is one failure itself. */
export function judge(
  /** @type {number} */ status,
  /** @type {number | undefined} */ passed,
  /** @type {number | undefined} */ failed,
  /** @type {string} */ output,
) {
  const failures = failed ?? 0;
  const isSilentFailure = failures === 0 && (status !== 0 || (passed ?? 0) === 0);
  return {
    passed: passed ?? 0,
    failed: isSilentFailure ? 1 : failures,
    report: isSilentFailure || failures > 0 ? output.trim() : '',
  };
}

/** A report of an earlier run must not be taken for this one's. */
async function freshReport(/** @type {string} */ name) {
  await mkdir(REPORTS, { recursive: true });
  const file = join(REPORTS, `${name}.json`);
  await rm(file, { force: true });
  return file;
}

/**
 * The fields of vitest's and Playwright's reports that are counted.
 *
 * @returns {Promise<{ numPassedTests?: number, numFailedTests?: number, testResults?: VitestFile[], stats?: { expected: number, unexpected: number, flaky: number } } | undefined>}
 */
async function readReport(/** @type {string} */ file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined; // the suite did not come so far as to write one, which `judge` counts as a failure
  }
}
