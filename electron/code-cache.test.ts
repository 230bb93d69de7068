import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeCaches, readByCodeCache } from './code-cache.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hashline-code-cache-'));
  readByCodeCache(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const CODE = 'module.exports = () => __filename.length > 0 && require("node:path").sep.length;\n';
/** Where V8 notes its own version, behind a magic number. */
const VERSION_AT = 4;

const made = (code: string): Buffer =>
  new Script(`(function (exports, require, module, __filename, __dirname) {${code}\n})`).createCachedData();

/** As build/code-cache-maker.cjs writes it. */
function sealed(data: Buffer, code: string): Buffer {
  return Buffer.concat([createHash('sha256').update(data).update(code).digest(), data]);
}

/** Reads a bundle with this beside it. Answers what it gave, and what became of the cache. */
function readWith(name: string, cache: Buffer | undefined, code = CODE): unknown {
  const file = join(folder, `${name}.cjs`);
  writeFileSync(file, code);
  if (cache !== undefined) writeFileSync(`${file}.${process.platform}-${process.arch}.cache`, cache);
  const before = { ...codeCaches };
  const given = (createRequire(file)(file) as () => unknown)();
  const became = (['used', 'refused', 'absent'] as const).filter((what) => codeCaches[what] > before[what]);
  return [given, ...became];
}

function changed(data: Buffer, at: number): Buffer {
  const copy = Buffer.from(data);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}

test('a bundle is read by its cache, or without one', () => {
  expect(readWith('right', sealed(made(CODE), CODE))).toEqual([1, 'used']);
  expect(readWith('without', undefined)).toEqual([1, 'absent']);
});

test('a cache that is damaged, cut, empty or of other code of the same length is not used, and the program runs', () => {
  const right = sealed(made(CODE), CODE);
  expect(readWith('damaged', changed(right, right.length - 9))).toEqual([1, 'refused']);
  expect(readWith('cut', right.subarray(0, -9))).toEqual([1, 'refused']);
  expect(readWith('empty', Buffer.alloc(0))).toEqual([1, 'refused']);
  const other = CODE.replace('sep.length', 'sep.length*7').replace('\n', '');
  expect(readWith('other', right, other.padEnd(CODE.length))).toEqual([7, 'refused']);
});

test('a cache of another V8 is refused by V8, and the program runs', () => {
  expect(readWith('foreign', sealed(changed(made(CODE), VERSION_AT), CODE))).toEqual([1, 'refused']);
});
