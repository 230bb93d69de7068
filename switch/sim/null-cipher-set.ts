import type { CipherSet, LineKeys, LineSide } from '../cipher-sets/cipher-set.ts';
import type { CryptoJob, CryptoJobResult, CryptoPort } from '../cipher-sets/crypto-port.ts';
import type { LineId } from '../cipher-sets/line-id.ts';
import { concat, equalBytes, identityOfKeys, type Random, type SecretIdentity } from '../index.ts';
import { Dice } from './dice.ts';
import type { SimCrypto } from './world.ts';

const NO_BYTES = new Uint8Array(0);

/** cipher_sets.md reserves 01 to 0a for switches that want their own. */
const CSID = '0a';
const KEY_BYTES = 32;
const IV_BYTES = 8;

/**
 * A cipher set without ciphers, so that hundreds of switches fit into a test. It still tells whose packet it is, for whom, and
 * of which line: with wrong keys nothing opens. Never outside simulation: anybody can read and forge it.
 */
function createNullCipherSet(dice: Dice): CipherSet {
  return {
    csid: CSID,
    sealBytes: IV_BYTES + KEY_BYTES,
    generateLineKey: () => ({ publicKey: dice.bytes(KEY_BYTES), secretKey: NO_BYTES }),
    sealInner: (_key, _recipientKey, inner) => inner,
    proofWork: (_recipientKey, sealedInner) => ({ kind: 'rsa-sign', data: sealedInner }),
    sealOpen: ({ recipientKey, line, proof, sealedInner }) =>
      concat(recipientKey, line.key.publicKey, proof, sealedInner),
    readSections,
    unsealWork: ({ lineKey }) => ({ kind: 'rsa-decrypt', data: lineKey }),
    openInner: (lineKey, { inner }) => ({ inner, lineKey }),
    verifyWork: () => undefined,
    verifyOpen: ({ publicKey, sections }) => equalBytes(publicKey, sections.proof),
    deriveLineKeys,
    createIvs,
    sealLine: ({ encrypt }, iv, packet, before = NO_BYTES) => concat(before, iv, encrypt, packet),
    openLine,
  };
}

/** For worlds of many nodes: an identity for each number, and every job done at once. */
export function createNullCrypto(seed: number, port: CryptoPort): SimCrypto {
  return {
    port,
    cipherSets: [createNullCipherSet(new Dice(seed))],
    identity: (number) => {
      const key = port.sha256(Uint8Array.of(number & 0xff, (number >> 8) & 0xff, number >> 16), Uint8Array.of(seed));
      return { ...identityOfKeys(port, { [CSID]: key }), secrets: {} };
    },
    createJobRunner: (identity) => (job) => runJob(identity, job),
  };
}

/** The proof is the public key itself; a line key is for who has the key before it. */
function runJob({ keys }: SecretIdentity, job: CryptoJob): CryptoJobResult {
  const own = keys[CSID];
  if (own === undefined || job.kind === 'agree') return undefined;
  if (job.kind === 'rsa-sign') return own;
  return equalBytes(job.data.subarray(0, KEY_BYTES), own) ? job.data.slice(KEY_BYTES) : undefined;
}

function readSections(body: Uint8Array) {
  if (body.length <= 3 * KEY_BYTES) return undefined;
  return {
    lineKey: body.subarray(0, 2 * KEY_BYTES),
    proof: body.subarray(2 * KEY_BYTES, 3 * KEY_BYTES),
    inner: body.subarray(3 * KEY_BYTES),
  };
}

/** One for all lines of a source of dice. */
let lastIvs: { readonly random: Random; readonly next: () => Uint8Array } | undefined;

function createIvs(random: Random): () => Uint8Array {
  if (lastIvs?.random !== random) lastIvs = { random, next: () => random(IV_BYTES) };
  return lastIvs.next;
}

function deriveLineKeys(ours: LineSide, _theirLineKey: Uint8Array, theirId: LineId): LineKeys {
  return { encrypt: concat(ours.id, theirId), decrypt: concat(theirId, ours.id) };
}

function openLine({ decrypt }: LineKeys, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < IV_BYTES + KEY_BYTES) return undefined;
  for (let index = 0; index < KEY_BYTES; index++) if (sealed[IV_BYTES + index] !== decrypt[index]) return undefined;
  return sealed.slice(IV_BYTES + KEY_BYTES);
}
