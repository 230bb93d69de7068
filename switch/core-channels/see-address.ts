import { SEE_READ_MAX } from '../constants.ts';
import { type Hashname, parseHashname } from '../hashname/hashname.ts';
import { highestSharedCsid, type Parts } from '../hashname/keys.ts';
import type { JsonValue } from '../packet/json.ts';
import { reachOf } from '../paths/locality.ts';
import { isRelay, normalizePath, type Path, type Way } from '../paths/path.ts';

/** One entry of a `see` (switch.md "seek"): "hash,cs,ip,port" or "hash,cs". Says where somebody may be; nothing is proven. */
export interface SeeAddress {
  readonly hashname: Hashname;
  /** The cipher set that the one who wrote it proposes to whom it was written for. */
  readonly csid: string;
  /** Only public ones: it was seen by somebody far away, and is a hint to send an empty packet to. */
  readonly address?: Path;
}

const CSID_PATTERN = /^[0-9a-f]{2}$/;
const PORT_PATTERN = /^[1-9][0-9]{0,4}$/;
/** "hash,cs,ip,port" with an IPv6 address at its longest. */
const SEE_ADDRESS_CHARS_MAX = 64 + 1 + 2 + 1 + 45 + 1 + 5;

/** Undefined unless it names a hashname and a cipher set. An address that is none, or not public, is left out. */
export function readSeeAddress(value: JsonValue | undefined): SeeAddress | undefined {
  if (typeof value !== 'string' || value.length > SEE_ADDRESS_CHARS_MAX) return undefined;
  const [name, csid = '', ip, port] = value.split(',');
  const hashname = parseHashname(name);
  if (hashname === undefined || !CSID_PATTERN.test(csid)) return undefined;
  const address = readAddress(ip, port);
  return { hashname, csid, ...(address === undefined ? {} : { address }) };
}

/** Reads a list of them: its first entries, each hashname once. What is none is passed over: the reference sends empty ones. */
export function readSee(value: JsonValue | undefined): readonly SeeAddress[] {
  if (!Array.isArray(value)) return [];
  const byHashname = new Map<Hashname, SeeAddress>();
  for (const entry of value.slice(0, SEE_READ_MAX)) {
    const see = readSeeAddress(entry);
    if (see !== undefined && !byHashname.has(see.hashname)) byHashname.set(see.hashname, see);
  }
  return [...byHashname.values()];
}

/**
 * What a `see` says of somebody to `to`; undefined if the two share no cipher set, and so can't meet. Only public IPv4 addresses
 * are told, which is all that the reference reads.
 */
export function writeSeeAddress(
  seen: { readonly hashname: Hashname; readonly parts: Parts; readonly path: Way | undefined },
  to: Parts,
): string | undefined {
  const csid = highestSharedCsid(to, seen.parts);
  if (csid === undefined) return undefined;
  const { path } = seen;
  const isTold = path !== undefined && !isRelay(path) && path.type === 'ipv4' && reachOf(path) === 'public';
  return [seen.hashname, csid, ...(isTold ? [path.ip, path.port] : [])].join(',');
}

function readAddress(ip: string | undefined, port: string | undefined): Path | undefined {
  if (ip === undefined || port === undefined || !PORT_PATTERN.test(port)) return undefined;
  const path = normalizePath({ type: ip.includes(':') ? 'ipv6' : 'ipv4', ip, port: Number(port) });
  return path !== undefined && reachOf(path) === 'public' ? path : undefined;
}
