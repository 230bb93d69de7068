import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { UPDATE_MANIFEST_BYTES_MAX } from '../limits.ts';
import { compareVersions, isAsSigned, readManifest, signedBytes } from './manifest.ts';

const ours = generateKeyPairSync('ed25519');
const theirs = generateKeyPairSync('ed25519');
const hexOf = ({ publicKey }: typeof ours) =>
  publicKey.export({ format: 'der', type: 'spki' }).subarray(12).toString('hex');
const KEYS = [hexOf(ours)];
const GOOD = {
  app: 'hashline',
  version: '1.10.0',
  files: [{ name: 'Hashline-1.10.0.AppImage', bytes: 9, sha512: `${'A'.repeat(86)}==` }],
};

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
const signedBy = (pair: typeof ours, bytes: Uint8Array) => sign(null, signedBytes(bytes), pair.privateKey);
const read = (value: unknown, current = '1.9.3', keys: readonly string[] = KEYS) => {
  const bytes = bytesOf(value);
  return readManifest(bytes, signedBy(ours, bytes), keys, current);
};
const problemOf = (result: ReturnType<typeof read>) => (result.ok ? undefined : result.error);

test('a newer version under a key of ours is taken as it stands', () => {
  expect(read(GOOD)).toEqual({ ok: true, value: GOOD });
  expect(read(GOOD, '1.9.3', [hexOf(theirs), ...KEYS]).ok).toBe(true);
});

test('a signature that is wrong, short, of another key or over other bytes is refused before anything is read', () => {
  const bytes = bytesOf(GOOD);
  const signature = signedBy(ours, bytes);
  const flipped = Uint8Array.from(signature);
  flipped[7] = (flipped[7] ?? 0) ^ 1;
  const refused = [
    readManifest(bytes, flipped, KEYS, '1.9.3'),
    readManifest(bytes, signature.subarray(0, 63), KEYS, '1.9.3'),
    readManifest(bytes, signedBy(theirs, bytes), KEYS, '1.9.3'),
    readManifest(bytesOf({ ...GOOD, version: '1.10.1' }), signature, KEYS, '1.9.3'),
    readManifest(bytes, sign(null, bytes, ours.privateKey), KEYS, '1.9.3'), // signed, but not as a manifest
    readManifest(Buffer.from('not json'), signature, KEYS, '1.9.3'),
    readManifest(bytes, signature, [], '1.9.3'),
    readManifest(bytes, signature, ['zz'], '1.9.3'),
  ];
  expect(refused.map(problemOf)).toEqual(refused.map(() => 'not-trusted'));
});

test('an older version, or the same, is nothing new, even if we signed it once', () => {
  expect(problemOf(read(GOOD, '1.10.0'))).toBe('not-newer');
  expect(problemOf(read(GOOD, '1.11.0'))).toBe('not-newer');
  expect(problemOf(read(GOOD, '2.0.0'))).toBe('not-newer');
});

test('what is signed and makes no sense is refused', () => {
  const odd = [
    { ...GOOD, app: 'other' },
    { ...GOOD, version: '1.10' },
    { ...GOOD, version: '1.10.0-beta' },
    { ...GOOD, files: [{ ...GOOD.files[0], name: '../../evil' }] },
    { ...GOOD, files: [{ ...GOOD.files[0], sha512: 'short' }] },
    { ...GOOD, files: Array.from({ length: 65 }, () => GOOD.files[0]) },
    null,
  ];
  expect(odd.map((value) => problemOf(read(value)))).toEqual(odd.map(() => 'malformed'));
  const huge = Buffer.alloc(UPDATE_MANIFEST_BYTES_MAX + 1, 0x20);
  expect(problemOf(readManifest(huge, signedBy(ours, huge), KEYS, '1.9.3'))).toBe('malformed');
});

test('versions are compared by number', () => {
  const sorted = ['0.9.10', '0.10.0', '1.0.0', '1.2.9', '1.2.10', '10.0.0'];
  expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted);
  expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
});

test('the feed may offer only files that were signed, and at least one', () => {
  const [signed, other] = [`${'A'.repeat(86)}==`, `${'B'.repeat(86)}==`];
  const offers = (...sums: readonly string[]) => ({ version: '2.0.0', files: sums.map((sha512) => ({ sha512 })) });
  expect(isAsSigned(offers(signed), '2.0.0', [signed])).toBe(true);
  expect(isAsSigned(offers(signed, other), '2.0.0', [signed])).toBe(false);
  expect(isAsSigned(offers(signed), '2.0.1', [signed])).toBe(false);
  // electron-updater would take these two fields for want of files.
  expect(isAsSigned({ ...offers(), ...{ path: 'evil.exe', sha512: other } }, '2.0.0', [signed])).toBe(false);
});
