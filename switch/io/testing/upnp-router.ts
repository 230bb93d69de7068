import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const LOCAL = '127.0.0.1';
const SERVICE = 'urn:schemas-upnp-org:service:WANIPConnection:1';

/** What a router of a test says; whatever is left out, it says as a good one does. */
export interface RouterManners {
  readonly externalIp?: string;
  /** The error of AddPortMapping, 0 for none. */
  readonly add?: (call: SoapCall) => number;
  /** The page that describes it. */
  readonly page?: (answer: ServerResponse) => void;
  /** Text of the description's controlURL. */
  readonly controlUrl?: string;
  /** The whole answer to a search, given where the description is. */
  readonly searchAnswer?: (location: string) => string;
}

export interface SoapCall {
  readonly action: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A home router that speaks UPnP on loopback: a socket for searches, and pages over HTTP. */
export class UpnpRouter {
  readonly calls: SoapCall[] = [];
  /** Requests over HTTP, by their paths. */
  readonly requests: string[] = [];
  readonly #manners: RouterManners;
  readonly #search = createSocket('udp4');
  readonly #server = createServer((request, answer) => void this.#serve(request, answer));

  constructor(manners: RouterManners = {}) {
    this.#manners = manners;
  }

  async start(): Promise<this> {
    this.#server.listen(0, LOCAL);
    await once(this.#server, 'listening');
    this.#search.on('message', (bytes, { port, address }) => {
      if (!String(bytes).startsWith('M-SEARCH * HTTP/1.1\r\n')) return;
      const { searchAnswer = goodSearchAnswer } = this.#manners;
      this.#search.send(searchAnswer(`http://${LOCAL}:${this.httpPort}/root.xml`), port, address);
    });
    this.#search.bind(0, LOCAL);
    await once(this.#search, 'listening');
    return this;
  }

  get ssdpPort(): number {
    return this.#search.address().port;
  }

  get httpPort(): number {
    return (this.#server.address() as AddressInfo).port; // it listens on a port, not on a file
  }

  /** Calls of that action so far. */
  callsOf(action: string): readonly SoapCall[] {
    return this.calls.filter((call) => call.action === action);
  }

  stop(): void {
    this.#search.close();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    this.requests.push(request.url ?? '');
    const { page, controlUrl = '/control' } = this.#manners;
    if (request.method === 'GET') {
      if (page === undefined) answer.end(descriptionWith(controlUrl));
      else page(answer);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const call = readCall(Buffer.concat(chunks).toString());
    this.calls.push(call);
    this.#answerCall(call, answer);
  }

  #answerCall(call: SoapCall, answer: ServerResponse): void {
    const { externalIp = '5.6.7.8', add = () => 0 } = this.#manners;
    const error = call.action === 'AddPortMapping' ? add(call) : 0;
    if (error > 0) answer.statusCode = 500;
    const inner = error > 0 ? faultOf(error) : `<NewExternalIPAddress>${externalIp}</NewExternalIPAddress>`;
    answer.end(`<?xml version="1.0"?><s:Envelope><s:Body>${inner}</s:Body></s:Envelope>`);
  }
}

export function goodSearchAnswer(location: string): string {
  const type = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1';
  return ['HTTP/1.1 200 OK', 'CACHE-CONTROL: max-age=120', `ST: ${type}`, `LOCATION: ${location}`, '', ''].join('\r\n');
}

/** As miniupnpd has it: other services first. */
export function descriptionWith(controlUrl: string): string {
  const services = [
    ['urn:schemas-upnp-org:service:Layer3Forwarding:1', '/other'],
    ['urn:schemas-upnp-org:service:WANCommonInterfaceConfig:1', '/other'],
    [SERVICE, controlUrl],
  ].map(([type, url]) => `<service><serviceType>${type}</serviceType><controlURL>${url}</controlURL></service>`);
  return `<?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0"><device><serviceList>${services.join('\n')}</serviceList></device></root>`;
}

function faultOf(error: number): string {
  return `<s:Fault><detail><UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>${error}</errorCode></UPnPError></detail></s:Fault>`;
}

function readCall(text: string): SoapCall {
  const values = [...text.matchAll(/<(New\w+)>([^<]*)</g)].map(([, name = '', value = '']) => [name, value]);
  return { action: /<u:(\w+)/.exec(text)?.[1] ?? '', values: Object.fromEntries(values) };
}
