import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';

/**
 * What V8 made of our bundles when the app was built (build/code-cache.mjs), so that it need not be made again at each start. It lies
 * beside the code it was made from, in the same archive, and is trusted as that is. A cache of other code, or one that is damaged, is
 * not given to V8; one of another version or with other switches V8 refuses. Then the source is compiled.
 */

/** Of our files: `app.cjs` has `app.cjs.linux-x64.cache`. */
const SUFFIX = `.${process.platform}-${process.arch}.cache`;

/** First the SHA-256 of what follows and of the code: V8 itself compares only the code's length. */
const DIGEST_BYTES = 32;

/** As Node gives a CommonJS file what it may use. */
const HEAD = '(function (exports, require, module, __filename, __dirname) {';
const FOOT = '\n})';
type Body = (exports: unknown, require: NodeJS.Require, module: NodeJS.Module, file: string, folder: string) => void;

/** How often it was of use, for the log. */
export const codeCaches = { used: 0, refused: 0, absent: 0 };

/** From now on each bundle in `folder` and below is read by its cache, if it has one. */
export function readByCodeCache(folder: string): void {
  const { extensions } = createRequire(join(folder, 'any.cjs'));
  extensions['.cjs'] = (module: NodeJS.Module, file: string) => {
    if (file.startsWith(folder + sep)) run(module, file);
    else extensions['.js']?.(module, file);
  };
}

function run(module: NodeJS.Module, file: string): void {
  const code = readFileSync(file);
  const cachedData = cacheOf(file, code);
  // The build writes nothing but ASCII: a byte a character, which need not be looked at one by one.
  const script = new Script(HEAD + code.toString('latin1') + FOOT, {
    filename: file,
    ...(cachedData !== undefined && { cachedData }),
  });
  if (cachedData !== undefined) codeCaches[script.cachedDataRejected === true ? 'refused' : 'used'] += 1;
  const body = script.runInThisContext() as Body; // what the source above says
  body(module.exports, createRequire(file), module, file, dirname(file));
}

function cacheOf(file: string, code: Buffer): Buffer | undefined {
  const kept = readKept(file + SUFFIX);
  if (kept === undefined) {
    codeCaches.absent += 1;
    return undefined;
  }
  const data = kept.subarray(DIGEST_BYTES);
  const digest = createHash('sha256').update(data).update(code).digest();
  if (digest.equals(kept.subarray(0, DIGEST_BYTES))) return data;
  codeCaches.refused += 1;
  return undefined;
}

function readKept(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined; // none was made for this system
  }
}
