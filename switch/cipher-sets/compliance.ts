import { equalBytes, toHex } from '../bytes.ts';
import type { CipherSet, LineSide } from './cipher-set.ts';
import type { Random, SecretWork } from './crypto-port.ts';
import { lineIdOfBytes } from './line-id.ts';

/** One side of a conversation, with the jobs of its secret key done at once. */
export interface ComplianceSide {
  readonly publicKey: Uint8Array;
  work(work: SecretWork): Uint8Array | undefined;
}

export interface ComplianceParts {
  readonly cipherSet: CipherSet;
  readonly random: Random;
  readonly alice: ComplianceSide;
  readonly bob: ComplianceSide;
  readonly mallory: ComplianceSide;
}

/** A sentence about a cipher set that has to hold. */
export interface Claim {
  readonly sentence: string;
  holds(): boolean;
}

/** What every cipher set must do, whatever it is made of, over whatever CryptoPort. */
export function cipherSetClaims(parts: ComplianceParts): readonly Claim[] {
  const { alice, bob, mallory } = parts;
  return [
    { sentence: 'an open is read by the one it is for', holds: () => isRead(parts, bob, makeOpen(parts, alice)) },
    { sentence: 'and by nobody else', holds: () => !isRead(parts, mallory, makeOpen(parts, alice)) },
    { sentence: 'an open signed by another is refused', holds: () => !isRead(parts, bob, makeOpen(parts, mallory)) },
    { sentence: 'an open with any byte changed is refused', holds: () => refusesChanges(parts) },
    { sentence: 'two sides derive mirrored keys from each other', holds: () => areMirrored(parts) },
    { sentence: 'a line packet is opened by the other side only, and only unchanged', holds: () => sealsLines(parts) },
    { sentence: 'each packet of a line has another IV', holds: () => hasFreshIvs(parts) },
    { sentence: 'what is no line key derives nothing', holds: () => refusesLineKeys(parts) },
    { sentence: 'what is no public key seals nothing', holds: () => refusesPublicKeys(parts) },
  ];
}

function makeSide({ cipherSet, random }: ComplianceParts): LineSide {
  return { id: lineIdOfBytes(random(16)), key: cipherSet.generateLineKey() };
}

interface MadeOpen {
  readonly side: LineSide;
  readonly inner: Uint8Array;
  readonly body: Uint8Array;
}

/** An open to Bob, in Alice's name, signed by whoever it is. */
function makeOpen(parts: ComplianceParts, signer: ComplianceSide): MadeOpen {
  const { random, bob } = parts;
  const side = makeSide(parts);
  const inner = random(500);
  const body = sealOpen(parts, side, inner, signer, bob.publicKey);
  if (body === undefined) throw new Error('a good key was refused');
  return { side, inner, body };
}

function sealOpen(
  { cipherSet }: ComplianceParts,
  line: LineSide,
  inner: Uint8Array,
  signer: ComplianceSide,
  recipientKey: Uint8Array,
): Uint8Array | undefined {
  const sealedInner = cipherSet.sealInner(line.key, recipientKey, inner);
  const proof = sealedInner && signer.work(cipherSet.proofWork(recipientKey, sealedInner));
  return sealedInner && proof && cipherSet.sealOpen({ recipientKey, line, sealedInner, proof });
}

/** Whether `to` gets the inner packet out of it, and believes that it is Alice's. */
function isRead({ cipherSet, alice }: ComplianceParts, to: ComplianceSide, { side, inner, body }: MadeOpen): boolean {
  const sections = cipherSet.readSections(body);
  const unsealed = sections && to.work(cipherSet.unsealWork(sections));
  const opened = sections && unsealed && cipherSet.openInner(unsealed, sections);
  if (sections === undefined || opened === undefined || !equalBytes(opened.inner, inner)) return false;
  const { publicKey } = alice;
  const work = cipherSet.verifyWork(publicKey);
  const secret = work && to.work(work);
  return cipherSet.verifyOpen({ publicKey, lineKey: opened.lineKey, lineId: side.id, sections, secret });
}

/** Every byte would take too long with RSA: every 13th comes to lie in each section. */
function refusesChanges(parts: ComplianceParts): boolean {
  const made = makeOpen(parts, parts.alice);
  for (let at = 0; at < made.body.length; at += 13) {
    const body = made.body.slice();
    body[at] = (body[at] ?? 0) ^ 1;
    if (isRead(parts, parts.bob, { ...made, body })) return false;
  }
  return true;
}

function deriveBoth(parts: ComplianceParts) {
  const { cipherSet } = parts;
  const [ours, theirs] = [makeSide(parts), makeSide(parts)];
  const ourKeys = cipherSet.deriveLineKeys(ours, theirs.key.publicKey, theirs.id);
  const theirKeys = cipherSet.deriveLineKeys(theirs, ours.key.publicKey, ours.id);
  if (ourKeys === undefined || theirKeys === undefined) throw new Error('a good line key was refused');
  return [ourKeys, theirKeys] as const;
}

function areMirrored(parts: ComplianceParts): boolean {
  const [ours, theirs] = deriveBoth(parts);
  const areEqual = equalBytes(ours.encrypt, theirs.decrypt) && equalBytes(ours.decrypt, theirs.encrypt);
  return areEqual && !equalBytes(ours.encrypt, ours.decrypt);
}

function sealsLines(parts: ComplianceParts): boolean {
  const { cipherSet, random } = parts;
  const [ours, theirs] = deriveBoth(parts);
  const nextIv = cipherSet.createIvs(random);
  for (const length of [0, 1, 15, 16, 17, 1_050]) {
    const plain = random(length);
    const sealed = cipherSet.sealLine(ours, nextIv() ?? new Uint8Array(0), plain);
    const opened = cipherSet.openLine(theirs, sealed);
    if (sealed.length !== length + cipherSet.sealBytes || opened === undefined || !equalBytes(opened, plain))
      return false;
    if (cipherSet.openLine(ours, sealed) !== undefined) return false;
    for (let at = 0; at < sealed.length; at += 7) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x80;
      const isRefused = cipherSet.openLine(theirs, changed) ?? cipherSet.openLine(theirs, sealed.subarray(0, at));
      if (isRefused !== undefined) return false;
    }
  }
  return true;
}

function hasFreshIvs({ cipherSet, random }: ComplianceParts): boolean {
  const nextIv = cipherSet.createIvs(random);
  const ivs = Array.from({ length: 1_000 }, () => toHex(nextIv() ?? new Uint8Array(0)));
  return new Set(ivs).size === ivs.length && !ivs.includes('');
}

function refusesLineKeys(parts: ComplianceParts): boolean {
  const { cipherSet, random } = parts;
  const side = makeSide(parts);
  const { length } = side.key.publicKey;
  const bad = [
    new Uint8Array(0),
    new Uint8Array(length),
    new Uint8Array(length + 1).fill(1),
    side.key.publicKey.slice(1),
  ];
  return bad.every((key) => cipherSet.deriveLineKeys(side, key, lineIdOfBytes(random(16))) === undefined);
}

function refusesPublicKeys(parts: ComplianceParts): boolean {
  const { alice, bob } = parts;
  const { publicKey } = bob;
  const bad = [new Uint8Array(0), new Uint8Array(publicKey.length), publicKey.slice(1)];
  return bad.every((key) => sealOpen(parts, makeSide(parts), new Uint8Array(40), alice, key) === undefined);
}
