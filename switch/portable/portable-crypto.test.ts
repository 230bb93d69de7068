import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CryptoPort } from '../cipher-sets/crypto-port.ts';
import { createCryptoJobs } from '../io/crypto-jobs.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { createPortableCrypto } from './portable-crypto.ts';
import { createPortableJobRunner } from './portable-jobs.ts';
import { isBelowModulus, readRsaPublicKey } from './rsa-public-key.ts';

const node = createNodeCrypto();
const portable = createPortableCrypto((length) => new Uint8Array(randomBytes(length)));
/** Each test that has two sides runs with either port on either side. */
const SIDES: readonly (readonly [string, CryptoPort, CryptoPort])[] = [
  ['node to portable', node, portable],
  ['portable to node', portable, node],
];

const rsa = generateRoomyRsa();
const anyBytes = fc.uint8Array({ maxLength: 300 });
const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 });
const anyIv = fc.uint8Array({ minLength: 16, maxLength: 16 });
const anyTag = fc.constantFrom<4 | 16>(4, 16);

describe('the two ports agree', () => {
  test('on SHA-256, however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(anyBytes, { maxLength: 4 }), (parts) => {
        const whole = new Uint8Array(Buffer.concat(parts));
        expect(node.sha256(...parts)).toEqual(portable.sha256(whole));
        expect(portable.sha256(...parts)).toEqual(node.sha256(whole));
      }),
    );
  });

  test.each(SIDES)('on AES-256-GCM with whole and short tags, %s', (_name, sealing, opening) => {
    fc.assert(
      fc.property(anyKey, anyIv, anyBytes, anyTag, (key, iv, plain, tagBytes) => {
        const sealed = sealing.aesGcmSeal(key, iv, plain, tagBytes);
        expect(sealed).toEqual(opening.aesGcmSeal(key, iv, plain, tagBytes));
        expect(sealed.length).toBe(plain.length + tagBytes);
        expect(opening.aesGcmOpen(key, iv, sealed, tagBytes)).toEqual(plain);
      }),
    );
  });

  test.each(SIDES)('on refusing what was changed or cut, %s', (_name, sealing, opening) => {
    fc.assert(
      fc.property(anyKey, anyIv, anyBytes, anyTag, fc.nat(), (key, iv, plain, tagBytes, dice) => {
        const sealed = sealing.aesGcmSeal(key, iv, plain, tagBytes);
        const changed = sealed.slice();
        changed[dice % changed.length] = (changed[dice % changed.length] ?? 0) ^ (1 + (dice % 255));
        expect(opening.aesGcmOpen(key, iv, changed, tagBytes)).toBeUndefined();
        expect(opening.aesGcmOpen(key, iv, sealed.subarray(0, dice % tagBytes), tagBytes)).toBeUndefined();
      }),
    );
  });

  test.each(SIDES)('on P-256, %s', (_name, ours, theirs) => {
    const mine = ours.p256Generate();
    const other = theirs.p256Generate();
    expect(mine.publicKey.length).toBe(64);
    const shared = ours.p256SharedSecret(mine.secretKey, other.publicKey);
    expect(shared?.length).toBe(32);
    expect(theirs.p256SharedSecret(other.secretKey, mine.publicKey)).toEqual(shared);
    expect(theirs.p256SharedSecret(mine.secretKey, other.publicKey)).toEqual(shared);
  });

  test('on P-256 numbers that begin with a zero byte', () => {
    const smallKey = firstThat(
      () => node.p256Generate(),
      ({ secretKey }) => secretKey[0] === 0,
    );
    const other = portable.p256Generate();
    expect(smallKey.secretKey.length).toBe(32);
    const shared = node.p256SharedSecret(other.secretKey, smallKey.publicKey);
    expect(portable.p256SharedSecret(smallKey.secretKey, other.publicKey)).toEqual(shared);

    const smallSecret = firstThat(
      () => node.p256Generate(),
      ({ publicKey }) => node.p256SharedSecret(other.secretKey, publicKey)?.[0] === 0,
    );
    const ours = node.p256SharedSecret(other.secretKey, smallSecret.publicKey);
    expect(portable.p256SharedSecret(smallSecret.secretKey, other.publicKey)).toEqual(ours);
  });

  test('on what is no point of the curve', () => {
    const { publicKey, secretKey } = node.p256Generate();
    const off = publicKey.slice();
    off[63] = (off[63] ?? 0) ^ 1;
    for (const bad of [
      off,
      new Uint8Array(64),
      new Uint8Array(64).fill(0xff),
      publicKey.subarray(1),
      new Uint8Array(0),
    ]) {
      expect(node.p256SharedSecret(secretKey, bad)).toBeUndefined();
      expect(portable.p256SharedSecret(secretKey, bad)).toBeUndefined();
    }
  });

  test.each(SIDES)('on secp160r1, %s', (_name, ours, theirs) => {
    for (let round = 0; round < 20; round++) {
      const mine = ours.secp160Generate();
      const other = theirs.secp160Generate();
      expect([mine.publicKey.length, mine.secretKey.length]).toEqual([40, 20]);
      const shared = ours.secp160SharedSecret(mine.secretKey, other.publicKey);
      expect(shared?.length).toBe(20);
      expect(theirs.secp160SharedSecret(other.secretKey, mine.publicKey)).toEqual(shared);
      expect(theirs.secp160SharedSecret(mine.secretKey, other.publicKey)).toEqual(shared);
    }
  });

  test.each(SIDES)('on secp160r1 numbers that begin with zero bytes, %s', (_name, ours, theirs) => {
    const { publicKey } = theirs.secp160Generate();
    for (const secret of [1, 2, 255, 65_537]) {
      const secretKey = new Uint8Array(20);
      new DataView(secretKey.buffer).setUint32(16, secret);
      const shared = ours.secp160SharedSecret(secretKey, publicKey);
      expect(shared).toEqual(theirs.secp160SharedSecret(secretKey, publicKey));
      if (secret === 1) expect(shared).toEqual(publicKey.slice(0, 20));
    }
    expect(ours.secp160SharedSecret(new Uint8Array(20), publicKey)).toBeUndefined();
  });

  test.each(SIDES)('on what is no point of secp160r1, %s', (_name, ours, theirs) => {
    const { publicKey, secretKey } = ours.secp160Generate();
    const off = publicKey.slice();
    off[39] = (off[39] ?? 0) ^ 1;
    const bad = [off, new Uint8Array(40), new Uint8Array(40).fill(0xff), publicKey.subarray(1), new Uint8Array(0)];
    for (const key of bad) expect(theirs.secp160SharedSecret(secretKey, key)).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 40, maxLength: 40 }), (key) => {
        expect(ours.secp160SharedSecret(secretKey, key)).toEqual(theirs.secp160SharedSecret(secretKey, key));
      }),
    );
  });

  test('on AES-128-CTR and HMAC', () => {
    const anyBlock = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(anyBlock, anyBlock, anyBytes, (key, counter, data) => {
        const sealed = node.aesCtr(key, counter, data);
        expect(portable.aesCtr(key, counter, data)).toEqual(sealed);
        expect(portable.aesCtr(key, counter, sealed)).toEqual(data);
        expect(portable.hmacSha256(key, data)).toEqual(node.hmacSha256(key, data));
      }),
    );
    const [key, last] = [new Uint8Array(16), new Uint8Array(16).fill(0xff)];
    expect(portable.aesCtr(key, last, new Uint8Array(40))).toEqual(node.aesCtr(key, last, new Uint8Array(40)));
  });

  test.each(SIDES)('on the keys of a box, %s', (_name, ours, theirs) => {
    const mine = ours.boxGenerate();
    const other = theirs.boxGenerate();
    const shared = ours.boxSharedKey(mine.secretKey, other.publicKey);
    expect([mine.publicKey.length, mine.secretKey.length, shared?.length]).toEqual([32, 32, 32]);
    expect(theirs.boxSharedKey(other.secretKey, mine.publicKey)).toEqual(shared);
    fc.assert(
      fc.property(anyKey, anyKey, (secretKey, publicKey) => {
        expect(ours.boxSharedKey(secretKey, publicKey)).toEqual(theirs.boxSharedKey(secretKey, publicKey));
      }),
    );
  });

  test.each(SIDES)('on box keys of a small order or another length, %s', (_name, ours) => {
    const { secretKey, publicKey } = ours.boxGenerate();
    const one = new Uint8Array(32).fill(1, 0, 1);
    for (const key of [new Uint8Array(32), one, publicKey.subarray(1), new Uint8Array(33), new Uint8Array(0)])
      expect(ours.boxSharedKey(secretKey, key)).toBeUndefined();
  });

  test('on secretbox, which opens nothing that was changed', () => {
    const anyNonce = fc.uint8Array({ minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(anyKey, anyNonce, anyBytes, fc.nat(), (key, nonce, plain, dice) => {
        const sealed = node.secretboxSeal(key, nonce, plain);
        expect(portable.secretboxSeal(key, nonce, plain)).toEqual(sealed);
        expect(portable.secretboxOpen(key, nonce, sealed)).toEqual(plain);
        const changed = sealed.slice();
        changed[dice % changed.length] = (changed[dice % changed.length] ?? 0) ^ (1 + (dice % 255));
        expect(node.secretboxOpen(key, nonce, changed)).toBeUndefined();
        expect(node.secretboxOpen(key, nonce, sealed.subarray(0, dice % 16))).toBeUndefined();
      }),
    );
  });

  test.each(SIDES)('on RSA-OAEP, %s', (_name, sealing) => {
    for (const length of [0, 1, 64, 214]) {
      const plain = new Uint8Array(randomBytes(length));
      const sealed = encrypted(sealing, plain);
      for (const run of RUNNERS) expect(run({ id: 1, kind: 'rsa-decrypt', data: sealed })).toEqual(plain);
    }
    expect(sealing.rsaEncrypt(rsa.publicKey, new Uint8Array(215))).toBeUndefined();
  });

  test('on refusing what is no RSA-OAEP for this key', () => {
    const good = encrypted(node, new Uint8Array(64));
    const aboveModulus = new Uint8Array(256).fill(0xff);
    const changed = good.slice();
    changed[200] = (changed[200] ?? 0) ^ 1;
    for (const data of [changed, aboveModulus, good.subarray(1), new Uint8Array(256), new Uint8Array(0)]) {
      for (const run of RUNNERS) expect(run({ id: 1, kind: 'rsa-decrypt', data })).toBeUndefined();
    }
  });

  test.each(SIDES)('on signatures, %s', (_name, verifying) => {
    const data = new Uint8Array(randomBytes(700));
    const [ours, theirs] = RUNNERS.map((run) => run({ id: 1, kind: 'rsa-sign', data, openAtMs: 1 }));
    expect(ours).toEqual(theirs);
    const signature = ours ?? new Uint8Array(0);
    expect(verifying.rsaVerify(rsa.publicKey, data, signature)).toBe(true);
    expect(verifying.rsaVerify(rsa.publicKey, data.subarray(1), signature)).toBe(false);
    expect(verifying.rsaVerify(generateRsa(2048).publicKey, data, signature)).toBe(false);
    expect(verifying.rsaVerify(rsa.publicKey, data, signature.subarray(1))).toBe(false);
  });

  test.each(SIDES)('that a signature plus the modulus is none, %s', (_name, verifying) => {
    const { data, signature } = smallSignature();
    const above = plusModulus(signature);
    expect(verifying.rsaVerify(rsa.publicKey, data, signature)).toBe(true);
    expect(verifying.rsaVerify(rsa.publicKey, data, above)).toBe(false);
  });

  test.each(SIDES)('that keys of other kinds and sizes are none, %s', (_name, port) => {
    const { publicKey } = rsa;
    const trailing = new Uint8Array([...publicKey, 0]);
    const bad = [
      generateRsa(1024).publicKey,
      generateRsa(3072).publicKey,
      trailing,
      publicKey.subarray(1),
      new Uint8Array(0),
    ];
    for (const key of bad) {
      expect(port.rsaEncrypt(key, new Uint8Array(64))).toBeUndefined();
      expect(port.rsaVerify(key, new Uint8Array(1), new Uint8Array(256))).toBe(false);
    }
  });
});

