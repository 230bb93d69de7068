import { createHash, createPrivateKey, sign } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './places.mjs';
import { Problem, runMain, say } from './terminal.mjs';

/**
 * `node build/update-manifest.mjs [FOLDER]`: names the packages in FOLDER (dist/) with their sums in manifest.json and signs it with
 * the Ed25519 key in HASHLINE_UPDATE_KEY (PKCS#8, PEM). The apps take it only under a key they were built with
 * (electron/shell/updates/manifest.ts says the same of these bytes).
 */
const CONTEXT = Buffer.from('hashline/update/1\n');

/** Packages by which an app can replace itself. */
const PACKAGES = /\.(?:AppImage|exe|zip)$/;

/** @returns {Promise<{ manifest: Buffer, signature: Buffer }>} */
export async function makeManifest(
  /** @type {string} */ folder,
  /** @type {string} */ version,
  /** @type {string} */ keyPem,
) {
  const names = (await readdir(folder)).filter((name) => PACKAGES.test(name)).sort();
  const files = [];
  for (const name of names) {
    const bytes = await readFile(join(folder, name));
    files.push({ name, bytes: bytes.length, sha512: createHash('sha512').update(bytes).digest('base64') });
  }
  if (files.length === 0) throw new Problem(`There is no package in ${folder}.`, 'Make them first: npm run dist');
  const manifest = Buffer.from(`${JSON.stringify({ app: 'hashline', version, files }, undefined, 2)}\n`);
  return { manifest, signature: sign(null, Buffer.concat([CONTEXT, manifest]), createPrivateKey(keyPem)) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    const folder = process.argv[2] ?? join(ROOT, 'dist');
    const key = process.env.HASHLINE_UPDATE_KEY;
    if (key === undefined || key === '') {
      throw new Problem(
        'There is no key to sign with.',
        'HASHLINE_UPDATE_KEY holds it (openssl genpkey -algorithm ed25519).',
      );
    }
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    const { manifest, signature } = await makeManifest(folder, version, key);
    await writeFile(join(folder, 'manifest.json'), manifest);
    await writeFile(join(folder, 'manifest.json.sig'), signature);
    say(`${join(folder, 'manifest.json')} is signed.`);
  });
}
