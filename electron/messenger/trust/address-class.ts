import ipaddr from 'ipaddr.js';
import type { LocalNetwork, Path } from '../../../switch/index.ts';

/** Only packets of this very machine can come from there: 127.0.0.0/8 and ::1. */
export function isLoopback(ip: string): boolean {
  return rangeOf(ip) === 'loopback';
}

/** An address that the internet routes to one place; private, carrier-grade and link-local ones exist many times. */
export function isPublic(ip: string): boolean {
  return rangeOf(ip) === 'unicast';
}

/** Whether the address is a neighbour: inside the prefix of one of this machine's interfaces. */
export function isOnLink(ip: string, networks: readonly LocalNetwork[]): boolean {
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  return networks.some((network) => {
    if (!ipaddr.isValid(network.ip)) return false;
    const own = ipaddr.process(network.ip);
    if (own.kind() !== address.kind()) return false;
    return address.match(own, network.prefixLength);
  });
}

/** "192.0.2.7:42424", "[2001:db8::1]:42424". */
export function addressText(path: Path): string {
  return path.ip.includes(':') ? `[${path.ip}]:${path.port}` : `${path.ip}:${path.port}`;
}

export function isSamePath(a: Path, b: Path): boolean {
  return a.ip === b.ip && a.port === b.port && a.type === b.type;
}

function rangeOf(ip: string): string {
  return ipaddr.isValid(ip) ? ipaddr.process(ip).range() : 'invalid';
}
