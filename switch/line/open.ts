import { concat } from '../bytes.ts';
import type { CipherSet, LineSide, OpenSections } from '../cipher-sets/cipher-set.ts';
import type { CryptoPort } from '../cipher-sets/crypto-port.ts';
import { type LineId, lineIdText, parseLineId } from '../cipher-sets/line-id.ts';
import { fail, ok, type Result } from '../errors.ts';
import { type Hashname, hashnameOfParts } from '../hashname/hashname.ts';
import { fingerprintOf, highestSharedCsid, type PublicIdentity, readParts } from '../hashname/keys.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../packet/json.ts';
import { decodePacket, encodeJsonPacket } from '../packet/packet.ts';
import { decodeCompactInner } from './compact-inner.ts';
import type { InnerOpen } from './inner-open.ts';

/** An open that was unsealed, but not verified: anybody may have made it. */
export interface ClaimedOpen {
  readonly inner: InnerOpen;
  readonly lineKey: Uint8Array;
}

/** An open that was unsealed and verified: its sender holds the key of `identity` and made this line key. */
export interface ReceivedOpen {
  readonly csid: string;
  readonly identity: PublicIdentity;
  readonly lineId: LineId;
  readonly lineKey: Uint8Array;
  readonly atMs: number;
}

/** Why an open is dropped; each has its own counter. */
export type OpenError =
  | 'not-unsealed'
  | 'inner-malformed'
  | 'not-for-us'
  | 'wrong-cipher-set'
  | 'key-not-of-parts'
  | 'bad-signature';

/** The bytes of the inner packet. Keys are in the order in which the reference writes them. */
export function encodeInner(inner: InnerOpen): Uint8Array {
  const json = { at: inner.atMs, to: inner.to, from: inner.from, line: lineIdText(inner.lineId) };
  return encodeJsonPacket(json, inner.publicKey);
}

export function decodeInner(bytes: Uint8Array): InnerOpen | undefined {
  const packet = decodePacket(bytes);
  if (!packet.ok || packet.value.head.kind !== 'json' || !isJsonObject(packet.value.head.json as JsonValue))
    return undefined;
  const json = packet.value.head.json as JsonObject; // as just seen
  const to = member(json, 'to');
  const from = readParts(member(json, 'from'));
  const lineId = parseLineId(member(json, 'line'));
  const atMs = member(json, 'at');
  if (typeof to !== 'string' || from === undefined || lineId === undefined || !isStamp(atMs)) return undefined;
  return { to: to as Hashname, from, lineId, atMs, publicKey: packet.value.body }; // `to` only counts if equal to ours
}

/** The whole open packet: a HEAD of one byte, the CSID, then the sealed sections. */
export function encodeOpen(
  cipherSet: CipherSet,
  recipientKey: Uint8Array,
  line: LineSide,
  sealedInner: Uint8Array,
  proof: Uint8Array,
): Uint8Array | undefined {
  const body = cipherSet.sealOpen({ recipientKey, line, sealedInner, proof });
  return body && concat(Uint8Array.of(0, 1, Number.parseInt(cipherSet.csid, 16)), body);
}

/** Where the BODY of an open begins: after the HEAD length and the CSID. */
export const OPEN_BODY_START = 3;

/** Reads an open, with what the first job made of it. Nothing in it is believed before `verifyOpen`. */
export function readOpen(
  port: CryptoPort,
  cipherSet: CipherSet,
  self: PublicIdentity,
  sections: OpenSections,
  unsealed: Uint8Array,
): Result<ClaimedOpen, OpenError> {
  const opened = cipherSet.openInner(unsealed, sections);
  if (opened === undefined) return fail('not-unsealed');
  const inner = decodeInner(opened.inner) ?? decodeCompactInner(port, cipherSet.csid, self.hashname, opened.inner);
  if (inner === undefined) return fail('inner-malformed');
  if (inner.to !== self.hashname) return fail('not-for-us');
  if (highestSharedCsid(self.parts, inner.from) !== cipherSet.csid) return fail('wrong-cipher-set');
  if (inner.from[cipherSet.csid] !== fingerprintOf(port, inner.publicKey)) return fail('key-not-of-parts');
  return ok({ inner, lineKey: opened.lineKey });
}

/** `secret` is what the set's `verifyWork` came to, if it asks for any. */
export function verifyOpen(
  port: CryptoPort,
  cipherSet: CipherSet,
  sections: OpenSections,
  { inner, lineKey }: ClaimedOpen,
  secret: Uint8Array | undefined,
): Result<ReceivedOpen, OpenError> {
  const { publicKey, lineId, atMs } = inner;
  if (!cipherSet.verifyOpen({ publicKey, lineKey, lineId, sections, secret })) return fail('bad-signature');
  const keys = { [cipherSet.csid]: publicKey.slice() };
  const identity = { hashname: hashnameOfParts(port, inner.from), parts: inner.from, keys };
  return ok({ csid: cipherSet.csid, identity, lineId, lineKey, atMs });
}

function isStamp(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
