import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { icns, ico } from './icons.mjs';
import { isTaken } from './licences.mjs';
import { listArchive, readFuses, strangers } from './packed-app.mjs';
import { makeManifest } from './update-manifest.mjs';

const folder = await mkdtemp(join(tmpdir(), 'hashline-packed-'));

test('fuses are read where Electron looks for them', async () => {
  const file = join(folder, 'electron');
  const wire = Buffer.from([1, 6, ...Buffer.from('010011')]);
  await writeFile(file, Buffer.concat([Buffer.alloc(99), Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), wire]));
  expect(await readFuses(file)).toEqual({
    ...{ runAsNode: false, cookieEncryption: true, nodeOptions: false, nodeCliInspect: false },
    ...{ asarIntegrity: true, onlyAsar: true },
  });
  await writeFile(file, 'no fuses');
  await expect(readFuses(file)).rejects.toThrow('has no fuses');
});

test('an archive is listed, and what does not belong into it is named', async () => {
  const files = { 'package.json': { size: 9 }, out: { files: { main: { files: { 'main.cjs': { size: 5 } } } } } };
  const json = Buffer.from(JSON.stringify({ files }));
  const head = Buffer.alloc(16);
  head.writeUInt32LE(json.length, 12);
  await writeFile(join(folder, 'app.asar'), Buffer.concat([head, json]));
  expect(await listArchive(join(folder, 'app.asar'))).toEqual(
    new Map([
      ['package.json', 9],
      ['out/main/main.cjs', 5],
    ]),
  );
  const foreign = ['e2e/app.ts', 'out/main/main.cjs.map', 'node_modules/react/index.js', 'out/main/.env/x'];
  expect(strangers(['package.json', 'out/main/main.cjs', ...foreign])).toEqual(foreign);
});

test('licences: one of several is enough, of several together all must be taken', () => {
  expect(['MIT', '(MIT OR GPL-2.0)', 'MIT AND ISC'].every(isTaken)).toBe(true);
  expect(['none', 'GPL-2.0-only', 'MIT AND Proprietary', 'UNLICENSED'].some(isTaken)).toBe(false);
});

test('the manifest names the packages that can replace themselves, signed as the app checks it', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  await writeFile(join(folder, 'Hashline-1.2.3-linux-x64.AppImage'), 'abc');
  await writeFile(join(folder, 'Hashline-1.2.3-linux-x64.deb'), 'abc');
  const pem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const { manifest, signature } = await makeManifest(folder, '1.2.3', pem);
  const signed = Buffer.concat([Buffer.from('hashline/update/1\n'), manifest]);
  expect(verify(null, signed, publicKey, signature)).toBe(true);
  // SHA-512 of "abc": FIPS 180-2, appendix C.1.
  expect(JSON.parse(String(manifest)).files).toEqual([
    {
      name: 'Hashline-1.2.3-linux-x64.AppImage',
      bytes: 3,
      sha512: '3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==',
    },
  ]);
});

test('icon files have the heads that their systems read', () => {
  const png = Buffer.from('png');
  const windows = ico([{ size: 256, png }]);
  expect([...windows.subarray(0, 8)]).toEqual([0, 0, 1, 0, 1, 0, 0, 0]);
  expect(windows.readUInt32LE(18)).toBe(22);
  const mac = icns([{ type: 'ic07', png }]);
  expect(mac.toString('latin1')).toBe('icns\0\0\0\x13ic07\0\0\0\x0bpng');
});
