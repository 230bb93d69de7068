import { toHex } from '../bytes.ts';
import type { CryptoPort, Random } from '../cipher-sets/crypto-port.ts';
import { LAN_TRACE_BYTES, LAN_TRACE_CHARS_MAX } from '../constants.ts';
import { hashnameOfParts } from '../hashname/hashname.ts';
import { fingerprintOf, highestSharedCsid, type Parts, type PublicIdentity, readParts } from '../hashname/keys.ts';
import { type JsonObject, member } from '../packet/json.ts';
import { encodeJsonPacket } from '../packet/packet.ts';

/** "Who is here?" (discovery.md): says which cipher sets the asker has, not who it is. */
export interface Ping {
  /** To be given back, if there was one. */
  readonly trace: string | undefined;
  /** The CSIDs of the asker, as parts without fingerprints. */
  readonly csids: Parts;
}

/** "I am": nobody has proven anything by it, but the key is the one of the hashname. */
export interface Pong {
  readonly trace: string;
  readonly identity: PublicIdentity;
}

const PING_TYPE = 'ping';
const PONG_TYPE = 'pong';
const CSID_PATTERN = /^[0-9a-f]{2}$/;

/** A trace that only those who hear the ping know: as long as the reference's. */
export function newTrace(random: Random): string {
  return toHex(random(LAN_TRACE_BYTES));
}

/** The specification's example has `"c":1`; the reference sends none, and neither reads it. */
export function encodePing(parts: Parts, trace: string): Uint8Array {
  const csids = Object.keys(parts).sort();
  return encodeJsonPacket({ type: PING_TYPE, trace, ...Object.fromEntries(csids.map((csid) => [csid, true])) });
}

export function readPing(json: JsonObject): Ping | undefined {
  if (member(json, 'type') !== PING_TYPE) return undefined;
  const trace = member(json, 'trace');
  if (trace !== undefined && (typeof trace !== 'string' || trace.length > LAN_TRACE_CHARS_MAX)) return undefined;
  const csids = Object.keys(json).filter((key) => CSID_PATTERN.test(key) && json[key] === true);
  return { trace, csids: Object.fromEntries(csids.map((csid) => [csid, ''])) };
}

/** Undefined if the asker has no cipher set in common with us. */
export function encodePong(self: PublicIdentity, ping: Ping): Uint8Array | undefined {
  const csid = highestSharedCsid(self.parts, ping.csids);
  const key = csid === undefined ? undefined : self.keys[csid];
  if (key === undefined) return undefined;
  const trace = ping.trace === undefined ? {} : { trace: ping.trace };
  return encodeJsonPacket({ type: PONG_TYPE, from: self.parts, ...trace }, key);
}

/** Undefined unless the body is the key of the highest cipher set that the sender and we have. */
export function readPong(
  port: Pick<CryptoPort, 'sha256'>,
  ours: Parts,
  json: JsonObject,
  body: Uint8Array,
): Pong | undefined {
  const trace = member(json, 'trace');
  const parts = readParts(member(json, 'from'));
  if (member(json, 'type') !== PONG_TYPE || typeof trace !== 'string' || parts === undefined) return undefined;
  const csid = highestSharedCsid(ours, parts);
  if (csid === undefined || fingerprintOf(port, body) !== parts[csid]) return undefined;
  const identity = { hashname: hashnameOfParts(port, parts), parts, keys: { [csid]: body.slice() } };
  return { trace, identity };
}
