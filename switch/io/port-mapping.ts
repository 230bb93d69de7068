import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalNetwork } from '../endpoint.ts';
import { type Path, reachOf } from '../index.ts';
import { findGateway, type Gateway } from './gateway.ts';
import { ask, type Question } from './gateway-question.ts';
import {
  MAPPING_ASKS_GAPS_MS,
  MAPPING_LIFETIME_SECONDS,
  MAPPING_LOOK_MS,
  MAPPING_RENEW_MS_MIN,
  MAPPING_RETRY_MS,
} from './limits.ts';
import { localNetworks } from './network-interfaces.ts';
import {
  encodePcpMap,
  encodePmpAddress,
  encodePmpMap,
  MAPPING_PORT,
  type MappingAnswer,
  type MappingRequest,
  NONCE_BYTES,
  readMappingAnswer,
} from './port-mapping-packets.ts';
import { createSystemRandom } from './system-random.ts';

export interface PortMappingParts {
  /** Our UDP port, to be reached from outside. */
  readonly port: number;
  readonly log: (line: string) => void;
  /** The address outside has come, changed or gone. */
  readonly onChange: () => void;
  readonly networks?: () => readonly LocalNetwork[];
  readonly gateway?: (networks: readonly LocalNetwork[]) => Promise<Gateway | undefined>;
  readonly gatewayPort?: number;
}

type Protocol = 'PCP' | 'NAT-PMP';

/**
 * Asks the home router for a port that leads to ours, by PCP and else by NAT-PMP, renews it at half its life, asks again
 * in another network, and takes it back at the end. A router that knows neither costs a few datagrams now and then.
 */
export class PortMapping {
  readonly #parts: PortMappingParts;
  readonly #networks: () => readonly LocalNetwork[];
  readonly #closing = new AbortController();
  readonly #nonce = createSystemRandom()(NONCE_BYTES);
  readonly #running: Promise<void>;
  #gateway: Gateway | undefined;
  #protocol: Protocol | undefined;
  #path: Path | undefined;
  #wishedPort: number;
  #dueAtMs = 0;

  constructor(parts: PortMappingParts) {
    this.#parts = parts;
    this.#networks = parts.networks ?? localNetworks;
    this.#wishedPort = parts.port;
    this.#running = this.#run();
  }

  /** Our address outside, if there is a mapping. */
  paths(): readonly Path[] {
    return this.#path === undefined ? [] : [this.#path];
  }

  /** The router may have restarted, or we slept: what it knows is asked at the next look. */
  askAnew(): void {
    this.#dueAtMs = 0;
  }

  /** Takes the mapping back, if the router still answers. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
    const protocol = this.#protocol;
    if (this.#gateway === undefined || protocol === undefined) return;
    this.#protocol = undefined;
    await ask({ ...this.#question(encode(protocol, this.#request(0))), gapsMs: MAPPING_ASKS_GAPS_MS.slice(0, 1) });
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await this.#look();
      await sleep(MAPPING_LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined); // closing
    }
  }

  async #look(): Promise<void> {
    const networks = this.#networks();
    const gateway = await (this.#parts.gateway ?? findGateway)(networks);
    if (gateway?.ip !== this.#gateway?.ip || gateway?.ownIp !== this.#gateway?.ownIp) {
      this.#gateway = gateway;
      this.#protocol = undefined;
      this.#dueAtMs = 0;
      this.#set(undefined);
    }
    if (gateway === undefined || performance.now() < this.#dueAtMs) return;
    const mapped = (await this.#mapByPcp()) ?? (await this.#mapByPmp());
    if (this.#closing.signal.aborted && mapped === undefined) return;
    this.#handleMapped(mapped);
  }

  #handleMapped(mapped: Mapped | undefined): void {
    if (mapped === undefined) {
      this.#protocol = undefined;
      this.#dueAtMs = performance.now() + MAPPING_RETRY_MS;
      this.#set(undefined);
      return;
    }
    this.#protocol = mapped.protocol;
    this.#wishedPort = mapped.port;
    this.#dueAtMs = performance.now() + Math.max(MAPPING_RENEW_MS_MIN, mapped.lifetimeSeconds * 500);
    const path: Path = { type: 'ipv4', ip: mapped.ip, port: mapped.port };
    this.#set(reachOf(path) === 'public' ? path : undefined); // behind one more NAT it leads nowhere
  }

  #set(path: Path | undefined): void {
    if (path?.ip === this.#path?.ip && path?.port === this.#path?.port) return;
    this.#path = path;
    this.#parts.log(path === undefined ? 'port mapping: none' : `port mapping: by ${this.#protocol}`);
    this.#parts.onChange();
  }

  async #mapByPcp(): Promise<Mapped | undefined> {
    const answer = await this.#ask(encodePcpMap(this.#request(MAPPING_LIFETIME_SECONDS)));
    if (answer?.kind !== 'mapped' || answer.ip === undefined) return undefined;
    return { protocol: 'PCP', ip: answer.ip, port: answer.port, lifetimeSeconds: answer.lifetimeSeconds };
  }

  async #mapByPmp(): Promise<Mapped | undefined> {
    const address = await this.#ask(encodePmpAddress());
    if (address?.kind !== 'address') return undefined;
    const answer = await this.#ask(encodePmpMap(this.#request(MAPPING_LIFETIME_SECONDS)));
    if (answer?.kind !== 'mapped') return undefined;
    return { protocol: 'NAT-PMP', ip: address.ip, port: answer.port, lifetimeSeconds: answer.lifetimeSeconds };
  }

  #request(lifetimeSeconds: number): MappingRequest {
    const ownIp = this.#gateway?.ownIp ?? '';
    return { ownIp, port: this.#parts.port, wishedPort: this.#wishedPort, lifetimeSeconds, nonce: this.#nonce };
  }

  #question(bytes: Uint8Array): Question {
    const { ip = '', ownIp = '' } = this.#gateway ?? {};
    const to = { ip, port: this.#parts.gatewayPort ?? MAPPING_PORT };
    return {
      to,
      ownIp,
      bytes,
      gapsMs: MAPPING_ASKS_GAPS_MS,
      read: (answer) => readMappingAnswer(answer, this.#request(0)),
    };
  }

  #ask(bytes: Uint8Array): Promise<MappingAnswer | undefined> {
    return ask({ ...this.#question(bytes), signal: this.#closing.signal });
  }
}

interface Mapped {
  readonly protocol: Protocol;
  readonly ip: string;
  readonly port: number;
  readonly lifetimeSeconds: number;
}

function encode(protocol: Protocol, request: MappingRequest): Uint8Array {
  return protocol === 'PCP' ? encodePcpMap(request) : encodePmpMap(request);
}
