import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleIfStale } from './bundle.mjs';
import { isTaken } from './licences.mjs';
import { OUT, ROOT } from './places.mjs';

/** @typedef {import('./test.mjs').PartResult} PartResult */

/**
 * How large what people download and start may be, in thousands of bytes, with today's size (November 2026). A package that came in by
 * mistake shows here; a limit is raised by hand, with the reason in the change.
 */
export const SIZE_LIMITS = [
  { what: 'main process', folder: 'main', names: /^main\.cjs$|^chunks\/.*\.cjs$/, kilobytesMax: 2_800 }, // 2,270
  { what: 'storage worker', folder: 'main', names: /^storage-worker\.cjs$/, kilobytesMax: 110 }, // 77
  { what: 'preload', folder: 'preload', names: /\.cjs$/, kilobytesMax: 8 }, // 5
  // What the window reads before it shows anything.
  { what: 'page, at the start', folder: 'renderer/assets', names: /^index-.*\.js$/, kilobytesMax: 850 }, // 696
  { what: 'page, all styles', folder: 'renderer/assets', names: /\.css$/, kilobytesMax: 130 }, // 96
  // Only when they are needed: the viewer, languages; decoders of HEIC and of QR codes, which are WebAssembly.
  {
    what: 'page, later',
    folder: 'renderer/assets',
    names: /^(?!index-|decoder-|qr-worker-|data-).*\.js$/,
    kilobytesMax: 700,
  }, // 312
  // The words that emoji are found by, in four languages; one of them is read when the picker opens first.
  { what: 'words of emoji', folder: 'renderer/assets', names: /^data-.*\.js$/, kilobytesMax: 1_300 },
  { what: 'decoders', folder: 'renderer/assets', names: /^(?:decoder|qr-worker)-.*\.js$/, kilobytesMax: 3_600 }, // 3,298
];

/**
 * Of the built app: each part's size against its limit, and the licence of every package that ships against the list of those that
 * go together with ours.
 *
 * @returns {Promise<PartResult>}
 */
export async function checkShipped() {
  await bundleIfStale();
  const reports = [];
  const told = [];
  for (const { what, folder, names, kilobytesMax } of SIZE_LIMITS) {
    const kilobytes = (await bytesOf(join(OUT, folder), names)) / 1_000;
    told.push(`${what} ${kilobytes.toFixed(0)} kB`);
    if (kilobytes === 0) reports.push(`${what}: nothing of that name was built.`);
    if (kilobytes > kilobytesMax) reports.push(`${what}: ${kilobytes.toFixed(0)} kB, the limit is ${kilobytesMax} kB.`);
  }
  const wrong = (await shippedPackages()).filter(({ licence }) => !isTaken(licence));
  if (wrong.length > 0) reports.push(wrong.map(({ name, licence }) => `${name} is under ${licence}.`).join('\n'));
  const count = SIZE_LIMITS.length + 1;
  return { passed: count - reports.length, failed: reports.length, report: reports.join('\n'), note: told.join(', ') };
}

async function bytesOf(/** @type {string} */ folder, /** @type {RegExp} */ names) {
  const found = (await readdir(folder, { recursive: true })).filter((name) => names.test(name.replaceAll('\\', '/')));
  const sizes = await Promise.all(found.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Of package-lock.json: whatever is installed with the app, and whatever the bundler took into it. */
export async function shippedPackages() {
  const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const bundled = new Set();
  for (const note of await readdir(join(OUT, 'shipped'))) {
    for (const name of JSON.parse(await readFile(join(OUT, 'shipped', note), 'utf8'))) bundled.add(name);
  }
  /** @type {{ name: string, licence: string }[]} */
  const shipped = [];
  for (const [place, about] of Object.entries(packages)) {
    const name = place.replace(/^.*node_modules\//, '');
    const isInstalled = about.dev !== true && about.devOptional !== true && place !== '';
    if (isInstalled || bundled.has(name)) shipped.push({ name, licence: String(about.license ?? 'none') });
  }
  return shipped;
}
