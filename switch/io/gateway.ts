import { readFile } from 'node:fs/promises';
import type { LocalNetwork } from '../endpoint.ts';
import { formatIp, isOnLink, parseIp, reachOf } from '../index.ts';
import { GATEWAYS_MAX } from './limits.ts';

/** The router of a local network, and our address there. */
export interface Gateway {
  readonly ip: string;
  readonly ownIp: string;
}

const ROUTES_FILE = '/proc/net/route';
/** RTF_GATEWAY of Linux: the route leads to another router. */
const FLAG_GATEWAY = 2;
/** Where almost every home router is, seen from the start of its network. */
const USUAL_HOST = 1;

/**
 * The routers that datagrams to the internet may leave by, the preferred one first. Linux says it; elsewhere node has no way
 * to ask, so the first address of each private network is taken: one who isn't a router doesn't answer.
 */
export async function findGateways(networks: readonly LocalNetwork[]): Promise<readonly Gateway[]> {
  const routes = await readFile(ROUTES_FILE, 'latin1').catch(() => undefined);
  const gateways = routes === undefined ? usualGateways(networks) : gatewaysOfRoutes(routes, networks);
  return gateways.slice(0, GATEWAYS_MAX);
}

/** Reads Linux's table: default routes by their metric, whose router is in a network of ours. */
export function gatewaysOfRoutes(table: string, networks: readonly LocalNetwork[]): readonly Gateway[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, destination, , flags]) => destination === '00000000' && (Number.parseInt(flags ?? '', 16) & FLAG_GATEWAY) > 0,
    )
    .sort((a, b) => Number(a[6]) - Number(b[6]))
    .map(([, , router = '']) => formatIp(Uint8Array.from(Buffer.from(router, 'hex')).reverse()))
    .map((ip) => gatewayAt(ip, networks))
    .filter((gateway) => gateway !== undefined);
}

export function usualGateways(networks: readonly LocalNetwork[]): readonly Gateway[] {
  return networks
    .filter(({ type, ip, isLoopback }) => type === 'ipv4' && !isLoopback && reachOf({ type, ip, port: 1 }) === 'local')
    .map((network) => gatewayAt(firstHostOf(network), networks))
    .filter((gateway) => gateway !== undefined)
    .filter(({ ip, ownIp }) => ip !== ownIp);
}

function gatewayAt(ip: string, networks: readonly LocalNetwork[]): Gateway | undefined {
  const network = networks.find((each) => each.type === 'ipv4' && isOnLink({ type: 'ipv4', ip, port: 1 }, [each]));
  return network && { ip, ownIp: network.ip };
}

function firstHostOf({ ip, prefixLength }: LocalNetwork): string {
  const bytes = parseIp(ip) ?? new Uint8Array(4);
  const start = bytes.map((byte, index) => byte & ~(0xff >> Math.min(8, Math.max(0, prefixLength - 8 * index))));
  start[3] = (start[3] ?? 0) + USUAL_HOST;
  return formatIp(start);
}
