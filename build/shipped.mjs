import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleIfStale } from './bundle.mjs';
import { isTaken } from './licences.mjs';
import { OUT, ROOT } from './places.mjs';

/** @typedef {import('./test.mjs').PartResult} PartResult */

/** What only a use of it loads: the words that emoji are found by, and decoders of HEIC and of QR codes, which are WebAssembly. */
const EMOJI_WORDS = /^data-.*\.js$/;
const DECODERS = /^(?:decoder|qr-worker)-.*\.js$/;

/**
 * How large what people download and start may be, in thousands of bytes, with today's size (November 2026). A package that came in by
 * mistake shows here; a limit is raised by hand, with the reason in the change.
 */
export const SIZE_LIMITS = [
  { what: 'main process', folder: 'main', names: /^main\.cjs$|^chunks\/.*\.cjs$/, kilobytesMax: 2_800 }, // 2,357
  { what: 'storage worker', folder: 'main', names: /^storage-worker\.cjs$/, kilobytesMax: 130 }, // 119, of them 30 to read what is left of a damaged database
  { what: 'preload', folder: 'preload', names: /\.cjs$/, kilobytesMax: 8 }, // 5
  // All that index.html names: what the window reads before it shows a chat.
  { what: 'page, at the start', folder: 'renderer/assets', names: 'at the start', kilobytesMax: 950 }, // 878
  { what: 'page, all styles', folder: 'renderer/assets', names: /\.css$/, kilobytesMax: 130 }, // 96
  // Only when they are needed: the viewer, languages.
  { what: 'page, later', folder: 'renderer/assets', names: 'later', kilobytesMax: 500 }, // 414
  // In four languages; one of them is read when the picker opens first.
  { what: 'words of emoji', folder: 'renderer/assets', names: EMOJI_WORDS, kilobytesMax: 1_300 }, // 1,058
  { what: 'decoders', folder: 'renderer/assets', names: DECODERS, kilobytesMax: 3_600 }, // 3,298
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
    const isMeant =
      typeof names === 'string' ? await scriptsOf(names) : (/** @type {string} */ name) => names.test(name);
    const kilobytes = (await bytesOf(join(OUT, folder), isMeant)) / 1_000;
    told.push(`${what} ${kilobytes.toFixed(0)} kB`);
    if (kilobytes === 0) reports.push(`${what}: nothing of that name was built.`);
    if (kilobytes > kilobytesMax) reports.push(`${what}: ${kilobytes.toFixed(0)} kB, the limit is ${kilobytesMax} kB.`);
  }
  const wrong = (await shippedPackages()).filter(({ licence }) => !isTaken(licence));
  if (wrong.length > 0) reports.push(wrong.map(({ name, licence }) => `${name} is under ${licence}.`).join('\n'));
  const count = SIZE_LIMITS.length + 1;
  return { passed: count - reports.length, failed: reports.length, report: reports.join('\n'), note: told.join(', ') };
}

/** The page's own scripts that index.html names, or all others. */
async function scriptsOf(/** @type {string} */ when) {
  const html = await readFile(join(OUT, 'renderer', 'index.html'), 'utf8');
  const named = new Set([...html.matchAll(/\.\/assets\/([^"]+\.js)"/g)].map(([, name]) => name));
  return (/** @type {string} */ name) =>
    name.endsWith('.js') &&
    !EMOJI_WORDS.test(name) &&
    !DECODERS.test(name) &&
    named.has(name) === (when === 'at the start');
}

async function bytesOf(/** @type {string} */ folder, /** @type {(name: string) => boolean} */ isMeant) {
  const found = (await readdir(folder, { recursive: true })).filter((name) => isMeant(name.replaceAll('\\', '/')));
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
