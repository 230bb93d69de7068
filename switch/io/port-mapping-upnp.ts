import { isIPv4 } from 'node:net';
import type { Gateway } from './gateway.ts';
import { MAPPING_LIFETIME_SECONDS, UPNP_GATEWAYS_MAX, UPNP_PORTS_TRIED_MAX } from './limits.ts';
import { exchange } from './port-mapping-http.ts';
import { readElement, readServices, type WanService, writeCall } from './port-mapping-soap.ts';
import { searchGateways } from './port-mapping-ssdp.ts';
import type { Mapped, MappingWay, MappingWish } from './port-mapping-way.ts';
import { createSystemRandom } from './system-random.ts';

/** Errors of AddPortMapping that another call may get round (WANIPConnection:1 section 2.4.16, :2 section 2.5.16). */
const CONFLICT = 718;
const SAME_PORTS_ONLY = 724;
const PERMANENT_ONLY = 725;
/** What a router that has only permanent mappings is asked for. */
const FOREVER = 0;
/** Shown in the router's list, to whoever looks there. */
const DESCRIPTION = 'TeleHash';
/** Ports that no service has by right (RFC 6335 section 6). */
const DYNAMIC_PORT_MIN = 49_152;
const DYNAMIC_PORTS = 65_536 - DYNAMIC_PORT_MIN;

export interface UpnpParts {
  readonly gateway: Gateway;
  /** Whether an address is in the router's network. */
  readonly isNear: (ip: string) => boolean;
  readonly ssdpPort?: number;
}

/** What a call came to: the answer's text, or the router's error, or neither. */
interface Called {
  readonly text?: string;
  readonly error?: number;
}

/** Internet gateway devices of UPnP, versions 1 and 2, in plain HTTP: the language of most home routers. */
export class Upnp implements MappingWay {
  readonly name = 'UPnP';
  readonly #parts: UpnpParts;
  /** The connection that gave us a port. */
  #service: WanService | undefined;

  constructor(parts: UpnpParts) {
    this.#parts = parts;
  }

  async map(wish: MappingWish, signal: AbortSignal): Promise<Mapped | undefined> {
    const known = this.#service && (await this.#mapAt(this.#service, wish, signal));
    if (known !== undefined) return known;
    for (const service of await this.#findServices(signal)) {
      const mapped = await this.#mapAt(service, wish, signal);
      if (mapped !== undefined) return mapped;
    }
    return undefined;
  }

  async unmap({ protocol, outsidePort }: MappingWish): Promise<void> {
    if (this.#service === undefined) return;
    await this.#call(this.#service, 'DeletePortMapping', {
      NewRemoteHost: '',
      NewExternalPort: outsidePort,
      NewProtocol: protocol.toUpperCase(),
    });
  }

  async #findServices(signal: AbortSignal): Promise<readonly WanService[]> {
    const { gateway, isNear, ssdpPort } = this.#parts;
    const search = { ownIp: gateway.ownIp, gatewayIp: gateway.ip, isNear, signal };
    const locations = await searchGateways(ssdpPort === undefined ? search : { ...search, port: ssdpPort });
    const services: WanService[] = [];
    for (const url of locations.slice(0, UPNP_GATEWAYS_MAX)) {
      const page = await exchange({ url, ownIp: gateway.ownIp, signal });
      if (page?.status === 200) services.push(...readServices(page.text, url));
    }
    return services;
  }

  /** A connection that is down tells no address, and is passed over. */
  async #mapAt(service: WanService, wish: MappingWish, signal: AbortSignal): Promise<Mapped | undefined> {
    const { text = '' } = await this.#call(service, 'GetExternalIPAddress', {}, signal);
    const ip = readElement(text, 'NewExternalIPAddress') ?? '';
    if (!isIPv4(ip) || ip === '0.0.0.0') return undefined;
    this.#service = service;
    const ports = [wish.outsidePort, wish.port, ...randomPorts()].slice(0, UPNP_PORTS_TRIED_MAX);
    for (const port of new Set(ports)) {
      const { text: added, error } = await this.#add(service, { ...wish, outsidePort: port }, signal);
      if (added !== undefined) return { ip, port, lifetimeSeconds: MAPPING_LIFETIME_SECONDS };
      if (error !== CONFLICT && error !== SAME_PORTS_ONLY) return undefined;
    }
    return undefined;
  }

  async #add(service: WanService, wish: MappingWish, signal: AbortSignal): Promise<Called> {
    const values = {
      NewRemoteHost: '',
      NewExternalPort: wish.outsidePort,
      NewProtocol: wish.protocol.toUpperCase(),
      NewInternalPort: wish.port,
      NewInternalClient: this.#parts.gateway.ownIp,
      NewEnabled: 1,
      NewPortMappingDescription: DESCRIPTION,
      NewLeaseDuration: MAPPING_LIFETIME_SECONDS,
    };
    const called = await this.#call(service, 'AddPortMapping', values, signal);
    if (called.error !== PERMANENT_ONLY) return called;
    return this.#call(service, 'AddPortMapping', { ...values, NewLeaseDuration: FOREVER }, signal);
  }

  async #call(
    { type, controlUrl }: WanService,
    action: string,
    values: Readonly<Record<string, string | number>>,
    signal?: AbortSignal,
  ): Promise<Called> {
    const soap = { action: `${type}#${action}`, body: writeCall(type, action, values) };
    const asked = { url: controlUrl, ownIp: this.#parts.gateway.ownIp, soap };
    const answer = await exchange(signal === undefined ? asked : { ...asked, signal });
    if (answer?.status === 200) return { text: answer.text };
    const error = Number(readElement(answer?.text ?? '', 'errorCode'));
    return Number.isInteger(error) ? { error } : {};
  }
}

/** Where somebody else has the port that we would like. */
function randomPorts(): readonly number[] {
  const dice = createSystemRandom()(2 * UPNP_PORTS_TRIED_MAX);
  const view = new DataView(dice.buffer, dice.byteOffset, dice.length);
  return Array.from(
    { length: UPNP_PORTS_TRIED_MAX },
    (_, index) => DYNAMIC_PORT_MIN + (view.getUint16(2 * index) % DYNAMIC_PORTS),
  );
}
