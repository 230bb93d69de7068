import { expect, test } from 'vitest';
import type { CryptoJob } from '../cipher-sets/crypto-port.ts';
import { createCryptoJobs } from './crypto-jobs.ts';
import { createNodeCrypto } from './node-crypto.ts';
import { generateIdentity } from './node-identity.ts';

const identity = await generateIdentity();
const publicKey = identity.keys['2a'] ?? new Uint8Array(0);
const port = createNodeCrypto();
const { run, runNow } = createCryptoJobs(identity);
const DATA = new TextEncoder().encode('what is signed');

function decrypt(data: Uint8Array | undefined): CryptoJob {
  if (data === undefined) throw new Error('nothing to decrypt');
  return { id: 1, kind: 'rsa-decrypt', data };
}

test('a signature verifies with the public key, and is the same on the pool as at once', async () => {
  const job: CryptoJob = { id: 1, kind: 'rsa-sign', data: DATA, openAtMs: 1 };
  const signature = await run(job);
  expect(signature).toEqual(runNow(job));
  expect(port.rsaVerify(publicKey, DATA, signature ?? new Uint8Array(0))).toBe(true);
});

test('what was encrypted to the public key is decrypted', async () => {
  const job = decrypt(port.rsaEncrypt(publicKey, DATA));
  expect(await run(job)).toEqual(DATA);
  expect(runNow(job)).toEqual(DATA);
});

test('garbage is undefined, not an exception', async () => {
  const { keys } = await generateIdentity();
  const forAnother = port.rsaEncrypt(keys['2a'] ?? new Uint8Array(0), DATA);
  for (const data of [new Uint8Array(0), new Uint8Array(256), new Uint8Array(256).fill(0xff), new Uint8Array(300)]) {
    expect(await run(decrypt(data))).toBeUndefined();
    expect(runNow(decrypt(data))).toBeUndefined();
  }
  expect(await run(decrypt(forAnother))).toBeUndefined();
});

test.each(['1a', '3a'] as const)('two identities agree on a secret in cipher set %s', async (csid) => {
  const [alice, bob] = await Promise.all([generateIdentity([csid]), generateIdentity(['1a', '3a'])]);
  const withBob: CryptoJob = { id: 1, kind: 'agree', csid, publicKey: bob.keys[csid] ?? new Uint8Array(0) };
  const withAlice: CryptoJob = { ...withBob, publicKey: alice.keys[csid] ?? new Uint8Array(0) };
  const secret = await createCryptoJobs(alice).run(withBob);
  expect(secret?.length).toBe(csid === '1a' ? 20 : 32);
  expect(await createCryptoJobs(bob).run(withAlice)).toEqual(secret);
  expect(createCryptoJobs(bob).runNow(withAlice)).toEqual(secret);
  for (const publicKey of [new Uint8Array(0), new Uint8Array(32), new Uint8Array(40)])
    expect(await createCryptoJobs(alice).run({ ...withBob, publicKey })).toBeUndefined();
});

test('the calling thread goes on while jobs run', async () => {
  const jobs = Promise.all(
    Array.from({ length: 100 }, () => run({ id: 1, kind: 'rsa-sign', data: DATA, openAtMs: 1 })),
  );
  let isDone = false;
  const done = jobs.then(() => {
    isDone = true;
  });
  let turns = 0;
  while (!isDone) {
    await new Promise(setImmediate);
    turns++;
  }
  await done;
  expect(turns).toBeGreaterThan(2); // the one that found them begun, and the one that found them done
});