test('a changed public key is read as the same or refused, never with an exception', () => {
  fc.assert(
    fc.property(fc.nat({ max: rsa.publicKey.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
      const changed = rsa.publicKey.slice();
      changed[at] = byte;
      const [ours, theirs] = [node, portable].map((port) => port.rsaEncrypt(changed, new Uint8Array(1)));
      expect(ours === undefined).toBe(theirs === undefined);
    }),
  );
});

test('a secret is zero after wipe', () => {
  for (const port of [node, portable]) {
    const secret = new Uint8Array([1, 2, 3]);
    port.wipe(secret);
    expect(secret).toEqual(new Uint8Array(3));
  }
});

/** One in 256 will do, so that many tries fail once in a number of 34 digits. */
function firstThat<T>(make: () => T, fits: (made: T) => boolean): T {
  for (let count = 0; count < 20_000; count++) {
    const made = make();
    if (fits(made)) return made;
  }
  throw new Error('none in twenty thousand');
}

/** Two runners of the same identity: the libraries' and ours. */
const RUNNERS = [
  createCryptoJobs({
    hashname: '' as never, // a job needs the secret key only
    parts: {},
    keys: {},
    secrets: { '2a': rsa.secretKey },
  }).runNow,
  createPortableJobRunner({ '2a': rsa.secretKey }, portable),
];

function generateRsa(modulusLength: number): { publicKey: Uint8Array; secretKey: Uint8Array } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs1', format: 'der' },
  });
  return { publicKey: new Uint8Array(publicKey), secretKey: new Uint8Array(privateKey) };
}

