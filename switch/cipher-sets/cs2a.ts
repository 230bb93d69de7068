import { concat } from '../bytes.ts';
import type {
  CipherSet,
  LineKeys,
  LineSide,
  OpenedInner,
  OpenSections,
  SealOpenInput,
  VerifyOpenInput,
} from './cipher-set.ts';
import type { CryptoPort } from './crypto-port.ts';
import type { LineId } from './line-id.ts';

/** Section lengths of an open (cs/2a.md "Open"). */
const LINE_KEY_SECTION_BYTES = 256;
const SIGNATURE_TAG_BYTES = 4;
const SIGNATURE_SECTION_BYTES = 256 + SIGNATURE_TAG_BYTES;
const INNER_TAG_BYTES = 16;
/** A line key without its 04 prefix: X and Y. */
const LINE_KEY_BYTES = 64;
const LINE_IV_BYTES = 16;
const LINE_TAG_BYTES = 16;
/** "The 16 byte IV is always the value of 1": safe, because each line key seals one inner packet and one signature. */
const OPEN_IV = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

const NO_BYTES = new Uint8Array(0);

/** Cipher set 2a: RSA-2048, P-256, AES-256-GCM (cs/2a.md). */
export function createCipherSet2a(port: CryptoPort): CipherSet {
  return {
    csid: '2a',
    sealBytes: LINE_IV_BYTES + LINE_TAG_BYTES,
    generateLineKey: () => port.p256Generate(),
    sealInner: (key, _recipientKey, inner) =>
      port.aesGcmSeal(port.sha256(key.publicKey), OPEN_IV, inner, INNER_TAG_BYTES),
    sealOpen: (open) => sealOpen(port, open),
    proofWork: (_recipientKey, sealedInner) => ({ kind: 'rsa-sign', data: sealedInner }),
    readSections,
    unsealWork: (sections) => ({ kind: 'rsa-decrypt', data: sections.lineKey }),
    openInner: (lineKey, sections) => openInner(port, lineKey, sections),
    verifyWork: () => undefined,
    verifyOpen: (open) => verifyOpen(port, open),
    createIvs: (random) => () => random(LINE_IV_BYTES),
    deriveLineKeys: (ours, theirKey, theirId) => deriveLineKeys(port, ours, theirKey, theirId),
    sealLine: (keys, iv, packet, before = NO_BYTES) =>
      port.aesGcmSeal(keys.encrypt, iv, packet, LINE_TAG_BYTES, concat(before, iv)),
    openLine: (keys, sealed) => openLine(port, keys, sealed),
  };
}

function sealOpen(port: CryptoPort, open: SealOpenInput): Uint8Array | undefined {
  const lineKey = port.rsaEncrypt(open.recipientKey, open.line.key.publicKey);
  if (lineKey === undefined) return undefined;
  const key = signatureKey(port, open.line.key.publicKey, open.line.id);
  const signature = port.aesGcmSeal(key, OPEN_IV, open.proof, SIGNATURE_TAG_BYTES);
  return concat(lineKey, signature, open.sealedInner);
}

function readSections(body: Uint8Array): OpenSections | undefined {
  const innerStart = LINE_KEY_SECTION_BYTES + SIGNATURE_SECTION_BYTES;
  if (body.length < innerStart + INNER_TAG_BYTES) return undefined;
  return {
    lineKey: body.subarray(0, LINE_KEY_SECTION_BYTES),
    proof: body.subarray(LINE_KEY_SECTION_BYTES, innerStart),
    inner: body.subarray(innerStart),
  };
}

function openInner(port: CryptoPort, lineKey: Uint8Array, sections: OpenSections): OpenedInner | undefined {
  if (lineKey.length !== LINE_KEY_BYTES) return undefined;
  const inner = port.aesGcmOpen(port.sha256(lineKey), OPEN_IV, sections.inner, INNER_TAG_BYTES);
  return inner && { inner, lineKey };
}

/** The signature is over the sealed inner packet with its tag. */
function verifyOpen(port: CryptoPort, { publicKey, lineKey, lineId, sections }: VerifyOpenInput): boolean {
  const key = signatureKey(port, lineKey, lineId);
  const signature = port.aesGcmOpen(key, OPEN_IV, sections.proof, SIGNATURE_TAG_BYTES);
  return signature !== undefined && port.rsaVerify(publicKey, sections.inner, signature);
}

function signatureKey(port: CryptoPort, lineKey: Uint8Array, lineId: LineId): Uint8Array {
  return port.sha256(lineKey, lineId);
}

function deriveLineKeys(port: CryptoPort, ours: LineSide, theirKey: Uint8Array, theirId: LineId): LineKeys | undefined {
  const secret = port.p256SharedSecret(ours.key.secretKey, theirKey);
  if (secret === undefined) return undefined;
  const keys = { encrypt: port.sha256(secret, ours.id, theirId), decrypt: port.sha256(secret, theirId, ours.id) };
  port.wipe(secret);
  return keys;
}

function openLine(port: CryptoPort, keys: LineKeys, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < LINE_IV_BYTES + LINE_TAG_BYTES) return undefined;
  return port.aesGcmOpen(
    keys.decrypt,
    sealed.subarray(0, LINE_IV_BYTES),
    sealed.subarray(LINE_IV_BYTES),
    LINE_TAG_BYTES,
  );
}
