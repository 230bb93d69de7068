import { equalBytes } from '../bytes.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { identityOfKeys, type PublicIdentity } from '../hashname/keys.ts';
import { lineIdOfBytes } from '../line/line-id.ts';
import { encodeInner, encodeOpen, OPEN_BODY_START, type ReceivedOpen, receiveOpen } from '../line/open.ts';
import type { CipherSet, LineSide } from './cipher-set.ts';
import type { CryptoPort, Random } from './crypto-port.ts';

/** One side of a conversation, with the jobs of its secret key done at once. */
export interface ComplianceSide {
  readonly keys: PublicIdentity['keys'];
  sign(data: Uint8Array): Uint8Array;
  decrypt(data: Uint8Array): Uint8Array | undefined;
}

export interface ComplianceParts {
  readonly port: CryptoPort;
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

const STAMP_MS = 1_400_000_000_000;

/** What every cipher set must do, whatever it is made of, over whatever CryptoPort. */
export function cipherSetClaims(parts: ComplianceParts): readonly Claim[] {
  const { alice, bob, mallory } = parts;
  return [
    { sentence: 'an open is read by the one it is for', holds: () => receive(parts, bob, makeOpen(parts, alice, bob)) },
    { sentence: 'and by nobody else', holds: () => !receive(parts, mallory, makeOpen(parts, alice, bob)) },
    { sentence: 'an open signed by another is refused', holds: () => !receive(parts, bob, forgeOpen(parts)) },
    { sentence: 'an open with any byte changed is refused', holds: () => refusesChanges(parts) },
    { sentence: 'two sides derive mirrored keys from each other', holds: () => areMirrored(parts) },
    { sentence: 'a line packet is opened by the other side only, and only unchanged', holds: () => sealsLines(parts) },
    { sentence: 'what is no line key derives nothing', holds: () => refusesLineKeys(parts) },
    { sentence: 'what is no public key seals nothing', holds: () => refusesPublicKeys(parts) },
  ];
}

function makeSide({ cipherSet, random }: ComplianceParts): LineSide {
  return { id: lineIdOfBytes(random(16)), key: cipherSet.generateLineKey() };
}

function publicKey(parts: ComplianceParts, side: ComplianceSide): Uint8Array {
  const key = side.keys[parts.cipherSet.csid];
  if (key === undefined) throw new Error(`a side without a key of ${parts.cipherSet.csid}`);
  return key;
}

function makeOpen(parts: ComplianceParts, from: ComplianceSide, to: ComplianceSide, signer = from): Uint8Array {
  const { port, cipherSet } = parts;
  const side = makeSide(parts);
  const identity = identityOfKeys(port, from.keys);
  const hashname: Hashname = identityOfKeys(port, to.keys).hashname;
  const key = publicKey(parts, from);
  const inner = encodeInner({ to: hashname, from: identity.parts, lineId: side.id, atMs: STAMP_MS, publicKey: key });
  const sealedInner = cipherSet.sealInner(side.key, inner);
  const open = encodeOpen(cipherSet, publicKey(parts, to), side, sealedInner, signer.sign(sealedInner));
  if (open === undefined) throw new Error('a good key was refused');
  return open;
}

function forgeOpen(parts: ComplianceParts): Uint8Array {
  return makeOpen(parts, parts.alice, parts.bob, parts.mallory);
}

function read(parts: ComplianceParts, to: ComplianceSide, open: Uint8Array): ReceivedOpen | undefined {
  const { port, cipherSet } = parts;
  const sections = cipherSet.readSections(open.subarray(OPEN_BODY_START));
  const lineKey = sections && to.decrypt(sections.lineKey);
  if (sections === undefined || lineKey === undefined) return undefined;
  const received = receiveOpen(port, cipherSet, identityOfKeys(port, to.keys), sections, lineKey);
  return received.ok ? received.value : undefined;
}

function receive(parts: ComplianceParts, to: ComplianceSide, open: Uint8Array): boolean {
  const received = read(parts, to, open);
  const from = identityOfKeys(parts.port, parts.alice.keys);
  return received?.identity.hashname === from.hashname && received.atMs === STAMP_MS;
}

/** One byte of each section, and each byte around their edges would take too long with RSA: every 13th does. */
function refusesChanges(parts: ComplianceParts): boolean {
  const open = makeOpen(parts, parts.alice, parts.bob);
  for (let at = OPEN_BODY_START; at < open.length; at += 13) {
    const changed = open.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    if (read(parts, parts.bob, changed) !== undefined) return false;
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
  for (const length of [0, 1, 15, 16, 17, 1_050]) {
    const plain = random(length);
    const sealed = cipherSet.sealLine(ours, random(cipherSet.ivBytes), plain);
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

function refusesLineKeys(parts: ComplianceParts): boolean {
  const { cipherSet, random } = parts;
  const side = makeSide(parts);
  const { length } = side.key.publicKey;
  const bad = [
    new Uint8Array(0),
    new Uint8Array(length),
    new Uint8Array(length).fill(0xff),
    side.key.publicKey.slice(1),
  ];
  return bad.every((key) => cipherSet.deriveLineKeys(side, key, lineIdOfBytes(random(16))) === undefined);
}

function refusesPublicKeys(parts: ComplianceParts): boolean {
  const { cipherSet, alice } = parts;
  const line = makeSide(parts);
  const sealedInner = cipherSet.sealInner(line.key, new Uint8Array(40));
  const signature = alice.sign(sealedInner);
  const bad = [new Uint8Array(0), new Uint8Array(294), publicKey(parts, alice).slice(1)];
  return bad.every((recipientKey) => cipherSet.sealOpen({ recipientKey, line, sealedInner, signature }) === undefined);
}
