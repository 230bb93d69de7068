import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalNetwork, MappingStatus } from '../endpoint.ts';
import { isOnLink, type Path, reachOf } from '../index.ts';
import { findGateways, type Gateway } from './gateway.ts';
import { MAPPING_LOOK_MS, MAPPING_RENEW_MS_MIN, MAPPING_RETRY_MS, MAPPING_SLEPT_MS } from './limits.ts';
import { localNetworks } from './network-interfaces.ts';
import { createPcp, createPmp } from './port-mapping-pcp.ts';
import { Upnp } from './port-mapping-upnp.ts';
import type { Mapped, MappingWay, MappingWish } from './port-mapping-way.ts';

export interface PortMappingParts {
  /** Our UDP port, to be reached from outside. */
  readonly port: number;
  /** Our TCP port as well, if we listen there. */
  readonly tcpPort?: number;
  readonly log: (line: string) => void;
  /** The address outside has come, changed or gone. */
  readonly onChange: () => void;
  readonly networks?: () => readonly LocalNetwork[];
  readonly gateways?: (networks: readonly LocalNetwork[]) => Promise<readonly Gateway[]>;
  /** Where the router listens, if not where they all do. */
  readonly gatewayPort?: number;
  readonly ssdpPort?: number;
}

const PATH_TYPES = { udp: 'ipv4', tcp: 'tcp4' } as const;

/** What a router was asked for, in which language. */
interface Current {
  readonly way: MappingWay;
  readonly mapped: Map<MappingWish['protocol'], Mapped>;
}

/**
 * Asks the home router for a port that leads to ours: by PCP, else by NAT-PMP, else by UPnP. Renews it at half its life, asks
 * again in another network and after a sleep, and gives it back at the end. A router that knows none of them costs a few
 * datagrams now and then.
 */
export class PortMapping {
  readonly #parts: PortMappingParts;
  readonly #networks: () => readonly LocalNetwork[];
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #gateways: readonly Gateway[] = [];
  #current: Current | undefined;
  /** Asked when we were told to close: it may have mapped what we didn't hear of. */
  #interrupted: { readonly way: MappingWay; readonly wish: MappingWish } | undefined;
  #paths: readonly Path[] = [];
  #hasLooked = false;
  #dueAtMs = 0;
  /** By the clock of the calendar, which goes on while the machine sleeps. */
  #lookedAtMs = Date.now();

  constructor(parts: PortMappingParts) {
    this.#parts = parts;
    this.#networks = parts.networks ?? localNetworks;
    this.#running = this.#run();
  }

  /** Our addresses outside, UDP first, if there is a mapping and it isn't behind one more NAT. */
  paths(): readonly Path[] {
    return this.#paths;
  }

  status(): MappingStatus {
    const by = this.#current?.way.name;
    if (by === undefined) return { state: this.#hasLooked ? 'none' : 'asking' };
    return { state: this.#paths.length > 0 ? 'mapped' : 'behind-another', by };
  }

  /** The router may have restarted: what it knows is asked at the next look. */
  askAnew(): void {
    this.#dueAtMs = 0;
  }

  /** Gives back what we have, if the router still answers. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
    const current = this.#current;
    this.#current = undefined;
    const taken = current === undefined ? [] : this.#wishes(current).map((wish) => ({ way: current.way, wish }));
    if (this.#interrupted !== undefined) taken.push(this.#interrupted);
    await Promise.all(taken.map(({ way, wish }) => way.unmap(wish)));
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await this.#look();
      this.#hasLooked = true;
      await sleep(MAPPING_LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined); // closing
    }
  }

  async #look(): Promise<void> {
    const networks = this.#networks();
    const gateways = await (this.#parts.gateways ?? findGateways)(networks);
    const isElsewhere = JSON.stringify(gateways) !== JSON.stringify(this.#gateways);
    const hasSlept = Date.now() - this.#lookedAtMs > MAPPING_SLEPT_MS;
    this.#lookedAtMs = Date.now();
    if (isElsewhere) this.#forget(gateways);
    if (gateways.length === 0 || (performance.now() < this.#dueAtMs && !hasSlept)) return;
    const current = (await this.#renew()) ?? (await this.#mapAnew(gateways, networks));
    if (this.#closing.signal.aborted && current === undefined) return;
    this.#current = current;
    this.#dueAtMs = performance.now() + renewalMs(current);
    this.#tell();
  }

  /** What another network's router gave us ends there by itself. */
  #forget(gateways: readonly Gateway[]): void {
    this.#gateways = gateways;
    this.#current = undefined;
    this.#dueAtMs = 0;
    this.#tell();
  }

  async #renew(): Promise<Current | undefined> {
    const { way } = this.#current ?? {};
    return way && this.#mapBy(way);
  }

