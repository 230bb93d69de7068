import { networkInterfaces } from 'node:os';
import type { LocalNetwork } from '../endpoint.ts';
import type { Path } from '../paths/path.ts';

/** What of `os.networkInterfaces()` is used, so that tests can give their own. */
export type Interfaces = ReturnType<typeof networkInterfaces>;

/** The networks this machine is attached to now. */
export function localNetworks(interfaces: Interfaces = networkInterfaces()): LocalNetwork[] {
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .map(({ family, address, cidr, internal }) => ({
      type: family === 'IPv4' ? 'ipv4' : 'ipv6',
      ip: address,
      prefixLength: prefixLengthOf(cidr) ?? (family === 'IPv4' ? 32 : 128),
      isLoopback: internal,
    }));
}

/**
 * Where others may reach what is bound: the address itself, or for "every interface" (0.0.0.0, ::) each address of this
 * machine, loopback left out. Link-local IPv6 is left out too: it means nothing without a zone, and a path has none.
 */
export function reachablePaths(bound: readonly Path[], networks: readonly LocalNetwork[] = localNetworks()): Path[] {
  return bound.flatMap((path) => {
    if (path.ip !== '0.0.0.0' && path.ip !== '::') return [path];
    return networks
      .filter(({ type, ip, isLoopback }) => type === familyOf(path) && !isLoopback && !isLinkLocalIpv6(ip))
      .map(({ ip }) => ({ type: path.type, ip, port: path.port }));
  });
}

/** Of a UDP or a TCP address. */
function familyOf({ type }: Path): LocalNetwork['type'] {
  return type === 'ipv4' || type === 'tcp4' ? 'ipv4' : 'ipv6';
}

function prefixLengthOf(cidr: string | null): number | undefined {
  const length = Number(cidr?.split('/')[1]);
  return Number.isInteger(length) ? length : undefined;
}

/** fe80::/10 (RFC 4291 section 2.5.6). */
function isLinkLocalIpv6(ip: string): boolean {
  return /^fe[89ab]/i.test(ip);
}
