import { PATHS_LISTED_MAX } from '../constants.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../packet/json.ts';
import { formatIp, parseIp } from './ip.ts';

/**
 * A network address a packet can be sent to or came from (network.md "Network Paths"). `ipv4` and `ipv6` are UDP; `tcp4` and
 * `tcp6` are ours, for networks that let no UDP through (ext/path_tcp.md, DECISIONS.md no. 52).
 */
export interface Path {
  readonly type: PathType;
  /** Textual address without brackets. */
  readonly ip: string;
  /** UDP or TCP port, 1 to 65535. */
  readonly port: number;
  /**
   * Which of this machine's links a link-local IPv6 address is on: the interface's name, on Windows its number. It means
   * nothing elsewhere, so it is never written into a packet or kept for the next start (DECISIONS.md no. 57).
   */
  readonly zone?: string;
}

export type PathType = 'ipv4' | 'ipv6' | 'tcp4' | 'tcp6';

/**
 * No address: packets to and from `remote` go as bodies on a `peer` or `connect` channel with `via` (switch.md "relay").
 * Exists only inside the engine, and is never written into a packet.
 */
export interface RelayPath {
  readonly type: 'relay';
  readonly via: Hashname;
  readonly remote: Hashname;
  /** Where `via` was when the relay began, for people to see; the relay goes wherever `via` goes. */
  readonly at: Path;
}

/** However a packet may go to a peer. */
export type Way = Path | RelayPath;

const PORT_MAX = 0xffff;
/** Longest name of an interface: 15 characters on Linux, a number on Windows. */
const ZONE_CHARS_MAX = 64;

export function isRelay(way: Way): way is RelayPath {
  return way.type === 'relay';
}

export function isTcp(way: Way): way is Path & { readonly type: 'tcp4' | 'tcp6' } {
  return way.type === 'tcp4' || way.type === 'tcp6';
}

/** The link of ours that a packet came by, if its sender's address means nothing elsewhere. */
export function zoneOf(way: Way): string | undefined {
  return isRelay(way) ? undefined : way.zone;
}

/** Of a UDP or a TCP address. */
export function familyOf({ type }: Path): 'ipv4' | 'ipv6' {
  return type === 'ipv4' || type === 'tcp4' ? 'ipv4' : 'ipv6';
}

/** One text for each address, whatever its spelling was. */
export function pathKey(path: Way): string {
  if (isRelay(path)) return relayKey(path.via, path.remote);
  const zone = path.zone === undefined ? '' : `%${path.zone}`;
  const address = familyOf(path) === 'ipv4' ? path.ip : `[${path.ip}${zone}]`;
  return `${isTcp(path) ? 'tcp ' : ''}${address}:${path.port}`;
}

export function relayKey(via: Hashname, remote: Hashname): string {
  return `relay ${via} ${remote}`;
}

export function samePath(a: Way, b: Way): boolean {
  if (a === b) return true;
  if (isRelay(a) || isRelay(b)) return isRelay(a) && isRelay(b) && a.via === b.via && a.remote === b.remote;
  return a.port === b.port && a.ip === b.ip && a.zone === b.zone && isTcp(a) === isTcp(b);
}

/** The path in its one spelling; undefined if it is none that a datagram can be sent to. */
export function normalizePath(path: Path): Path | undefined {
  const bytes = parseIp(path.ip);
  if (bytes === undefined || !isUnicast(bytes)) return undefined;
  if (!Number.isInteger(path.port) || path.port < 1 || path.port > PORT_MAX) return undefined;
  const plain = { type: typeOf(path, bytes), ip: formatIp(bytes), port: path.port };
  if (!isLinkLocalIpv6(bytes)) return plain;
  const { zone = '' } = path;
  return zone.length > 0 && zone.length <= ZONE_CHARS_MAX ? { ...plain, zone } : undefined;
}

/** Reads a path that somebody told us, over a link of that zone if any. Types that we can't send to are as if they weren't there. */
export function readPath(json: JsonValue | undefined, zone?: string): Path | undefined {
  if (!isJsonObject(json)) return undefined;
  const type = member(json, 'type');
  const ip = member(json, 'ip');
  const port = member(json, 'port');
  if (!isPathType(type) || typeof ip !== 'string' || typeof port !== 'number') return undefined;
  const path = normalizePath({ type, ip, port, ...(zone !== undefined && { zone }) });
  return path?.type === type ? path : undefined;
}

/** Reads a list of paths: its first entries, without repeats. Undefined if there is no list. */
export function readPaths(json: JsonValue | undefined, zone?: string): readonly Path[] | undefined {
  if (!Array.isArray(json)) return undefined;
  const byKey = new Map<string, Path>();
  for (const entry of json.slice(0, PATHS_LISTED_MAX)) {
    const path = readPath(entry, zone);
    if (path !== undefined) byKey.set(pathKey(path), path);
  }
  return [...byKey.values()];
}

/** As it goes into a packet: without its zone, which is ours alone. */
export function writePath(path: Path): JsonObject {
  return { type: path.type, ip: path.ip, port: path.port };
}

/** By the bytes of its address. Texts of the code, as every one that is put together is kept with its path. */
function typeOf(path: Path, bytes: Uint8Array): PathType {
  if (bytes.length === 4) return isTcp(path) ? 'tcp4' : 'ipv4';
  return isTcp(path) ? 'tcp6' : 'ipv6';
}

function isPathType(value: JsonValue | undefined): value is PathType {
  return value === 'ipv4' || value === 'ipv6' || value === 'tcp4' || value === 'tcp6';
}

/** Neither unspecified, multicast nor broadcast: nobody can make us shout. */
function isUnicast(bytes: Uint8Array): boolean {
  const first = bytes[0] ?? 0;
  if (bytes.length === 4) return first !== 0 && first < 224;
  return first !== 0xff && bytes.some((byte) => byte !== 0);
}

/** fe80::/10 (RFC 4291 section 2.5.6): every link has its own. */
export function isLinkLocalIpv6(bytes: Uint8Array): boolean {
  return bytes.length === 16 && bytes[0] === 0xfe && ((bytes[1] ?? 0) & 0xc0) === 0x80;
}

/** IPv6 networks are handed out in /64s, so one household is one source. */
const SOURCE_IPV6_GROUPS = 4;

/** Who sent it, as far as an address says: on this machine a port, elsewhere a host or an IPv6 network; else who relayed it. */
export function sourceOf(path: Way): string {
  if (isRelay(path)) return path.via;
  const bytes = parseIp(path.ip);
  if (bytes === undefined || bytes[0] === 127) return pathKey(path);
  if (isLinkLocalIpv6(bytes)) return `${path.ip}%${path.zone}`; // all hosts of a link share its prefix
  return bytes.length === 4 ? path.ip : bytes.subarray(0, SOURCE_IPV6_GROUPS * 2).join('.');
}
