import './node-version.mjs';
import { join } from 'node:path';
import { ROOT } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { setup } from './setup.mjs';
import { checkShipped } from './shipped.mjs';
import { checkStartup } from './startup-check.mjs';
import { Problem, runMain, say, withProgress } from './terminal.mjs';
import { runAcrossNats, runEndToEnd, runPacked, runSoak, runVitest } from './test-suites.mjs';
import { checkTypes } from './test-types.mjs';

/**
 * `npm test` runs every part, `npm test -- unit wire` only those. A part that fails does not stop the next. `npm run
 * test:full` is the same with the long runs too: the tests read FULL (`switch/testing/full-run.ts`). Some parts run side by
 * side (`TOGETHER`); what each has to say is kept together.
 *
 * @typedef {object} PartResult
 * @property {number} passed
 * @property {number} failed
 * @property {string} report what to show of a part that failed
 * @property {string} [note] what was measured
 * @property {string} [leftOut] what of it was not run, and why: that counts neither as passed nor as failed
 */

/** Asks for the long runs too. */
const FULL = '--full';

/** In the order in which a mistake is cheapest to find. @type {Readonly<Record<string, (isBeside: boolean) => Promise<PartResult>>>} */
const PARTS = {
  types: checkTypes,
  lint: checkLint,
  rooms: () => runVitest('rooms'),
  unit: () => runVitest('core unit pure'),
  wire: (isBeside) => runVitest('wire', {}, isBeside ? ONE_WORKER : []),
  nat: (isBeside) => runAcrossNats(isBeside ? ONE_WORKER : []),
  shipped: checkShipped,
  startup: checkStartup,
  e2e: runEndToEnd,
  packed: runPacked,
};

/**
 * Parts that run side by side. Those of the first set use a core and a bit each. `wire` and `nat` wait for real time half of theirs (35 s
 * without a word, a router that restarts), and neither hears the other, for `nat` lives in network namespaces of its own; with one
 * worker each they ask no more of the machine than either did with two.
 */
const TOGETHER = [
  ['types', 'lint', 'rooms'],
  ['wire', 'nat'],
];
const ONE_WORKER = ['--maxWorkers=1'];

/**
 * The long runs, each by its name alone: `npm run test:full -- worlds`. The first three are also in `unit`, `wire` and `nat` of the whole
 * `npm run test:full`, which does not run them twice; the hour is a part of it. @type {Readonly<Record<string, () => Promise<PartResult>>>}
 */
const LONG_PARTS = {
  /** 1,000 seeds of people, of groups, of small networks. */
  worlds: () => runVitest('core', {}, ['/chaos.sim', '/group-chaos-', '/runs-']),
  /** 10 MB each way, with the reference switch and a loss of 5 %. */
  loss: () => runVitest('wire', {}, ['bulk.wire']),
  /** Every pair of home routers. */
  matrix: () => runAcrossNats(),
  /** Two people and five in a group talk, and the memory of none may grow. */
  hour: () => runSoak(60),
};

await runMain(async () => {
  const args = process.argv.slice(2);
  const isFull = args.includes(FULL);
  if (isFull) process.env.FULL = '1'; // every part runs in a child that inherits it
  const names = chosenParts(
    args.filter((arg) => arg !== FULL),
    isFull,
  );
  await setup({ windows: ['shipped', 'e2e', 'packed'].some((name) => names.includes(name)) });
  let passed = 0;
  let failed = 0;
  for (const set of setsOf(names, isFull)) {
    if (set.includes('e2e')) say('e2e: opening real windows');
    const results = await withProgress(`Running ${set.join(', ')}`, () =>
      Promise.all(set.map((name) => runPart(name, set.length > 1))),
    );
    for (const result of results) {
      passed += result.passed;
      failed += result.failed;
    }
  }
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});

/**
 * @param {string[]} args
 * @param {boolean} isFull
 */
function chosenParts(args, isFull) {
  const short = Object.keys(PARTS);
  const all = isFull ? [...short, ...Object.keys(LONG_PARTS)] : short;
  const unknown = args.filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new Problem(`There is no part called ${unknown.join(', ')}.`, `The parts: ${all.join(' ')}`);
  if (args.length > 0) return all.filter((name) => args.includes(name));
  return isFull ? [...short, 'hour'] : short;
}

/**
 * The chosen parts in their order, each with those that run beside it; the long runs have the machine to themselves.
 *
 * @param {readonly string[]} names
 * @param {boolean} isFull
 */
function setsOf(names, isFull) {
  if (isFull) return names.map((name) => [name]);
  /** @type {string[][]} */
  const sets = [];
  for (const name of names) {
    const beside = sets.find(([first = '']) => TOGETHER.some((set) => set.includes(first) && set.includes(name)));
    if (beside === undefined) sets.push([name]);
    else beside.push(name);
  }
  return sets;
}

/** Runs one part and prints its line, and after it what went wrong. */
async function runPart(/** @type {string} */ name, /** @type {boolean} */ isBeside) {
  const startedAtMs = Date.now();
  const result = await runSafely(name, isBeside);
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  const counts = `${result.passed} passed, ${result.failed} failed (${seconds} s)`;
  const hasRun = result.passed + result.failed > 0 || result.leftOut === undefined;
  const told = [hasRun ? counts : undefined, result.note, result.leftOut].filter((text) => text !== undefined);
  process.stdout.write(`${name.padEnd(7)} ${told.join('; ')}\n`);
  if (result.report !== '') process.stdout.write(`\n${result.report}\n\n`);
  return result;
}

/** @returns {Promise<PartResult>} */
async function runSafely(/** @type {string} */ name, /** @type {boolean} */ isBeside) {
  try {
    const part = PARTS[name] ?? LONG_PARTS[name];
    if (part === undefined) throw new Error(`no part ${name}`);
    return await part(isBeside);
  } catch (error) {
    // What a part needs and can't get (a build, an Electron) fails that part, and the others still run.
    const text =
      error instanceof Problem
        ? `${error.message}\n${error.advice}`
        : String(error instanceof Error ? error.stack : error);
    return { passed: 0, failed: 1, report: text };
  }
}

/** Format, lint and the rooms' import rules (biome.json); dead files and packages (knip.jsonc). */
async function checkLint() {
  const biome = [
    '@biomejs/biome/bin/biome',
    'check',
    '--error-on-warnings',
    '--diagnostic-level=warn',
    '--max-diagnostics=40',
  ];
  const knip = ['knip/bin/knip.js', '--no-progress', '--no-config-hints'];
  const reports = [];
  for (const [script = '', ...args] of [biome, knip]) {
    const command = [join('node_modules', ...script.split('/')), ...args];
    const { status, output } = await runCommand(process.execPath, command, { cwd: ROOT });
    if (status !== 0) reports.push(output.trim());
  }
  return { passed: 2 - reports.length, failed: reports.length, report: reports.join('\n\n') };
}
