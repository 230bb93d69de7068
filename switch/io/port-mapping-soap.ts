import { UPNP_SERVICES_MAX, UPNP_SERVICES_READ_MAX } from './limits.ts';

/** A connection of a router to the outside, as its description has it (UPnP WANIPConnection, WANPPPConnection). */
export interface WanService {
  readonly type: string;
  readonly controlUrl: URL;
}

const TYPE_PATTERN = /^urn:schemas-upnp-org:service:WAN(IP|PPP)Connection:[1-9]$/;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/**
 * The connections that a description names, in its order. It is searched for the few words we need, not parsed: entities
 * beyond the five that XML knows by itself have no meaning, and nothing is ever loaded from elsewhere.
 */
export function readServices(xml: string, location: URL): readonly WanService[] {
  const base = toUrl(readElement(xml, 'URLBase') ?? '', location) ?? location;
  return xml
    .split('<service>')
    .slice(1, UPNP_SERVICES_READ_MAX + 1)
    .flatMap((service) => {
      const type = readElement(service, 'serviceType') ?? '';
      const controlUrl = toUrl(readElement(service, 'controlURL') ?? '', base);
      const isOurs = controlUrl?.protocol === 'http:' && controlUrl.hostname === location.hostname;
      return isOurs && TYPE_PATTERN.test(type) ? [{ type, controlUrl }] : [];
    })
    .slice(0, UPNP_SERVICES_MAX);
}

/** The text of the first element of that name, whatever its namespace is called. */
export function readElement(xml: string, name: string): string | undefined {
  // Every repetition has a limit, so that no text takes longer than its length.
  const text = new RegExp(`<(?:[\\w-]{1,20}:)?${name}(?:\\s[^<>]{0,200})?>([^<]{0,1000})<`).exec(xml)?.[1];
  return text?.trim().replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => ENTITIES[entity] ?? '');
}

/** A call, as it is posted (UPnP Device Architecture 1.1 section 3.1.1). Values are ours: numbers, addresses and names. */
export function writeCall(type: string, action: string, values: Readonly<Record<string, string | number>>): string {
  const inner = Object.entries(values).map(([name, value]) => `<${name}>${value}</${name}>`);
  return [
    '<?xml version="1.0"?>',
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"',
    ' s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>',
    `<u:${action} xmlns:u="${type}">${inner.join('')}</u:${action}>`,
    '</s:Body></s:Envelope>',
  ].join('');
}

function toUrl(text: string, base: URL): URL | undefined {
  return text !== '' && URL.canParse(text, base.href) ? new URL(text, base.href) : undefined;
}
