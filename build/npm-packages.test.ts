import { describe, expect, it } from 'vitest';
import { firstDifference } from './npm-packages.mjs';

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
