import { concat } from '../bytes.ts';
import type { CipherSet, LineSide, OpenSections } from '../cipher-sets/cipher-set.ts';
import type { CryptoPort } from '../cipher-sets/crypto-port.ts';
import { type LineId, lineIdText, parseLineId } from '../cipher-sets/line-id.ts';
import { fail, ok, type Result } from '../errors.ts';
import { type Hashname, hashnameOfParts } from '../hashname/hashname.ts';
import { fingerprintOf, highestSharedCsid, type Parts, type PublicIdentity, readParts } from '../hashname/keys.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../packet/json.ts';
import { decodePacket, encodeJsonPacket } from '../packet/packet.ts';

/** What the inner packet of an open says (network.md "open"). */
export interface InnerOpen {
  readonly to: Hashname;
  readonly from: Parts;
  readonly lineId: LineId;
  /** The sender's stamp of the line, milliseconds since 1970: rises with each new line. */
  readonly atMs: number;
  /** The sender's public key of the cipher set in use. */
  readonly publicKey: Uint8Array;
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
  signature: Uint8Array,
): Uint8Array | undefined {
  const body = cipherSet.sealOpen({ recipientKey, line, sealedInner, signature });
  return body && concat(Uint8Array.of(0, 1, Number.parseInt(cipherSet.csid, 16)), body);
}

/** Where the BODY of an open begins: after the HEAD length and the CSID. */
export const OPEN_BODY_START = 3;

/** Reads an open, once the job has decrypted its line key. Nothing of it is believed before the signature holds. */
export function receiveOpen(
  port: CryptoPort,
  cipherSet: CipherSet,
  self: PublicIdentity,
  sections: OpenSections,
  lineKey: Uint8Array,
): Result<ReceivedOpen, OpenError> {
  const innerBytes = cipherSet.openInner(lineKey, sections);
  if (innerBytes === undefined) return fail('not-unsealed');
  const inner = decodeInner(innerBytes);
  if (inner === undefined) return fail('inner-malformed');
  if (inner.to !== self.hashname) return fail('not-for-us');
  if (highestSharedCsid(self.parts, inner.from) !== cipherSet.csid) return fail('wrong-cipher-set');
  if (inner.from[cipherSet.csid] !== fingerprintOf(port, inner.publicKey)) return fail('key-not-of-parts');
  if (!cipherSet.verifyOpen(inner.publicKey, lineKey, inner.lineId, sections)) return fail('bad-signature');
  const keys = { [cipherSet.csid]: inner.publicKey.slice() };
  const identity = { hashname: hashnameOfParts(port, inner.from), parts: inner.from, keys };
  return ok({ csid: cipherSet.csid, identity, lineId: inner.lineId, lineKey, atMs: inner.atMs });
}

function isStamp(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
