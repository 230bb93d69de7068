import { parseArgs } from 'node:util';
import { CSIDS, type Csid } from '../io/node-identity.ts';
import { refuse } from './ask.ts';

export const HELP = `A headless TeleHash switch, driven by one JSON object a line over stdin and stdout.

  --port N --ip A      UDP port (0: any free one) and address (127.0.0.1)
  --id FILE            keeps the identity there; without it, a new one each time
  --seeds FILE         a seeds.json whose entries it links to
  --offline            waits for {"do":"online"} before it opens lines to them
  --csids 1a,2a,3a     cipher sets of a new identity (2a)
  --any-network        sends also to addresses other than 127.0.0.0/8
  --stay               goes on when stdin closes
  --map                asks the router for a port that leads here (PCP, NAT-PMP, UPnP), and gives it back
  --tcp                listens for TCP at the same port, and connects by it where UDP brings nothing
  --help               this
  --lan                finds switches on local networks (bound to 127.0.0.1: on this machine) and opens lines to them
  --seed               others may be told of this node, and ask it for people
  --bridge             forwards the lines of others that find no straight way
  --bridge-known       the same, but only for those it was told to connect to, and whoever talks to them
  --test               allows what follows, and raw packets:
  --loss P --dup P --reorder P --delay MS   what befalls datagrams, each way; --rng N seeds the dice
  --deny PORT          that port and this node cannot reach each other; may be given more than once
  --wire --plain       reports each datagram; each open and channel packet as sealed and unsealed
  --set NAME=VALUE     shortens a wait: chan_timeout, nat_timeout (milliseconds); may be given more than once

Commands: id connect paths listen start send ack bulk thtp serve path ping addSeed learn forget seek link peer online links lines
stats quit, with --test also datagram tap faults deny open packet set. Bodies are base64. Every command is answered by "done" or "error", with its "tag".
`;

/** The same names as the reference switch of the wire tests, so that one driver can drive either. */
const OPTIONS = {
  port: { type: 'string', default: '0' },
  ip: { type: 'string', default: '127.0.0.1' },
  id: { type: 'string' },
  seeds: { type: 'string' },
  offline: { type: 'boolean', default: false },
  csids: { type: 'string', default: '2a' },
  'any-network': { type: 'boolean', default: false },
  stay: { type: 'boolean', default: false },
  seed: { type: 'boolean', default: false },
  bridge: { type: 'boolean', default: false },
  'bridge-known': { type: 'boolean', default: false },
  lan: { type: 'boolean', default: false },
  map: { type: 'boolean', default: false },
  tcp: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  test: { type: 'boolean', default: false },
  loss: { type: 'string', default: '0' },
  dup: { type: 'string', default: '0' },
  reorder: { type: 'string', default: '0' },
  delay: { type: 'string', default: '0' },
  rng: { type: 'string', default: '1' },
  deny: { type: 'string', multiple: true },
  wire: { type: 'boolean', default: false },
  plain: { type: 'boolean', default: false },
  set: { type: 'string', multiple: true },
} as const;

/** Options that do harm, and so need `--test`. */
const TEST_ONLY = ['loss', 'dup', 'reorder', 'delay', 'deny', 'wire', 'plain', 'set'] as const;

export type Options = ReturnType<typeof parse>;
export type FaultOptions = Pick<Options, 'loss' | 'dup' | 'reorder' | 'delay' | 'rng' | 'deny' | 'wire'>;

/** Throws a `Refusal` with what is wrong. */
export function readOptions(args: readonly string[]): Options {
  const options = parse(args);
  const given = TEST_ONLY.filter((name) => isGiven(options[name]));
  if (!options.test && given.length > 0) refuse(`--${given.join(', --')}: only with --test`);
  return options;
}

function isGiven(value: Options[(typeof TEST_ONLY)[number]]): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function parse(args: readonly string[]) {
  const values = parseValues(args);
  return {
    ...values,
    port: toNumber('port', values.port, 65535),
    csids: toCsids(values.csids),
    loss: toNumber('loss', values.loss, 1),
    dup: toNumber('dup', values.dup, 1),
    reorder: toNumber('reorder', values.reorder, 1),
    delay: toNumber('delay', values.delay, 60_000),
    rng: toNumber('rng', values.rng, 2 ** 32 - 1),
    deny: (values.deny ?? []).map((port) => toNumber('deny', port, 65535)),
    set: (values.set ?? []).map(toSetting),
  };
}

function toSetting(text: string) {
  const [name = '', value = ''] = text.split('=', 2);
  return { name, valueMs: toNumber(`set ${name}`, value, Number.MAX_SAFE_INTEGER) };
}

function parseValues(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error)); // it names the option
  }
}

function toCsids(text: string): readonly Csid[] {
  const named = new Set(text.split(','));
  const csids = CSIDS.filter((csid) => named.has(csid));
  return csids.length === named.size ? csids : refuse(`--csids ${text}: cipher sets are ${CSIDS.join(', ')}`);
}

function toNumber(name: string, text: string, max: number): number {
  const value = Number(text);
  return text.trim() !== '' && value >= 0 && value <= max
    ? value
    : refuse(`--${name} ${text}: a number from 0 to ${max}`);
}
