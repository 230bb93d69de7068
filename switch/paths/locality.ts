import type { LocalNetwork } from '../endpoint.ts';
import { parseIp, sharePrefix } from './ip.ts';
import { isRelay, type Path, type Way } from './path.ts';

/** How far an address reaches: this machine, a network one has to be in, or everywhere. */
export type Reach = 'loopback' | 'local' | 'public';

interface Block {
  readonly network: Uint8Array;
  readonly prefixLength: number;
}

const LOOPBACK = blocks('127.0.0.0/8', '::1/128');
/** implementers.md "Local Addresses", and the shared space of carrier-grade NAT (RFC 6598). */
const LOCAL = blocks(
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
  'fe80::/10',
);

export function reachOf(path: Path): Reach {
  const bytes = parseIp(path.ip);
  if (bytes === undefined) return 'public';
  if (LOOPBACK.some((block) => isIn(bytes, block))) return 'loopback';
  return LOCAL.some((block) => isIn(bytes, block)) ? 'local' : 'public';
}

/** Whether the address lies in a network this machine is attached to, also one of public addresses. A link-local one also needs the link. */
export function isOnLink(path: Path, networks: readonly LocalNetwork[]): boolean {
  const bytes = parseIp(path.ip);
  return bytes !== undefined && networks.some((network) => isInNetwork(bytes, path.zone, network));
}

/**
 * Whether an address may be told over a path, or believed when it came over one: "never share local paths to non-local
 * hashnames" (implementers.md "Local Addresses"), and nobody far away may make us send into our own network. A relay says
 * nothing of where somebody is, so it counts as far away.
 */
export function mayBeTold(told: Path, over: Way, networks: readonly LocalNetwork[]): boolean {
  const reach = reachOf(told);
  if (reach === 'public') return true;
  if (isRelay(over)) return false;
  if (told.zone !== undefined) return told.zone === over.zone; // it exists on that link alone
  const overReach = reachOf(over);
  if (overReach === 'loopback') return true;
  return reach === 'local' && (overReach === 'local' || isOnLink(over, networks));
}

function blocks(...texts: readonly string[]): readonly Block[] {
  return texts.map((text) => {
    const [ip = '', prefixLength = ''] = text.split('/');
    const network = parseIp(ip);
    if (network === undefined) throw new Error(`no address: ${ip}`);
    return { network, prefixLength: Number(prefixLength) };
  });
}

function isIn(bytes: Uint8Array, block: Block): boolean {
  return sharePrefix(bytes, block.network, block.prefixLength);
}

function isInNetwork(bytes: Uint8Array, zone: string | undefined, network: LocalNetwork): boolean {
  const own = parseIp(network.ip);
  return own !== undefined && zone === network.zone && sharePrefix(bytes, own, network.prefixLength);
}
