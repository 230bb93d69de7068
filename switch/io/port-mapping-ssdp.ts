import { createSocket } from 'node:dgram';
import { setTimeout as sleep } from 'node:timers/promises';
import { SSDP_ANSWER_BYTES_MAX, SSDP_ANSWERS_MAX, SSDP_GAPS_MS } from './limits.ts';

/** Where UPnP devices listen, and port (UPnP Device Architecture 1.1 section 1.3.2). */
const SSDP_GROUP = '239.255.255.250';
export const SSDP_PORT = 1_900;
/** That page's default. */
const SSDP_HOPS = 2;
/** Version 2 answers to it as well. */
const GATEWAY_TYPE = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1';
const ANSWER_PATTERN = /^HTTP\/1\.[01] 200 /;
const TYPE_PATTERN = /^st:\s*urn:schemas-upnp-org:(device:InternetGatewayDevice|service:WAN(IP|PPP)Connection):\d/im;
const LOCATION_PATTERN = /^location:\s*(http:\/\/\S{1,512})\s*$/im;

export interface GatewaySearch {
  readonly ownIp: string;
  /** Asked by name too, and taken first: where multicast is filtered, and where several routers answer. */
  readonly gatewayIp: string;
  /** Whether an address is in the router's network. */
  readonly isNear: (ip: string) => boolean;
  readonly port?: number;
  readonly signal: AbortSignal;
}

/** The descriptions of routers that say they speak UPnP, the gateway's own first. */
export async function searchGateways(search: GatewaySearch): Promise<readonly URL[]> {
  const { ownIp, gatewayIp, isNear, port = SSDP_PORT, signal } = search;
  const found = new Map<string, URL>();
  const done = new AbortController();
  const end = () => done.abort();
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  const socket = createSocket('udp4');
  socket.on('error', end); // our address is gone
  socket.on('message', (bytes, { address }) => {
    const location = isNear(address) ? readSearchAnswer(bytes, address) : undefined;
    if (location === undefined || found.size >= SSDP_ANSWERS_MAX) return;
    found.set(location.href, location);
    if (address === gatewayIp) end();
  });
  await new Promise<void>((resolve) => {
    socket.once('error', () => resolve());
    socket.bind({ address: ownIp, port: 0, exclusive: true }, () => {
      socket.setMulticastTTL(SSDP_HOPS);
      resolve();
    });
  });
  for (const gapMs of SSDP_GAPS_MS) {
    if (done.signal.aborted) break;
    for (const ip of [SSDP_GROUP, gatewayIp]) socket.send(searchText(ip, port), port, ip, () => undefined);
    await sleep(gapMs, undefined, { signal: done.signal }).catch(() => undefined); // found, or not wanted any more
  }
  signal.removeEventListener('abort', end);
  await new Promise<void>((resolve) => void socket.close(() => resolve()));
  return [...found.values()].sort((a, b) => Number(b.hostname === gatewayIp) - Number(a.hostname === gatewayIp));
}

/** Undefined unless it names a page on the very machine that it came from: nobody else's is ours to ask. */
export function readSearchAnswer(bytes: Uint8Array, from: string): URL | undefined {
  if (bytes.length > SSDP_ANSWER_BYTES_MAX) return undefined;
  const text = new TextDecoder('latin1').decode(bytes);
  if (!ANSWER_PATTERN.test(text) || !TYPE_PATTERN.test(text)) return undefined;
  const location = LOCATION_PATTERN.exec(text)?.[1];
  const url = location !== undefined && URL.canParse(location) ? new URL(location) : undefined;
  return url?.hostname === from && url.username === '' ? url : undefined;
}

function searchText(ip: string, port: number): string {
  const lines = ['M-SEARCH * HTTP/1.1', `HOST: ${ip}:${port}`, 'MAN: "ssdp:discover"', 'MX: 1', `ST: ${GATEWAY_TYPE}`];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
