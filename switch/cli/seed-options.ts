import { isIP, isIPv4 } from 'node:net';
import { parseArgs } from 'node:util';
import { type Path, reachOf } from '../index.ts';
import { CSIDS, type Csid } from '../io/node-identity.ts';
import { refuse } from './ask.ts';

/** The port of the specification's own seeds. */
const PORT_DEFAULT = 42_424;

export const SEED_HELP = `A seed: a switch that helps others to find each other, and reads nothing of what they say.

  --port N         UDP and TCP port (${PORT_DEFAULT}); 0 takes any free one
  --ip A           address to bind (every interface)
  --public-ip A    what others reach it by, where this machine has only an inner address; may be given more than once
  --folder DIR     keeps its identity and links there (./hashline-seed)
  --seeds FILE     a seeds.json of others to link to
  --csids 2a,3a    cipher sets of a new identity
  --no-bridge      does not forward the lines of those who can't reach each other
  --no-tcp         listens for UDP alone
  --help           this

On stdout is its entry for a seeds.json, and nothing else; on stderr a line a minute, without names or addresses.
SIGTERM ends it.
`;

const OPTIONS = {
  port: { type: 'string', default: String(PORT_DEFAULT) },
  ip: { type: 'string' },
  'public-ip': { type: 'string', multiple: true },
  folder: { type: 'string', default: 'hashline-seed' },
  seeds: { type: 'string' },
  csids: { type: 'string', default: '2a,3a' },
  'no-bridge': { type: 'boolean', default: false },
  'no-tcp': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

export interface SeedOptions {
  readonly help: boolean;
  readonly port: number;
  readonly ip: string | undefined;
  readonly publicIps: readonly string[];
  readonly folder: string;
  readonly seedsFile: string | undefined;
  readonly csids: readonly Csid[];
  readonly bridges: boolean;
  readonly tcp: boolean;
}

/** Throws a `Refusal` with what is wrong. */
export function readSeedOptions(args: readonly string[]): SeedOptions {
  const values = parse(args);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) refuse(`--port ${values.port}: a number from 0 to 65535`);
  if (values.ip !== undefined && isIP(values.ip) === 0) refuse(`--ip ${values.ip}: not an IP address`);
  const publicIps = values['public-ip'] ?? [];
  for (const ip of publicIps) requirePublic(ip);
  const named = values.csids.split(',');
  const csids = CSIDS.filter((csid) => named.includes(csid));
  if (csids.length !== named.length) refuse(`--csids ${values.csids}: cipher sets are ${CSIDS.join(', ')}`);
  return {
    help: values.help,
    port,
    ip: values.ip,
    publicIps,
    folder: values.folder,
    seedsFile: values.seeds,
    csids,
    bridges: !values['no-bridge'],
    tcp: !values['no-tcp'],
  };
}

/** The addresses that its entry tells: its own, or the public ones at the same ports. */
export function pathsToTell(own: readonly Path[], publicIps: readonly string[]): readonly Path[] {
  if (publicIps.length === 0) return own;
  return publicIps.flatMap((ip) => {
    const family = isIPv4(ip) ? '4' : '6';
    const ports = new Map(own.filter(({ type }) => type.endsWith(family)).map((path) => [path.type, path.port]));
    return [...ports].map(([type, port]): Path => ({ type, ip, port }));
  });
}

function requirePublic(ip: string): void {
  if (isIP(ip) === 0) refuse(`--public-ip ${ip}: not an IP address`);
  if (reachOf({ type: isIPv4(ip) ? 'ipv4' : 'ipv6', ip, port: 1 }) !== 'public')
    refuse(`--public-ip ${ip}: not a public address, so nobody outside could reach it`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error)); // it names the option
  }
}