function encrypted(port: CryptoPort, plain: Uint8Array): Uint8Array {
  const sealed = port.rsaEncrypt(rsa.publicKey, plain);
  if (sealed === undefined) throw new Error('not encrypted');
  return sealed;
}

/** A key whose modulus leaves room in 256 bytes for a signature and the modulus: see `smallSignature`. */
function generateRoomyRsa(): { publicKey: Uint8Array; secretKey: Uint8Array } {
  for (;;) {
    const pair = generateRsa(2048);
    if ((readRsaPublicKey(pair.publicKey)?.modulus[0] ?? 0xff) < 0xf0) return pair;
  }
}

/** A signature that stays within 256 bytes when the modulus is added: one in sixteen does, at the least. */
function smallSignature(): { data: Uint8Array; signature: Uint8Array } {
  const key = { key: Buffer.from(rsa.secretKey), format: 'der', type: 'pkcs1' } as const;
  for (let count = 0; count < 1000; count++) {
    const data = new Uint8Array([count & 0xff, count >> 8]);
    const signature = new Uint8Array(sign('sha256', data, key));
    if (toNumber(signature) + modulus() < 1n << 2048n) return { data, signature };
  }
  throw new Error('no such signature in a thousand');
}

function plusModulus(value: Uint8Array): Uint8Array {
  const sum = (toNumber(value) + modulus()).toString(16).padStart(512, '0');
  const bytes = new Uint8Array(Buffer.from(sum, 'hex'));
  expect(isBelowModulus(bytes, readRsaPublicKey(rsa.publicKey)?.modulus ?? new Uint8Array(0))).toBe(false);
  return bytes;
}

function modulus(): bigint {
  return toNumber(readRsaPublicKey(rsa.publicKey)?.modulus ?? new Uint8Array(0));
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
