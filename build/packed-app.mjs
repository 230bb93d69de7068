import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a packed app really is: its fuses, the files in its archive, its size. Read from the files, by none of the tools that wrote them. */

/** Before the fuses in Electron's binary (electronjs.org/docs/latest/tutorial/fuses). */
const FUSE_SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

/** In the order in which they stand there, version 1 of the wire. */
const FUSES = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyAsar',
  'browserV8Snapshot',
  'fileProtocolPrivileges',
];

/** What each must be. The last two are left as Electron has them: there is no snapshot, and no page comes from file:. */
export const FUSES_WANTED = {
  runAsNode: false,
  cookieEncryption: true,
  nodeOptions: false,
  nodeCliInspect: false,
  asarIntegrity: true,
  onlyAsar: true,
};

/** @returns {Promise<Record<string, boolean>>} */
export async function readFuses(/** @type {string} */ executable) {
  const binary = await readFile(executable);
  const at = binary.indexOf(FUSE_SENTINEL);
  if (at === -1) throw new Error(`${executable} has no fuses.`);
  const wire = binary.subarray(at + FUSE_SENTINEL.length);
  const [version, count] = [wire[0], wire[1] ?? 0];
  if (version !== 1) throw new Error(`Fuses of version ${version} are not known here.`);
  const states = [...wire.subarray(2, 2 + count)].map((byte) => String.fromCharCode(byte));
  return Object.fromEntries(FUSES.slice(0, count).map((name, index) => [name, states[index] === '1']));
}

/**
 * Files of an asar archive, with their sizes. Its head: four numbers of 4 bytes, of which the last is the length of the JSON.
 *
 * @returns {Promise<Map<string, number>>}
 */
export async function listArchive(/** @type {string} */ file) {
  const handle = await open(file);
  try {
    const head = Buffer.alloc(16);
    await handle.read(head, 0, 16, 0);
    const json = Buffer.alloc(head.readUInt32LE(12));
    await handle.read(json, 0, json.length, 16);
    /** @type {Map<string, number>} */
    const found = new Map();
    collect(JSON.parse(json.toString('utf8')), '', found);
    return found;
  } finally {
    await handle.close();
  }
}

/**
 * @typedef {{ files?: Record<string, Entry>, size?: number }} Entry
 * @param {Entry} entry
 * @param {string} path
 * @param {Map<string, number>} found
 */
function collect(entry, path, found) {
  if (entry.files === undefined) found.set(path, entry.size ?? 0);
  for (const [name, child] of Object.entries(entry.files ?? {})) {
    collect(child, path === '' ? name : `${path}/${name}`, found);
  }
}

/** What may be in the archive: the bundles, and the database driver that can't be bundled. */
const BELONGS =
  /^(?:package\.json|out\/(?:main|preload|renderer|icons)\/|out\/(?:release|seeds)\.json$|node_modules\/(?:@signalapp\/sqlcipher|node-gyp-build)\/)/;
/** What never may, wherever it is: sources, maps, tests, what belongs to a developer. */
const FOREIGN = /\.(?:ts|tsx|map|test\.js|gyp|c|cc|h|a)$|(?:^|\/)(?:\.git|\.env|test|tests|testing)(?:\/|$)/;

/** Files that have no business in the archive. */
export function strangers(/** @type {Iterable<string>} */ files) {
  return [...files].filter((file) => !BELONGS.test(file) || FOREIGN.test(file));
}

/** Our own part: bundles, driver, icons. It is 12 MB today; more than this was put in by mistake. */
export const ARCHIVE_BYTES_MAX = 24 * 1024 * 1024;
/** The whole folder: Electron alone has 250 to 290 MB. */
export const FOLDER_BYTES_MAX = 360 * 1024 * 1024;

/** @returns {Promise<number>} bytes of everything below */
export async function folderBytes(/** @type {string} */ folder) {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const place = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await folderBytes(place);
    else if (entry.isFile()) bytes += (await stat(place)).size;
  }
  return bytes;
}