  async #mapAnew(gateways: readonly Gateway[], networks: readonly LocalNetwork[]): Promise<Current | undefined> {
    for (const gateway of gateways) {
      for (const way of this.#waysOf(gateway, networks)) {
        const current = this.#closing.signal.aborted ? undefined : await this.#mapBy(way);
        if (current !== undefined) return current;
      }
    }
    return undefined;
  }

  #waysOf(gateway: Gateway, networks: readonly LocalNetwork[]): readonly MappingWay[] {
    const { gatewayPort, ssdpPort } = this.#parts;
    const network = networks.filter(({ ip }) => ip === gateway.ownIp);
    const isNear = (ip: string) => isOnLink({ type: 'ipv4', ip, port: 1 }, network);
    return [
      createPcp(gateway, gatewayPort),
      createPmp(gateway, gatewayPort),
      new Upnp({ gateway, isNear, ...(ssdpPort !== undefined && { ssdpPort }) }),
    ];
  }

  /** UDP counts; without it TCP is not asked for. */
  async #mapBy(way: MappingWay): Promise<Current | undefined> {
    const mapped = new Map<MappingWish['protocol'], Mapped>();
    for (const wish of this.#wishes(this.#current)) {
      this.#interrupted = { way, wish };
      const given = await way.map(wish, this.#closing.signal);
      if (!this.#closing.signal.aborted || given !== undefined) this.#interrupted = undefined;
      if (given === undefined) break;
      mapped.set(wish.protocol, given);
    }
    return mapped.has('udp') ? { way, mapped } : undefined;
  }

  /** With the ports outside that we have. */
  #wishes(current: Current | undefined): readonly MappingWish[] {
    const { port, tcpPort } = this.#parts;
    const ports = [
      { protocol: 'udp', port } as const,
      ...(tcpPort ? [{ protocol: 'tcp', port: tcpPort } as const] : []),
    ];
    return ports.map((wish) => ({ ...wish, outsidePort: current?.mapped.get(wish.protocol)?.port ?? wish.port }));
  }

  /** An address behind one more NAT leads nowhere, and is told to nobody. */
  #tell(): void {
    const paths = [...(this.#current?.mapped ?? [])]
      .map(([protocol, { ip, port }]) => ({ type: PATH_TYPES[protocol], ip, port }))
      .filter((path) => reachOf(path) === 'public');
    if (JSON.stringify(paths) === JSON.stringify(this.#paths)) return;
    this.#paths = paths;
    const name = paths.length > 0 ? this.#current?.way.name : undefined;
    this.#parts.log(name === undefined ? 'port mapping: none' : `port mapping: by ${name}`);
    this.#parts.onChange();
  }
}

function renewalMs(current: Current | undefined): number {
  if (current === undefined) return MAPPING_RETRY_MS;
  const lifetimesSeconds = [...current.mapped.values()].map(({ lifetimeSeconds }) => lifetimeSeconds);
  return Math.max(MAPPING_RENEW_MS_MIN, Math.min(...lifetimesSeconds) * 500);
}
