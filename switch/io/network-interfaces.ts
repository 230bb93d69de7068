import { networkInterfaces } from 'node:os';
import type { LocalNetwork } from '../endpoint.ts';
import { familyOf, isTcp, type Path } from '../index.ts';

/** What of `os.networkInterfaces()` is used, so that tests can give their own. */
export type Interfaces = ReturnType<typeof networkInterfaces>;
type InterfaceAddress = NonNullable<Interfaces[string]>[number];

/** The networks this machine is attached to now. */
export function localNetworks(interfaces: Interfaces = networkInterfaces()): LocalNetwork[] {
  return Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? []).map((address) => networkOf(name, address)),
  );
}

/**
 * Where others may reach what is bound: the address itself, or for "every interface" (0.0.0.0, ::) each address of this
 * machine, loopback left out. Link-local IPv6 comes last, with its zone: it is told to nobody but those on that link.
 */
export function reachablePaths(bound: readonly Path[], networks: readonly LocalNetwork[] = localNetworks()): Path[] {
  return bound.flatMap((path) => {
    if (path.ip !== '0.0.0.0' && path.ip !== '::') return [path];
    return networks
      .filter(
        ({ type, isLoopback, zone }) => type === familyOf(path) && !isLoopback && (!isTcp(path) || zone === undefined),
      )
      .sort((a, b) => Number(a.zone !== undefined) - Number(b.zone !== undefined))
      .map(({ ip, zone }) => ({ type: path.type, ip, port: path.port, ...(zone !== undefined && { zone }) }));
  });
}

function prefixLengthOf(cidr: string | null): number | undefined {
  const length = Number(cidr?.split('/')[1]);
  return Number.isInteger(length) ? length : undefined;
}

function networkOf(name: string, { family, address, cidr, internal, ...more }: InterfaceAddress): LocalNetwork {
  const isIpv4 = family === 'IPv4';
  const zone = isLinkLocalIpv6(address) ? zoneOf(name, 'scopeid' in more ? more.scopeid : 0) : undefined;
  return {
    type: isIpv4 ? 'ipv4' : 'ipv6',
    ip: address,
    prefixLength: prefixLengthOf(cidr) ?? (isIpv4 ? 32 : 128),
    isLoopback: internal,
    ...(zone !== undefined && { zone }),
  };
}

/** As sockets tell and take it: by name, on Windows by number. */
function zoneOf(name: string, scopeId: number): string {
  return process.platform === 'win32' ? String(scopeId) : name;
}

/** fe80::/10 (RFC 4291 section 2.5.6). */
function isLinkLocalIpv6(ip: string): boolean {
  return /^fe[89ab]/i.test(ip);
}
