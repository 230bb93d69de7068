import { performance } from 'node:perf_hooks';
import type { Endpoint, StartResult, SwitchFactory, SwitchStartOptions } from '../endpoint.ts';
import { reachOf, Switch, SwitchEndpoint } from '../index.ts';
import type { SwitchInsides } from '../switch.ts';
import { createCryptoJobRunner } from './crypto-jobs.ts';
import { type Clock, Driver } from './driver.ts';
import { LanBeacon } from './lan-beacon.ts';
import { localNetworks, reachablePaths } from './network-interfaces.ts';
import { createNodeCrypto } from './node-crypto.ts';
import { generateIdentity } from './node-identity.ts';
import { createSystemRandom } from './system-random.ts';
import type { Transport } from './transport.ts';
import { openUdp } from './udp-transport.ts';

const SYSTEM_CLOCK: Clock = { nowMs: () => performance.now(), wallMs: () => Date.now() };

/** Switches over real UDP sockets. */
export const nodeSwitchFactory: SwitchFactory = { generateIdentity, start };

async function start(options: SwitchStartOptions): Promise<StartResult> {
  const opened = await openUdp(options.listen);
  return opened.ok ? { ok: true, endpoint: startOver(opened.transport, options) } : opened;
}

export interface StartOverOptions extends Omit<SwitchStartOptions, 'listen'> {
  /** Hands the engine's insides to a probe; `wake` is to be called after it has touched them. For tests alone. */
  readonly expose?: (insides: SwitchInsides, wake: () => void) => void;
}

/** A switch over a transport that is open already. Closing the endpoint closes it too. */
export function startOver(transport: Transport, options: StartOverOptions): Endpoint {
  const { identity, lastOpenAtMs, persistOpenAtMs, expose, log } = options;
  const isLoopback = transport.bound.every((path) => reachOf(path) === 'loopback');
  const lanDiscovery = options.lanDiscovery ?? !isLoopback;
  const { secrets: _, ...publicIdentity } = identity;
  const engine = new Switch({
    identity: publicIdentity,
    crypto: createNodeCrypto(),
    random: createSystemRandom(),
    lastOpenAtMs,
    ...(expose && { expose: (insides) => expose(insides, () => driver.wake()) }),
    lanDiscovery,
  });
  const endpoint: SwitchEndpoint = new SwitchEndpoint(engine, {
    ...SYSTEM_CLOCK,
    wake: () => driver.wake(),
    localPaths: () => reachablePaths(transport.bound),
    localNetworks: () => localNetworks(),
    close: () => driver.close(),
  });
  const driver = new Driver({
    engine,
    transport,
    ...(lanDiscovery && { beacon: new LanBeacon({ transport, isLoopback, log: log ?? (() => undefined) }) }),
    clock: SYSTEM_CLOCK,
    runJob: createCryptoJobRunner(identity),
    persistOpenAtMs,
    dispatch: () => endpoint.dispatch(),
  });
  return endpoint;
}
