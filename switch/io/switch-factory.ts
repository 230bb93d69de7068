import { performance } from 'node:perf_hooks';
import type { Endpoint, StartResult, SwitchFactory, SwitchStartOptions } from '../endpoint.ts';
import { isTcp, type Path, reachOf, Switch, SwitchEndpoint } from '../index.ts';
import type { SwitchInsides } from '../switch-parts.ts';
import { createCryptoJobs } from './crypto-jobs.ts';
import { type Clock, Driver } from './driver.ts';
import { LanBeacon } from './lan-beacon.ts';
import { LOOK_MS, NETWORKS_KEPT_MS } from './limits.ts';
import { localNetworks, reachablePaths } from './network-interfaces.ts';
import { createNodeCrypto } from './node-crypto.ts';
import { generateIdentity } from './node-identity.ts';
import { openTransport } from './open-transport.ts';
import { PortMapping } from './port-mapping.ts';
import { createSystemRandom } from './system-random.ts';
import type { Transport } from './transport.ts';

const SYSTEM_CLOCK: Clock = { nowMs: () => performance.now(), wallMs: () => Date.now() };

/** Switches over real UDP sockets. */
export const nodeSwitchFactory: SwitchFactory = { generateIdentity, start };

async function start(options: SwitchStartOptions): Promise<StartResult> {
  const opened = await openTransport(options);
  return opened.ok ? { ok: true, endpoint: startOver(opened.transport, options) } : opened;
}

export interface StartOverOptions extends Omit<SwitchStartOptions, 'listen' | 'tcp'> {
  /** See SwitchOptions. */
  readonly datagramBytesMax?: number;
  /** Hands the engine's insides to a probe; `wake` is to be called after it has touched them. For tests alone. */
  readonly expose?: (insides: SwitchInsides, wake: () => void) => void;
}

/** A switch over a transport that is open already. Closing the endpoint closes it too. */
export function startOver(transport: Transport, options: StartOverOptions): Endpoint {
  const { identity, lastOpenAtMs, persistOpenAtMs, expose, datagramBytesMax } = options;
  const isLoopback = transport.bound.every((path) => reachOf(path) === 'loopback');
  const { lanDiscovery = !isLoopback, portMapping = !isLoopback, log = () => undefined } = options;
  const mapping = portMapping ? createMapping(transport.bound, log, () => driver.wake()) : undefined;
  const { secrets: _, ...publicIdentity } = identity;
  const networks = keptFor(NETWORKS_KEPT_MS, localNetworks);
  const engine = new Switch({
    identity: publicIdentity,
    crypto: createNodeCrypto(),
    random: createSystemRandom(),
    lastOpenAtMs,
    ...(datagramBytesMax !== undefined && { datagramBytesMax }),
    ...(expose && { expose: (insides) => expose(insides, () => driver.wake()) }),
    lanDiscovery,
  });
  const endpoint: SwitchEndpoint = new SwitchEndpoint(engine, {
    ...SYSTEM_CLOCK,
    wake: () => driver.wake(),
    localPaths: () => withOutside(reachablePaths(transport.bound, networks()), mapping?.paths() ?? []),
    localNetworks: networks,
    handleOutsideChanged: () => mapping?.askAnew(),
    mapping: () => mapping?.status() ?? { state: 'off' },
    close: async () => {
      clearInterval(looking);
      await Promise.all([driver.close(), mapping?.close()]);
    },
  });
  const jobs = createCryptoJobs(identity);
  jobs.warmUp();
  const driver = new Driver({
    engine,
    transport,
    ...(lanDiscovery && { beacon: new LanBeacon({ transport, isLoopback, log }) }),
    clock: SYSTEM_CLOCK,
    jobs,
    persistOpenAtMs,
    dispatch: () => endpoint.dispatch(),
  });
  // A turn looks at this machine's networks, and whether it slept: with nothing to send there may be none for long.
  const looking = setInterval(() => driver.wake(), LOOK_MS).unref();
  return endpoint;
}

/** What `look` said, for that long. */
function keptFor<T>(keptMs: number, look: () => T): () => T {
  let kept: { readonly value: T; readonly untilMs: number } | undefined;
  return () => {
    const nowMs = SYSTEM_CLOCK.nowMs();
    if (kept === undefined || nowMs >= kept.untilMs) kept = { value: look(), untilMs: nowMs + keptMs };
    return kept.value;
  };
}

/** Without UDP over IPv4 there is nothing to map. What is bound to one address has the router of its network. */
function createMapping(
  bound: readonly Path[],
  log: (line: string) => void,
  onChange: () => void,
): PortMapping | undefined {
  const udp = bound.find(({ type }) => type === 'ipv4');
  const tcp = bound.find(({ type }) => type === 'tcp4');
  if (udp === undefined) return undefined;
  const networks = () => localNetworks().filter(({ ip }) => udp.ip === '0.0.0.0' || udp.ip === ip);
  return new PortMapping({ port: udp.port, ...(tcp && { tcpPort: tcp.port }), log, onChange, networks });
}

/**
 * Our port at an address of this machine first, then the address outside: an application that tells only some of them (an
 * invite has room for three) tells that one. Without any network, or with link-local addresses alone, there is no outside either.
 */
function withOutside(paths: readonly Path[], outside: readonly Path[]): readonly Path[] {
  const [first, ...others] = paths;
  if (first === undefined || first.zone !== undefined) return paths;
  const [udp, tcp] = [outside.filter((path) => !isTcp(path)), outside.filter(isTcp)];
  return [first, ...udp, ...others, ...tcp];
}
