import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import config from './electron-builder.config.mjs';
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

describe('the configuration of the packages', () => {
  const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const { validateConfiguration } = fromBuilder('app-builder-lib/out/util/config/config.js') as {
    validateConfiguration(config: unknown, log: { isEnabled: boolean }): Promise<void>;
  };
  const validate = (changed: object) => validateConfiguration({ ...config, ...changed }, { isEnabled: false });

  test("is one by electron-builder's own schema, which finds a wrong name", async () => {
    await validate({});
    await expect(validate({ win: { ...config.win, tragets: [] } })).rejects.toThrow(/configuration.win should be/);
  });

  // Its schema takes any word as a target of Windows and Linux.
  test('names targets that electron-builder has, for both processors', () => {
    const targetsOf = (system: unknown) => (system as { target: { target: string; arch: string[] }[] }).target;
    const systems = { win: targetsOf(config.win), mac: targetsOf(config.mac), linux: targetsOf(config.linux) };
    const names = (system: keyof typeof systems) => systems[system].map(({ target }) => target);
    expect([names('win'), names('mac'), names('linux')]).toEqual([
      ['nsis', 'portable'],
      ['dmg', 'zip'],
      ['AppImage', 'deb', 'tar.gz'],
    ]);
    expect(new Set(Object.values(systems).flatMap((all) => all.map(({ arch }) => arch.join(' '))))).toEqual(
      new Set(['x64 arm64', 'universal']),
    );
  });

  test('says what a .deb demands: a page, somebody who keeps it', () => {
    expect(config.extraMetadata).toHaveProperty('homepage', expect.stringMatching(/^https:/));
    expect(config.linux?.maintainer).toMatch(/^.+ <.+@.+>$/);
  });
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
