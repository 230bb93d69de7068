import { describe, expect, test } from 'vitest';
import type { CryptoPort } from '../cipher-sets/crypto-port.ts';
import { createNodeCrypto } from '../io/node-crypto.ts';
import { createSystemRandom } from '../io/system-random.ts';
import vectors from '../testing/vectors.json' with { type: 'json' };
import { createPortableCrypto } from './portable-crypto.ts';
import { createPortableJobRunner } from './portable-jobs.ts';

const PORTS: readonly (readonly [string, CryptoPort])[] = [
  ['node', createNodeCrypto()],
  ['portable', createPortableCrypto(createSystemRandom())],
];
/** The IV of an open: the number 1 (cs/2a.md "Open"). */
const OPEN_IV = bytesOf('00000000000000000000000000000001');

/** What the reference switch wrote, step by step as cs/2a.md has them, by either port alone. */
describe.each(PORTS)('the vectors, by the %s port', (_name, port) => {
  test.each(vectors.opens)('open from $from to $to', ({ from, to, line, line_key, inner, sections }) => {
    const data = bytesOf(sections.line_key_ciphertext);
    const lineKey = createPortableJobRunner({ '2a': keysOf(to).secret }, port)({ id: 1, kind: 'rsa-decrypt', data });
    expect(hexOf(lineKey)).toBe(line_key.public);
    const publicKey = bytesOf(line_key.public);

    const sealedInner = bytesOf(sections.inner_ciphertext + sections.inner_mac);
    const innerKey = port.sha256(publicKey);
    expect(hexOf(port.aesGcmOpen(innerKey, OPEN_IV, sealedInner, 16))).toBe(inner.packet);
    expect(port.aesGcmSeal(innerKey, OPEN_IV, bytesOf(inner.packet), 16)).toEqual(sealedInner);

    const sealedSignature = bytesOf(sections.signature_ciphertext + sections.signature_mac);
    const signatureKey = port.sha256(publicKey, bytesOf(line));
    const signature = port.aesGcmOpen(signatureKey, OPEN_IV, sealedSignature, 4) ?? new Uint8Array(0);
    expect(port.rsaVerify(keysOf(from).public, sealedInner, signature)).toBe(true);
    expect(port.rsaVerify(keysOf(to).public, sealedInner, signature)).toBe(false);
    expect(port.aesGcmSeal(signatureKey, OPEN_IV, signature, 4)).toEqual(sealedSignature);
  });

  test.each(vectors.lines)('the line of the opens of $csid', ({ shared_secret, alice, bob, packets }) => {
    const [first, second] = [openTo('alice'), openTo('bob')].map(({ line_key }) => line_key);
    if (first === undefined || second === undefined) throw new Error('no opens between alice and bob');
    const secret = port.p256SharedSecret(bytesOf(first.secret), bytesOf(second.public));
    expect(hexOf(secret)).toBe(shared_secret);
    expect(port.p256SharedSecret(bytesOf(second.secret), bytesOf(first.public))).toEqual(secret);

    const sharedBytes = bytesOf(shared_secret);
    const [aliceLine, bobLine] = [bytesOf(bob.sends_to_line), bytesOf(alice.sends_to_line)];
    expect(hexOf(port.sha256(sharedBytes, aliceLine, bobLine))).toBe(alice.encryption_key);
    expect(hexOf(port.sha256(sharedBytes, bobLine, aliceLine))).toBe(bob.encryption_key);

    for (const { from, plain, sections } of packets) {
      const key = bytesOf(from === 'alice' ? alice.encryption_key : bob.encryption_key);
      const sealed = bytesOf(sections.ciphertext + sections.mac);
      expect(hexOf(port.aesGcmOpen(key, bytesOf(sections.iv), sealed, 16))).toBe(plain);
      expect(port.aesGcmSeal(key, bytesOf(sections.iv), bytesOf(plain), 16)).toEqual(sealed);
    }
  });
});

function keysOf(name: string): { public: Uint8Array; secret: Uint8Array } {
  const { keys } = name.startsWith('alice') ? vectors.identities.alice : vectors.identities.bob;
  const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
  return { public: bytes(keys['2a'].public), secret: bytes(keys['2a'].secret) };
}

/** The open that made the line: to alice it was bob who wrote it. */
function openTo(name: 'alice' | 'bob') {
  const open = vectors.opens.find(({ to, from }) => to === name && !from.endsWith('only 2a'));
  if (open === undefined) throw new Error(`no open to ${name}`);
  return open;
}

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

function hexOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString('hex');
}
