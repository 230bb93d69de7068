import { concat, equalSecrets } from '../bytes.ts';
import type {
  CipherSet,
  LineKeys,
  LineSide,
  OpenedInner,
  OpenSections,
  SealOpenInput,
  VerifyOpenInput,
} from './cipher-set.ts';
import type { CryptoPort, KeyPair } from './crypto-port.ts';
import type { LineId } from './line-id.ts';

const NO_BYTES = new Uint8Array(0);

/** Section lengths (cs/3a.md "Open" and "Line"). */
const MAC_BYTES = 16;
const LINE_KEY_BYTES = 32;
const NONCE_BYTES = 24;
const BOX_TAG_BYTES = 16;
/**
 * 23 zeros and a 1, as the reference has it: the page's example has zeros only (DECISIONS.md no. 20). Safe, because the
 * secret of a line key and a hashname's key seals one inner packet.
 */
const OPEN_NONCE = new Uint8Array(NONCE_BYTES).fill(1, NONCE_BYTES - 1);

/** Cipher set 3a: NaCl's box, secretbox and onetimeauth (cs/3a.md). */
export function createCipherSet3a(port: CryptoPort): CipherSet {
  return {
    csid: '3a',
    sealBytes: NONCE_BYTES + BOX_TAG_BYTES,
    generateLineKey: () => port.boxGenerate(),
    sealInner: (key, recipientKey, inner) => sealInner(port, key, recipientKey, inner),
    proofWork: (recipientKey) => ({ kind: 'agree', csid: '3a', publicKey: recipientKey }),
    sealOpen: (open) => sealOpen(port, open),
    readSections,
    unsealWork: (sections) => ({ kind: 'agree', csid: '3a', publicKey: sections.lineKey }),
    openInner: (secret, sections) => openInner(port, secret, sections),
    verifyWork: (publicKey) => ({ kind: 'agree', csid: '3a', publicKey }),
    verifyOpen: (open) => verifyOpen(port, open),
    deriveLineKeys: (ours, theirKey, theirId) => deriveLineKeys(port, ours, theirKey, theirId),
    createIvs: (random) => () => random(NONCE_BYTES),
    sealLine: (keys, nonce, packet, before = NO_BYTES) =>
      concat(before, nonce, port.secretboxSeal(keys.encrypt, nonce, packet)),
    openLine: (keys, sealed) => openLine(port, keys, sealed),
  };
}

function sealInner(
  port: CryptoPort,
  key: KeyPair,
  recipientKey: Uint8Array,
  inner: Uint8Array,
): Uint8Array | undefined {
  const secret = port.boxSharedKey(key.secretKey, recipientKey);
  if (secret === undefined) return undefined;
  const sealed = port.secretboxSeal(secret, OPEN_NONCE, inner);
  port.wipe(secret);
  return sealed;
}

function sealOpen(port: CryptoPort, { line, sealedInner, proof }: SealOpenInput): Uint8Array {
  const sealed = concat(line.key.publicKey, sealedInner);
  const mac = port.oneTimeAuth(proof, sealed);
  port.wipe(proof);
  return concat(mac, sealed);
}

function readSections(body: Uint8Array): OpenSections | undefined {
  const innerStart = MAC_BYTES + LINE_KEY_BYTES;
  if (body.length < innerStart + BOX_TAG_BYTES) return undefined;
  return {
    proof: body.subarray(0, MAC_BYTES),
    lineKey: body.subarray(MAC_BYTES, innerStart),
    inner: body.subarray(innerStart),
  };
}

function openInner(port: CryptoPort, secret: Uint8Array, sections: OpenSections): OpenedInner | undefined {
  const inner = port.secretboxOpen(secret, OPEN_NONCE, sections.inner);
  port.wipe(secret);
  return inner && { inner, lineKey: sections.lineKey };
}

function verifyOpen(port: CryptoPort, { sections, secret }: VerifyOpenInput): boolean {
  if (secret === undefined) return false;
  const mac = port.oneTimeAuth(secret, concat(sections.lineKey, sections.inner));
  port.wipe(secret);
  return equalSecrets(mac, sections.proof);
}

function deriveLineKeys(port: CryptoPort, ours: LineSide, theirKey: Uint8Array, theirId: LineId): LineKeys | undefined {
  const secret = port.boxSharedKey(ours.key.secretKey, theirKey);
  if (secret === undefined) return undefined;
  const keys = { encrypt: port.sha256(secret, ours.id, theirId), decrypt: port.sha256(secret, theirId, ours.id) };
  port.wipe(secret);
  return keys;
}

function openLine(port: CryptoPort, keys: LineKeys, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < NONCE_BYTES + BOX_TAG_BYTES) return undefined;
  return port.secretboxOpen(keys.decrypt, sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES));
}
