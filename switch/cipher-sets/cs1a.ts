import { concat, equalSecrets } from '../bytes.ts';
import type {
  CipherSet,
  LineKeys,
  LineSide,
  NextIv,
  OpenedInner,
  OpenSections,
  SealOpenInput,
  VerifyOpenInput,
} from './cipher-set.ts';
import type { CryptoPort, KeyPair, Random } from './crypto-port.ts';
import { foldOnce, foldThrice } from './fold.ts';
import type { LineId } from './line-id.ts';

const NO_BYTES = new Uint8Array(0);

/** Section lengths (cs/1a.md "Open" and "Line"). */
const MAC_BYTES = 4;
const LINE_KEY_BYTES = 40;
const LINE_IV_BYTES = 4;
const COUNTER_BYTES = 16;
/** "The IV is 1": safe, because the secret of a line key and a hashname's key seals one inner packet. */
const OPEN_COUNTER = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
/**
 * IVs count up little-endian, the counter inside a packet big-endian (as the reference has them). So of the first 2^24 IVs
 * no two lie nearer than 255 blocks, which is more than a packet; the next one would use a key stream twice
 * (DECISIONS.md no. 22).
 */
const LINE_IVS_MAX = 2 ** 24;

/** Cipher set 1a: secp160r1, AES-128-CTR, HMAC-SHA-256 folded to 4 bytes (cs/1a.md). */
export function createCipherSet1a(port: CryptoPort): CipherSet {
  return {
    csid: '1a',
    sealBytes: MAC_BYTES + LINE_IV_BYTES,
    generateLineKey: () => port.secp160Generate(),
    sealInner: (key, recipientKey, inner) => sealInner(port, key, recipientKey, inner),
    proofWork: (recipientKey) => ({ kind: 'agree', csid: '1a', publicKey: recipientKey }),
    sealOpen: (open) => sealOpen(port, open),
    readSections,
    unsealWork: (sections) => ({ kind: 'agree', csid: '1a', publicKey: sections.lineKey }),
    openInner: (secret, sections) => openInner(port, secret, sections),
    verifyWork: (publicKey) => ({ kind: 'agree', csid: '1a', publicKey }),
    verifyOpen: (open) => verifyOpen(port, open),
    deriveLineKeys: (ours, theirKey, theirId) => deriveLineKeys(port, ours, theirKey, theirId),
    createIvs,
    sealLine: (keys, iv, packet, before = NO_BYTES) => concat(before, sealLine(port, keys, iv, packet)),
    openLine: (keys, sealed) => openLine(port, keys, sealed),
  };
}

function sealInner(
  port: CryptoPort,
  key: KeyPair,
  recipientKey: Uint8Array,
  inner: Uint8Array,
): Uint8Array | undefined {
  const secret = port.secp160SharedSecret(key.secretKey, recipientKey);
  return secret && cryptInner(port, secret, inner);
}

/** Seals and opens. The key is the secret's SHA-256, folded once. */
function cryptInner(port: CryptoPort, secret: Uint8Array, inner: Uint8Array): Uint8Array {
  const key = foldedKey(port, secret);
  const crypted = port.aesCtr(key, OPEN_COUNTER, inner);
  port.wipe(key);
  port.wipe(secret);
  return crypted;
}

function sealOpen(port: CryptoPort, { line, sealedInner, proof }: SealOpenInput): Uint8Array {
  const sealed = concat(line.key.publicKey, sealedInner);
  const mac = macOf(port, proof, sealed);
  port.wipe(proof);
  return concat(mac, sealed);
}

function readSections(body: Uint8Array): OpenSections | undefined {
  const innerStart = MAC_BYTES + LINE_KEY_BYTES;
  if (body.length <= innerStart) return undefined;
  return {
    proof: body.subarray(0, MAC_BYTES),
    lineKey: body.subarray(MAC_BYTES, innerStart),
    inner: body.subarray(innerStart),
  };
}

/** Nothing in it shows whether the key was right: only the MAC does, whose key the inner packet names. */
function openInner(port: CryptoPort, secret: Uint8Array, sections: OpenSections): OpenedInner {
  return { inner: cryptInner(port, secret, sections.inner), lineKey: sections.lineKey };
}

/** The secret of the two hashnames' keys is the key of the MAC as it is, all 20 bytes. */
function verifyOpen(port: CryptoPort, { sections, secret }: VerifyOpenInput): boolean {
  if (secret === undefined) return false;
  const mac = macOf(port, secret, concat(sections.lineKey, sections.inner));
  port.wipe(secret);
  return equalSecrets(mac, sections.proof);
}

function deriveLineKeys(port: CryptoPort, ours: LineSide, theirKey: Uint8Array, theirId: LineId): LineKeys | undefined {
  const secret = port.secp160SharedSecret(ours.key.secretKey, theirKey);
  if (secret === undefined) return undefined;
  const keys = {
    encrypt: foldedKey(port, secret, ours.id, theirId),
    decrypt: foldedKey(port, secret, theirId, ours.id),
  };
  port.wipe(secret);
  return keys;
}

function foldedKey(port: CryptoPort, ...parts: readonly Uint8Array[]): Uint8Array {
  const digest = port.sha256(...parts);
  const key = foldOnce(digest);
  port.wipe(digest);
  return key;
}

/** "Initialized to 4 random bytes [...] and then incremented for every new line packet." */
function createIvs(random: Random): NextIv {
  const iv = random(LINE_IV_BYTES).slice();
  let left = LINE_IVS_MAX;
  return () => {
    if (left-- <= 0) return undefined;
    for (let at = 0; at < LINE_IV_BYTES; at++) {
      iv[at] = (iv[at] ?? 0) + 1;
      if (iv[at] !== 0) break;
    }
    return iv.slice();
  };
}

function sealLine(port: CryptoPort, keys: LineKeys, iv: Uint8Array, packet: Uint8Array): Uint8Array {
  const sealed = concat(iv, port.aesCtr(keys.encrypt, counterOf(iv), packet));
  return concat(macOf(port, keys.encrypt, sealed), sealed);
}

function openLine(port: CryptoPort, keys: LineKeys, sealed: Uint8Array): Uint8Array | undefined {
  const innerStart = MAC_BYTES + LINE_IV_BYTES;
  if (sealed.length < innerStart) return undefined;
  const mac = macOf(port, keys.decrypt, sealed.subarray(MAC_BYTES));
  if (!equalSecrets(mac, sealed.subarray(0, MAC_BYTES))) return undefined;
  return port.aesCtr(keys.decrypt, counterOf(sealed.subarray(MAC_BYTES, innerStart)), sealed.subarray(innerStart));
}

/** Twelve zeros, then the IV. */
function counterOf(iv: Uint8Array): Uint8Array {
  const counter = new Uint8Array(COUNTER_BYTES);
  counter.set(iv, COUNTER_BYTES - LINE_IV_BYTES);
  return counter;
}

function macOf(port: CryptoPort, key: Uint8Array, data: Uint8Array): Uint8Array {
  return foldThrice(port.hmacSha256(key, data));
}
