import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleIfStale } from '../../build/bundle.mjs';
import { openDisplay } from '../../build/display.mjs';
import { electronRuntime } from '../../build/electron-runtime.mjs';
import { installNpmPackages } from '../../build/npm-packages.mjs';
import { ROOT } from '../../build/places.mjs';
import { measureStartup, USABLE } from '../../build/startup-time.mjs';
import { Problem, runMain, say } from '../../build/terminal.mjs';
import { measureChat } from './chat.mjs';
import { copyLargeProfile } from './large-profile.mjs';
import { measureMemory, measureTraffic } from './memory-runs.mjs';
import { measurePhotos } from './photos.mjs';

/**
 * `npm run bench:app -- [MINUTES] [PART...]`: the app at full size, on a profile of 1,000,000 messages in 500 conversations. MINUTES is how
 * long the traffic lasts (60); parts are startup, chat, photos, memory, traffic, size. Each figure is printed with its target; nothing fails.
 */
const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 1_000_000);
const TRAFFIC_MINUTES = 60;
const ROUNDS = 7;

/**
 * @typedef {object} Figure
 * @property {string} what
 * @property {number} value
 * @property {string} unit
 * @property {number} [atMost] the target; without one it is only told
 */

/**
 * @typedef {object} Bench
 * @property {import('../../build/electron-runtime.mjs').ElectronRuntime} runtime
 * @property {import('../../build/display.mjs').Display} display
 * @property {string} folder of this run
 * @property {readonly string[]} args of the app, with the large profile
 * @property {number} minutes
 */

/** @type {Readonly<Record<string, (bench: Bench) => Promise<readonly Figure[]>>>} */
const PARTS = {
  startup,
  chat: measureChat,
  photos: measurePhotos,
  memory: measureMemory,
  traffic: measureTraffic,
  size,
};

await runMain(async () => {
  const words = process.argv.slice(2);
  const minutes = Number(words.find((word) => /^\d+$/.test(word)) ?? TRAFFIC_MINUTES);
  const chosen = words.filter((word) => !/^\d+$/.test(word));
  const unknown = chosen.filter((name) => PARTS[name] === undefined);
  if (unknown.length > 0)
    throw new Problem(`There is no part called ${unknown.join(', ')}.`, `The parts: ${Object.keys(PARTS).join(' ')}`);
  await installNpmPackages();
  const runtime = await electronRuntime();
  await bundleIfStale();
  const display = await openDisplay();
  const folder = await mkdtemp(join(tmpdir(), 'hashline-bench-'));
  try {
    const data = join(folder, 'data');
    await copyLargeProfile(MESSAGES, data);
    const args = ['--data', data, '--listen', '127.0.0.1:0', '--tray', 'no'];
    for (const name of chosen.length > 0 ? chosen : Object.keys(PARTS)) {
      say(`Measuring ${name}.`);
      tell((await PARTS[name]?.({ runtime, display, folder, args, minutes })) ?? [], runtime.version);
    }
    return 0;
  } finally {
    display.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

/** @param {Bench} bench @returns {Promise<Figure[]>} */
async function startup(bench) {
  const { ours, empty, paintedRatio, usableRatio } = await measureStartup({
    ...bench,
    usable: USABLE.list,
    rounds: ROUNDS,
  });
  return [
    { what: 'empty window, first paint', value: empty.paintedMs, unit: 'ms' },
    { what: 'first window', value: ours.paintedMs, unit: 'ms' },
    { what: 'list of chats', value: ours.usableMs, unit: 'ms' },
    { what: 'first window to the empty one', value: paintedRatio, unit: 'times', atMost: 1.5 },
    { what: 'list of chats to the empty one', value: usableRatio, unit: 'times', atMost: 2.5 },
  ];
}

/** What would be installed, without what only developers read. @param {Bench} bench @returns {Promise<Figure[]>} */
async function size({ runtime }) {
  const ours = await bytesBelow(join(ROOT, 'out'), /[\\/](main|preload|renderer|icons)[\\/].*(?<!\.map)$/);
  const database = await bytesBelow(
    join(ROOT, 'node_modules', '@signalapp', 'sqlcipher'),
    new RegExp(`dist|prebuilds[\\\\/]${process.platform}-${process.arch}`),
  );
  const electron = await bytesBelow(runtime.dist, /./);
  return [
    { what: 'installed, all', value: (ours + database + electron) / 1e6, unit: 'MB' },
    { what: 'of that Electron', value: electron / 1e6, unit: 'MB' },
    { what: 'of that ours', value: ours / 1e6, unit: 'MB' },
  ];
}

/** @param {string} folder @param {RegExp} names */
async function bytesBelow(folder, names) {
  let bytes = 0;
  for (const name of await readdir(folder, { recursive: true })) {
    if (!names.test(join(folder, name))) continue;
    const found = await stat(join(folder, name));
    if (found.isFile()) bytes += found.size;
  }
  return bytes;
}

/** @param {readonly Figure[]} figures @param {string} version */
function tell(figures, version) {
  const [cpu] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  process.stdout.write(
    `\n${date}, Electron ${version}, ${availableParallelism()} cores (${cpu?.model.trim()}), ${MESSAGES.toLocaleString('en')} messages\n\n`,
  );
  process.stdout.write('| what | measured | target | |\n| --- | --- | --- | --- |\n');
  for (const { what, value, unit, atMost } of figures) {
    const target = atMost === undefined ? '' : `at most ${round(atMost)} ${unit}`;
    const verdict = atMost === undefined ? '' : value <= atMost ? 'met' : 'missed';
    process.stdout.write(`| ${what} | ${round(value)} ${unit} | ${target} | ${verdict} |\n`);
  }
}

/** @param {number} value */
function round(value) {
  return value < 100 ? Number(value.toFixed(2)) : Math.round(value);
}
