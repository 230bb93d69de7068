import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './places.mjs';
import { Problem } from './terminal.mjs';

/**
 * Licences that go together with AGPL-3.0-only, under which the whole is. Anything else is looked at by a person first. For libheif
 * (LGPL-3.0) its own file in the bundle, which can be exchanged, is what the licence asks for.
 */
const TAKEN = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0'],
  ...['Python-2.0', 'Unicode-3.0', 'LGPL-3.0', 'LGPL-3.0-only', 'LGPL-3.0-or-later', 'AGPL-3.0-only'],
]);

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)/i;

/** Packages that are not bundled but lie beside the bundles (`dependencies` of package.json) and what they load. */
const BESIDE = ['@signalapp/sqlcipher', 'node-gyp-build'];

/** Writes the licences of every npm package in the bundles to `file`. `notes`: where the bundler noted them. */
export async function writeLicences(/** @type {string} */ notes, /** @type {string} */ file) {
  /** @type {Set<string>} */
  const names = new Set(BESIDE);
  for (const note of await readdir(notes)) {
    for (const name of JSON.parse(await readFile(join(notes, note), 'utf8'))) names.add(name);
  }
  const parts = [];
  for (const name of [...names].sort()) parts.push(await licenceOf(name));
  const head =
    'Hashline is made with these packages, each under its own licence. Electron and Chromium: LICENSE.electron.txt\nand LICENSES.chromium.html.\n';
  await writeFile(file, [head, ...parts].join(`\n${'-'.repeat(120)}\n\n`));
}

async function licenceOf(/** @type {string} */ name) {
  const folder = join(ROOT, 'node_modules', ...name.split('/'));
  const about = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const licence = typeof about.license === 'string' ? about.license : String(about.license?.type ?? 'none');
  if (!isTaken(licence)) {
    throw new Problem(
      `${name} is under "${licence}", which nobody has looked at.`,
      'If it goes together with AGPL-3.0-only, add it to TAKEN in build/licences.mjs; else do without the package.',
    );
  }
  const files = (await readdir(folder)).filter((each) => LICENCE_FILE.test(each)).sort();
  const texts = await Promise.all(files.map((each) => readFile(join(folder, each), 'utf8').catch(() => '')));
  return [`${name} ${about.version} (${licence})`, ...texts.map((text) => text.trim())].join('\n\n');
}

/** `(A OR B)`: one of them is enough; `A AND B`: both. */
export function isTaken(/** @type {string} */ expression) {
  const plain = expression.replace(/[()]/g, '');
  if (plain.includes(' OR ')) return plain.split(' OR ').some((each) => TAKEN.has(each.trim()));
  return plain.split(' AND ').every((each) => TAKEN.has(each.trim()));
}
