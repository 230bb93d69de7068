import type { Endpoint, SecretIdentity } from '../endpoint.ts';
import { IdentityFile } from '../io/identity-file.ts';
import { CSIDS } from '../io/node-identity.ts';
import { openTransport } from '../io/open-transport.ts';
import type { StartOverOptions } from '../io/switch-factory.ts';
import type { Transport } from '../io/transport.ts';
import { absentCommands } from './absent.ts';
import { Refusal, refuse } from './ask.ts';
import { GuardedTransport } from './guarded-transport.ts';
import { HeadlessNode } from './headless-node.ts';
import { type Command, type Emit, emitTo, obeyLines } from './json-lines.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { readSeedsFile } from './seeds-file.ts';
import { ThtpCommands } from './thtp-commands.ts';

/** Puts a switch on the transport; `commands` are those that only this sort of switch has. */
export type StartNode = (
  transport: Transport,
  options: StartOverOptions,
) => { readonly endpoint: Endpoint; readonly commands?: Readonly<Record<string, Command>> };

/** The whole program: options, network, switch, commands until stdin ends. Exits with 1 if it can't start. */
export async function runNode(args: readonly string[], start: StartNode): Promise<void> {
  const emit = emitTo(process.stdout);
  process.stdout.on('error', () => process.exit(0)); // whoever read it is gone
  try {
    const options = readOptions(args);
    if (options.help) return void process.stdout.write(HELP);
    await drive(options, start, emit);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    emit('error', { message: error.message });
    process.exitCode = 1;
  }
}

async function drive(options: Options, start: StartNode, emit: Emit): Promise<void> {
  const file = new IdentityFile(options.id, options.csids);
  const read = await file.identity();
  const identity = read.ok ? read.value : refuse(`${options.id} holds no identity of cipher sets ${CSIDS.join(', ')}`);
  const lastOpenAtMs = await file.lastOpenAtMs();
  const network = await openNetwork(options, identity, emit);

  const persistOpenAtMs = (atMs: number) => file.persistOpenAtMs(atMs);
  const { expose } = network;
  const { endpoint, commands } = start(network.transport, {
    identity,
    lastOpenAtMs,
    persistOpenAtMs,
    lanDiscovery: options.lan,
    portMapping: options.map,
    log: (text) => emit('log', { text }),
    ...(expose && { expose }),
  });
  network.apply?.();
  const node = new HeadlessNode(endpoint, emit);
  const thtp = new ThtpCommands(endpoint, emit);
  /** In order: the router's port is given back. */
  const quit = async (): Promise<never> => {
    await endpoint.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void quit());
  const all = { ...absentCommands, ...node.commands(), ...thtp.commands(), ...network.commands, ...commands, quit };

  endpoint.setSeeding(options.seed ? 'anyone' : 'nobody');
  if (options.bridge || options['bridge-known']) endpoint.setBridging(options.bridge ? 'anyone' : 'known');
  node.ready();
  for (const seed of await readSeedsFile(options.seeds)) node.learn(seed);
  if (!options.offline) node.online();
  await obeyLines(process.stdin, new Map(Object.entries(all)), emit);
  if (!options.stay) await quit();
}

/** What `--test` adds, and the transport that the switch is put on. */
interface Network {
  readonly transport: Transport;
  readonly commands: Readonly<Record<string, Command>>;
  readonly expose?: NonNullable<StartOverOptions['expose']>;
  /** Does what the options say of the engine, once there is one. */
  readonly apply?: () => void;
}

/** The socket, behind its guard, and with `--test` behind the faults. */
async function openNetwork(options: Options, identity: SecretIdentity, emit: Emit): Promise<Network> {
  const opened = await openTransport({
    listen: { ip: options.ip, port: options.port },
    tcp: options.tcp,
    log: (text) => emit('log', { text }),
  });
  if (!opened.ok) return refuse(opened.detail);
  const guarded = new GuardedTransport(opened.transport, { mayLeave: options['any-network'] }, emit);
  if (!options.test) return { transport: guarded, commands: { stats: () => ({ stats: guarded.counts }) } };

  // Packages leave this folder out: nobody's messenger can be told to lose or forge packets.
  const { EngineTools, FaultyTransport, testCommands } = await import('./test-tools/index.ts');
  const faulty = new FaultyTransport(guarded, options, emit);
  const stats = () => ({ stats: { ...guarded.counts, ...faulty.counts } });
  const engine = new EngineTools(identity, emit);
  const apply = () => {
    if (options.plain) engine.tapPlain(true);
    for (const { name, valueMs } of options.set) engine.set(name, valueMs);
  };
  const commands = { ...testCommands(faulty, engine), ...engine.commands(), stats };
  return { transport: faulty, commands, expose: engine.expose, apply };
}
