import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Path } from '../../../switch/index.ts';

/** A path as it stands in an invite: 1 byte 4 or 6, the address, uint16 port. Undefined for what is no address. */
export function encodePath(path: Path): Uint8Array | undefined {
  if (!ipaddr.isValid(path.ip)) return undefined;
  const address = ipaddr.parse(path.ip).toByteArray();
  return Uint8Array.of(path.type === 'ipv4' ? 4 : 6, ...address, path.port >> 8, path.port & 0xff);
}

/** Reads one; `length` is how many bytes it took. `cut` if the bytes end first, `wrong` if there is no such thing. */
export function decodePath(bytes: Uint8Array, offset: number): { path: Path; length: number } | 'cut' | 'wrong' {
  const version = bytes[offset];
  if (version === undefined) return 'cut';
  if (version !== 4 && version !== 6) return 'wrong';
  const ipLength = version === 4 ? 4 : 16;
  const length = 1 + ipLength + 2;
  if (offset + length > bytes.length) return 'cut';
  const ip = ipaddr.fromByteArray([...bytes.subarray(offset + 1, offset + 1 + ipLength)]).toString();
  const port = ((bytes[offset + length - 2] ?? 0) << 8) | (bytes[offset + length - 1] ?? 0);
  if (port === 0) return 'wrong';
  return { path: { type: isIPv4(ip) ? 'ipv4' : 'ipv6', ip, port }, length };
}
