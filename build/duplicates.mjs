import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ROOT } from './places.mjs';

/** Rooms whose sources are looked at. Tests may say the same twice: what they say should be seen where it is said. */
const ROOMS = ['build', 'electron', 'renderer', 'switch'];
const NOT_SOURCES =
  /(?:\.test\.tsx?|\.d\.ts)$|(?:^|\/)(?:tests|testing|bench|sim|migrations|test-tools|node_modules)\//;

/**
 * Lines that must be the same, one after another, before it counts: shorter ones are the language's own phrases (a switch, a schema,
 * a component's frame). Imports, comments and lines without a word don't count as lines.
 */
export const SAME_LINES_MIN = 12;

const NO_LINE = /^(?:import |export \* |export \{|\/\/|\/?\*|[\])}>;,('"/]*$)/;

/** @typedef {{ file: string, line: number }} Place */

/**
 * Stretches that stand in two places, each once and as long as it is.
 *
 * @param {ReadonlyMap<string, string>} sources by path
 * @param {number} [linesMin]
 * @returns {{ first: Place, second: Place, lines: number }[]}
 */
export function findDuplicates(sources, linesMin = SAME_LINES_MIN) {
  /** @type {Map<string, Place & { at: number }>} */
  const seen = new Map();
  const texts = new Map([...sources].map(([file, source]) => [file, meaningful(source)]));
  const found = [];
  for (const [file, lines] of texts) {
    for (let at = 0; at + linesMin <= lines.length; at++) {
      const key = hashOf(lines, at, linesMin);
      const earlier = seen.get(key);
      const line = lines[at]?.line ?? 0;
      if (earlier === undefined) {
        seen.set(key, { file, line, at });
        continue;
      }
      const length = sameLength(texts.get(earlier.file) ?? [], earlier.at, lines, at);
      if (earlier.file === file && at < earlier.at + length) continue; // it overlaps itself
      found.push({ first: { file: earlier.file, line: earlier.line }, second: { file, line }, lines: length });
      at += length - 1;
    }
  }
  return found;
}

/** The sources of this checkout, by path with slashes. */
export async function readSources() {
  /** @type {Map<string, string>} */
  const sources = new Map();
  for (const room of ROOMS) {
    for (const name of (await readdir(join(ROOT, room), { recursive: true })).sort()) {
      const path = `${room}/${name.split(sep).join('/')}`;
      if (/\.(?:ts|tsx|mjs)$/.test(path) && !NOT_SOURCES.test(path)) {
        sources.set(path, await readFile(join(ROOT, path), 'utf8'));
      }
    }
  }
  return sources;
}

/** @typedef {{ text: string, line: number }} Line */

/** @returns {Line[]} */
function meaningful(/** @type {string} */ source) {
  return source
    .split('\n')
    .map((text, index) => ({ text: text.trim(), line: index + 1 }))
    .filter(({ text }) => !NO_LINE.test(text));
}

/** @param {readonly Line[]} lines @param {number} at @param {number} count */
function hashOf(lines, at, count) {
  const hash = createHash('sha1');
  for (const { text } of lines.slice(at, at + count)) hash.update(text).update('\n');
  return hash.digest('base64');
}

/** @param {readonly Line[]} a @param {number} from @param {readonly Line[]} b @param {number} to */
function sameLength(a, from, b, to) {
  let length = 0;
  while (a[from + length] !== undefined && a[from + length]?.text === b[to + length]?.text) length += 1;
  return length;
}
