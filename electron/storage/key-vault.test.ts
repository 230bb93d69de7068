import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type KeySealer, KeyVault, type UnlockAnswer, type UnlockQuestion } from './key-vault.ts';
import { systemKeyDerivation } from './secret-box.ts';
import { type TestFolder, testFolder, testSealer } from './testing/index.ts';

const derivation = { ...systemKeyDerivation, cost: { logN: 4, r: 1, p: 1 } };
const WORDS = new Uint8Array(16).fill(9);
const byWords: UnlockAnswer = { kind: 'words', secret: WORDS };

let temp: TestFolder;
let asked: UnlockQuestion[] = [];
beforeEach(() => {
  temp = testFolder();
  asked = [];
});
afterEach(() => temp.remove());

const file = () => join(temp.path, 'store.key');

function open(sealer: KeySealer, ...answers: readonly UnlockAnswer[]) {
  const left = [...answers];
  return KeyVault.open({
    file: file(),
    sealer,
    random: (length) => new Uint8Array(length).fill(7),
    derivation,
    unlock: async (question) => {
      asked.push(question);
      return left.shift();
    },
    hasDatabase: false,
  });
}

async function vaultOf(sealer: KeySealer, ...answers: readonly UnlockAnswer[]): Promise<KeyVault> {
  const opened = await open(sealer, ...answers);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

const problemOf = async (sealer: KeySealer, ...answers: readonly UnlockAnswer[]) => {
  const opened = await open(sealer, ...answers);
  return opened.ok ? 'open' : opened.error;
};

describe.each(['system', 'file'] as const)('a key kept by %s', (kind) => {
  const sealer = testSealer(kind);

  test('knows its passphrase again, and wipes what was typed', async () => {
    const secrets: Uint8Array[] = [];
    const derive: typeof derivation.derive = (secret, ...rest) => {
      secrets.push(secret);
      return derivation.derive(secret, ...rest);
    };
    const vault = await vaultOf(sealer);
    expect(await vault.isPassphrase('')).toBe(false);
    const random = (length: number) => new Uint8Array(length).fill(7);
    const parts = { file: file(), sealer, random, derivation: { ...derivation, derive }, unlock: undefined };
    const made = await KeyVault.make({ ...parts, hasDatabase: false }, vault.key, undefined);
    await made.setPassphrase('correct horse');
    expect(await made.isPassphrase('correct horse')).toBe(true);
    expect(await made.isPassphrase('wrong horse')).toBe(false);
    expect(secrets.map((secret) => secret.length)).toEqual([13, 13, 11]);
    expect(secrets.every((secret) => secret.every((byte) => byte === 0))).toBe(true);
    await made.setPassphrase(undefined);
    expect(await made.isPassphrase('correct horse')).toBe(false);
  });

  test('is asked for with a passphrase, until it is right or given up', async () => {
    const { key } = await vaultOf(sealer);
    expect(await (await vaultOf(sealer)).setPassphrase('correct horse')).toEqual({ ok: true, value: {} });
    expect(readFileSync(file(), 'latin1')).not.toContain('07'.repeat(32));
    expect(await problemOf(sealer)).toBe('passphrase-needed');
    asked = [];
    const wrong: UnlockAnswer = { kind: 'passphrase', text: 'wrong horse' };
    const right: UnlockAnswer = { kind: 'passphrase', text: 'correct horse' };
    const vault = await vaultOf(sealer, wrong, right);
    expect(asked).toEqual([
      { why: 'passphrase', isAgain: false },
      { why: 'passphrase', isAgain: true },
    ]);
    expect(vault.key).toEqual(key);
    await vault.setPassphrase('another horse');
    expect(await problemOf(sealer, right)).toBe('passphrase-needed');
    const changed = await vaultOf(sealer, { kind: 'passphrase', text: 'another horse' });
    await changed.setPassphrase(undefined);
    asked = [];
    expect((await vaultOf(sealer)).key).toEqual(key);
    expect(asked).toEqual([]);
  });

  test('is the same passphrase however its letters are composed; a short one is none', async () => {
    const vault = await vaultOf(sealer);
    expect(await vault.setPassphrase('short')).toEqual({ ok: false, error: 'bad-passphrase' });
    await vault.setPassphrase('caf\u00e9 au lait');
    expect(await problemOf(sealer, { kind: 'passphrase', text: 'cafe\u0301 au lait' })).toBe('open');
  });

  test('opens by the rescue words when the passphrase is forgotten, which is gone then', async () => {
    const vault = await vaultOf(sealer);
    await vault.setRescue(WORDS);
    await vault.setPassphrase('forgotten soon');
    const wrong: UnlockAnswer = { kind: 'words', secret: new Uint8Array(16) };
    const again = await vaultOf(sealer, wrong, byWords);
    expect(again.key).toEqual(vault.key);
    expect(again.hasPassphrase).toBe(false);
    asked = [];
    expect(await problemOf(sealer)).toBe('open');
    expect(asked).toEqual([]);
  });
});

describe('a key store that was reset', () => {
  test('loses nothing: the words open, and the new key store keeps the key', async () => {
    const vault = await vaultOf(testSealer('system', 0x11));
    await vault.setRescue(WORDS);
    const before = readFileSync(file());
    expect(await problemOf(testSealer('system', 0x22))).toBe('key-missing');
    expect(asked).toEqual([{ why: 'key-missing', isAgain: false }]);
    expect(readFileSync(file())).toEqual(before);
    expect((await vaultOf(testSealer('system', 0x22), byWords)).key).toEqual(vault.key);
    expect(await problemOf(testSealer('system', 0x22))).toBe('open');
    expect(asked).toHaveLength(2);
  });

  test('that took a passphrase with it is opened by the words alone', async () => {
    const vault = await vaultOf(testSealer('system', 0x11));
    await vault.setRescue(WORDS);
    await vault.setPassphrase('correct horse');
    expect(await problemOf(testSealer('system', 0x22), { kind: 'passphrase', text: 'correct horse' })).toBe(
      'key-missing',
    );
    expect(await problemOf(testSealer('system', 0x22), byWords)).toBe('open');
  });
});

describe('a key file', () => {
  test('of version 1 opens, and tells a key that is surely right from one that may be wrong', async () => {
    writeFileSync(file(), `hashline-key 1 file ${'09'.repeat(32)}\n`);
    const vault = await vaultOf(testSealer('file'));
    expect(vault.key).toEqual(new Uint8Array(32).fill(9));
    expect(vault.isChecked).toBe(false);
    await vault.setRescue(WORDS);
    expect((await vaultOf(testSealer('file'))).isChecked).toBe(true);
  });

  test('whose key was changed is not taken for the right one', async () => {
    await vaultOf(testSealer('file'));
    writeFileSync(file(), readFileSync(file(), 'latin1').replace('07', '08'));
    expect((await vaultOf(testSealer('file'))).isChecked).toBe(false);
  });
});
