import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTaken } from './licences.mjs';
import { firstDifference } from './npm-packages.mjs';
import { ROOT } from './places.mjs';

const react = { version: '19.3.1', integrity: 'sha512-a' };
const forMac = { version: '2.0.0', integrity: 'sha512-b', optional: true };
const lock = { packages: { '': {}, 'node_modules/react': react, 'node_modules/@x/darwin': forMac } };

describe('installed packages', () => {
  it('are up to date without the optional ones of other platforms', () => {
    expect(firstDifference(lock, { packages: { 'node_modules/react': react } })).toBeUndefined();
  });

  it('are stale when one is missing, is another version, or has other bytes', () => {
    expect(firstDifference(lock, { packages: {} })).toBe('react changed');
    expect(firstDifference(lock, { packages: { 'node_modules/react': { ...react, version: '19.3.0' } } })).toBe(
      'react changed',
    );
    expect(firstDifference(lock, { packages: { 'node_modules/react': { ...react, integrity: 'sha512-c' } } })).toBe(
      'react changed',
    );
  });

  it('are stale when an optional one is there in another version', () => {
    const installed = { 'node_modules/react': react, 'node_modules/@x/darwin': { ...forMac, version: '1.9.0' } };
    expect(firstDifference(lock, { packages: installed })).toBe('@x/darwin changed');
  });
});

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

/**
 * What runs while the packages are installed: the driver looks for its prebuilt file, esbuild for its own, and a tool for Windows
 * installers, which we don't make, copies its archiver. Another one is a decision.
 */
const INSTALL_SCRIPTS = ['@signalapp/sqlcipher', 'electron-winstaller', 'esbuild'];
/** Of tools that never ship: data (caniuse) and programs that are only run. */
const TOOL_LICENCES = new Set(['MPL-2.0', 'WTFPL', 'CC-BY-4.0']);

describe('package-lock.json', () => {
  const json = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Record<string, unknown>;
  const { packages, lockfileVersion } = json('package-lock.json') as {
    packages: Readonly<Record<string, Locked>>;
    lockfileVersion: number;
  };
  const all = Object.entries(packages)
    .filter(([place]) => place !== '')
    .map(([place, locked]) => ({ name: place.replace(/^.*node_modules\//, ''), ...locked }));
  const namesOf = (found: readonly { readonly name: string }[]) => [...new Set(found.map(({ name }) => name))].sort();

  it('names exact versions, each with the SHA-512 of its bytes, and no place of its own', () => {
    expect(lockfileVersion).toBe(3);
    expect(all.length).toBeGreaterThan(100);
    expect(namesOf(all.filter(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? '')))).toEqual([]);
    expect(namesOf(all.filter(({ version }) => !/^\d+\.\d+\.\d+/.test(version ?? '')))).toEqual([]);
    // Folders, forges and addresses are asked for without a sum, or by somebody else's.
    expect(namesOf(all.filter(({ link, resolved }) => link === true || !/^(?:https:|$)/.test(resolved ?? '')))).toEqual(
      [],
    );
  });

  it('is of the versions that package.json pins, none of them a range', () => {
    const { dependencies, devDependencies } = json('package.json') as Record<string, Record<string, string>>;
    const pinned = Object.entries({ ...dependencies, ...devDependencies });
    expect(pinned.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
    expect(pinned.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version)).toEqual([]);
  });

  it('brings no install script but those that were looked at', () => {
    expect(namesOf(all.filter(({ hasInstallScript }) => hasInstallScript === true))).toEqual(INSTALL_SCRIPTS);
  });

  it('has no package without a licence that goes together with ours, or one of a tool', () => {
    const foreign = all.filter(({ license = 'none' }) => !isTaken(license) && !TOOL_LICENCES.has(license));
    expect(foreign.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });
});
