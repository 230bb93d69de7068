import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { UPDATE_FIRST_LOOK_MS, UPDATE_LOOK_EVERY_MS } from '../limits.ts';
import { signedBytes } from './manifest.ts';
import { checkRelease, type Installation, updateWay } from './release.ts';
import { Updates } from './updates.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const KEY = publicKey.export({ format: 'der', type: 'spki' }).subarray(12).toString('hex');
const RELEASE = { page: 'https://example.org/', feed: 'https://example.org/feed/', keys: [KEY], isSigned: true };
const SHA512 = `${'A'.repeat(86)}==`;
const MANIFEST = Buffer.from(
  JSON.stringify({ app: 'hashline', version: '2.0.0', files: [{ name: 'a.AppImage', bytes: 1, sha512: SHA512 }] }),
);
const GOOD = new Map<string, Uint8Array>([
  [`${RELEASE.feed}manifest.json`, MANIFEST],
  [`${RELEASE.feed}manifest.json.sig`, sign(null, signedBytes(MANIFEST), privateKey)],
]);

function scene({ files = GOOD, isAgreed = true, isFetchRight = true } = {}) {
  const did: string[] = [];
  const timers: { ms: number; callback: () => void }[] = [];
  const updates = new Updates({
    ...{ way: 'itself', release: RELEASE, version: '1.0.0' },
    isAgreed: () => isAgreed,
    fetch: async (address) => {
      did.push(address);
      const found = files.get(address);
      if (found === undefined) throw new Error('nobody there');
      return found;
    },
    installer: async () => ({
      fetch: async (feed, version, sums) => {
        did.push(`fetch ${feed} ${version} ${sums.join()}`);
        return isFetchRight;
      },
      install: () => void did.push('install'),
    }),
    after: (ms, callback) => {
      const timer = { ms, callback };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    onChange: () => undefined,
    warn: () => undefined,
  });
  return { updates, did, timers };
}

describe('looking', () => {
  test('nobody is asked anything before the person agreed', async () => {
    const { updates, did, timers } = scene({ isAgreed: false });
    updates.start();
    await updates.look();
    expect([did, timers, updates.state]).toEqual([[], [], 'unknown']);
  });

  test('later than the start, then daily', async () => {
    const { updates, timers } = scene();
    updates.start();
    expect(timers.map(({ ms }) => ms)).toEqual([UPDATE_FIRST_LOOK_MS]);
    timers.shift()?.callback();
    await expect.poll(() => timers.map(({ ms }) => ms)).toEqual([UPDATE_LOOK_EVERY_MS]);
    expect([updates.state, updates.version]).toEqual(['found', '2.0.0']);
  });

  test('a feed without a right signature offers nothing, and one that is away is no drama', async () => {
    const forged = new Map(GOOD).set(`${RELEASE.feed}manifest.json.sig`, new Uint8Array(64));
    const first = scene({ files: forged }).updates;
    await first.look();
    expect([first.state, first.version, await first.install()]).toEqual(['not-trusted', undefined, false]);
    const second = scene({ files: new Map() }).updates;
    await second.look();
    expect(second.state).toBe('failed');
  });
});

describe('installing', () => {
  test('what the signed manifest names, and only if that is what is offered', async () => {
    const { updates, did } = scene();
    await updates.look();
    expect(await updates.install()).toBe(true);
    expect(did.slice(2)).toEqual([`fetch ${RELEASE.feed} 2.0.0 ${SHA512}`, 'install']);
    expect(updates.state).toBe('ready');

    const other = scene({ isFetchRight: false });
    await other.updates.look();
    await other.updates.install();
    expect([other.did.includes('install'), other.updates.state]).toEqual([false, 'not-trusted']);
  });
});

describe('how a copy gets newer', () => {
  const copy: Installation = {
    ...{ platform: 'linux', isPackaged: true, appImage: '/home/a/Hashline.AppImage' },
    ...{ isPortable: false, packageType: undefined },
  };

  test('by itself only where it is signed and was not brought by the system', () => {
    expect(updateWay(RELEASE, copy)).toBe('itself');
    expect(updateWay(RELEASE, { ...copy, packageType: 'deb' })).toBe('packages');
    expect(updateWay(RELEASE, { ...copy, appImage: undefined })).toBe('page'); // tar.gz
    expect(updateWay(RELEASE, { ...copy, isPackaged: false })).toBe('page');
    expect(updateWay({ ...RELEASE, keys: [] }, copy)).toBe('page');
    expect(updateWay({ ...RELEASE, keys: [], page: '' }, copy)).toBe('none');
    for (const platform of ['win32', 'darwin'] as const) {
      expect(updateWay(RELEASE, { ...copy, platform })).toBe('itself');
      expect(updateWay({ ...RELEASE, isSigned: false }, { ...copy, platform })).toBe('page');
    }
    expect(updateWay(RELEASE, { ...copy, platform: 'win32', isPortable: true })).toBe('page');
  });

  test('addresses that are no plain https are as good as none', () => {
    const nothing = { page: '', feed: '', keys: [], isSigned: false };
    expect(checkRelease(RELEASE)).toEqual(RELEASE);
    for (const page of ['http://example.org', 'https://u:p@example.org', 'https://127.0.0.1/', 'https://a.org:8/', 'x'])
      expect(checkRelease({ ...RELEASE, page })).toEqual(nothing);
    expect(checkRelease({ ...RELEASE, keys: ['00'] })).toEqual(nothing);
    expect(checkRelease(undefined)).toEqual(nothing);
  });
});
