import type { LocalNetwork } from '../endpoint.ts';
import { formatIp, parseIp } from '../index.ts';
import type { Path } from '../paths/path.ts';
import { LAN_NETWORKS_MAX } from './limits.ts';

/** discovery.md "Local Area Networks": where everybody listens. */
export const LAN_PORT = 42_420;

/**
 * Where they listen on each link: the specification names the group of IPv4 alone. Ours for IPv6 has the same number in
 * its last 32 bits, link-local scope, and the flag of groups that IANA hasn't assigned (RFC 4291 section 2.7).
 */
export const LAN_GROUPS = { ipv4: '239.42.42.42', ipv6: 'ff12::ef2a:2a2a' } as const;

/** Every address of loopback, as the reference does it on one machine. */
const LOOPBACK_BROADCAST = '127.255.255.255';
const LOOPBACK = '127.0.0.1';
/** Longer ones have no broadcast address (RFC 3021). */
const PREFIX_LENGTH_MAX = 30;
/** Interfaces that have link-local addresses and lead to no network of ours: tunnels, and radios that macOS keeps for itself. */
const NO_LAN_PATTERN = /^(utun|tun|wg|ppp|ipsec|gif|stf|awdl|llw|anpi)\d*$/;

export interface LanTarget {
  /** By which network: our address there, or `::%eth0`. */
  readonly via: string;
  readonly to: Path;
}

export const LOOPBACK_TARGET: LanTarget = {
  via: LOOPBACK,
  to: { type: 'ipv4', ip: LOOPBACK_BROADCAST, port: LAN_PORT },
};

/**
 * Each network's own broadcast address, and the multicast group by each; of what is bound to one address, its network.
 * A network of one or two ends is a tunnel to somewhere else: nobody there is near.
 */
export function lanTargets(networks: readonly LocalNetwork[], bound: readonly Path[]): readonly LanTarget[] {
  const isBound = ({ type, ip }: LocalNetwork) =>
    bound.some((path) => path.type === type && (path.ip === ip || path.ip === '0.0.0.0' || path.ip === '::'));
  const near = networks.filter((network) => !network.isLoopback && isBound(network));
  const four = near.filter(({ type, prefixLength }) => type === 'ipv4' && prefixLength <= PREFIX_LENGTH_MAX);
  const zones = new Set(near.flatMap(({ zone }) => (zone === undefined || NO_LAN_PATTERN.test(zone) ? [] : [zone])));
  return [
    ...four.slice(0, LAN_NETWORKS_MAX).flatMap(targetsOfNetwork),
    ...[...zones].slice(0, LAN_NETWORKS_MAX).map(targetOfLink),
  ];
}

function targetsOfNetwork(network: LocalNetwork): readonly LanTarget[] {
  return [broadcastOf(network), LAN_GROUPS.ipv4].map((ip) => ({
    via: network.ip,
    to: { type: 'ipv4', ip, port: LAN_PORT },
  }));
}

function targetOfLink(zone: string): LanTarget {
  return { via: `::%${zone}`, to: { type: 'ipv6', ip: LAN_GROUPS.ipv6, port: LAN_PORT, zone } };
}

/** All ones behind the prefix. */
function broadcastOf({ ip, prefixLength }: LocalNetwork): string {
  const bytes = parseIp(ip) ?? new Uint8Array(4);
  return formatIp(bytes.map((byte, index) => byte | (0xff >> Math.min(8, Math.max(0, prefixLength - 8 * index)))));
}
