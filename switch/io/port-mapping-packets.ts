import { formatIp, parseIp } from '../index.ts';

/** Both protocols live on this port of the gateway (RFC 6887 section 19, RFC 6886 section 3.1). */
export const MAPPING_PORT = 5_351;
/** Tells one mapping of ours from another's (RFC 6887 section 11.1). */
export const NONCE_BYTES = 12;

/** What we ask for: a port of the gateway that leads to a port of ours. Lifetime 0 takes it back. */
export interface MappingRequest {
  readonly protocol: 'udp' | 'tcp';
  readonly ownIp: string;
  readonly port: number;
  /** The port outside that we had or would like; 0: any. */
  readonly outsidePort: number;
  readonly lifetimeSeconds: number;
  readonly nonce: Uint8Array;
}

export type MappingAnswer =
  | {
      readonly kind: 'mapped';
      readonly ip: string | undefined;
      readonly port: number;
      readonly lifetimeSeconds: number;
    }
  | { readonly kind: 'address'; readonly ip: string }
  /** The gateway speaks NAT-PMP only. */
  | { readonly kind: 'older' }
  | { readonly kind: 'refused'; readonly code: number };

const PCP_VERSION = 2;
const PCP_MAP = 1;
const PCP_BYTES = 60;
const PCP_UNSUPPORTED_VERSION = 1;
const PMP_VERSION = 0;
/** What a gateway that knows NAT-PMP alone answers to PCP (RFC 6886 section 3.5). */
const PMP_UNSUPPORTED_VERSION = 1;
const PMP_ADDRESS = 0;
const PMP_MAP = { udp: 1, tcp: 2 } as const;
/** Set in the operation of every answer. */
const ANSWER_BIT = 0x80;
/** Numbers of protocols, as IP has them. */
const PROTOCOLS = { udp: 17, tcp: 6 } as const;

/** A PCP MAP request (RFC 6887 sections 7.1 and 11.1). */
export function encodePcpMap(request: MappingRequest): Uint8Array {
  const { protocol, ownIp, port, outsidePort, lifetimeSeconds, nonce } = request;
  const bytes = new Uint8Array(PCP_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set([PCP_VERSION, PCP_MAP]);
  view.setUint32(4, lifetimeSeconds);
  bytes.set(mapped(parseIp(ownIp) ?? new Uint8Array(4)), 8);
  bytes.set(nonce, 24);
  bytes[36] = PROTOCOLS[protocol];
  view.setUint16(40, port);
  view.setUint16(42, lifetimeSeconds === 0 ? 0 : outsidePort); // section 15: no wishes when it is taken back
  bytes.set(mapped(new Uint8Array(4)), 44);
  return bytes;
}

/** NAT-PMP has two questions: the gateway's address (RFC 6886 section 3.2) ... */
export function encodePmpAddress(): Uint8Array {
  return Uint8Array.of(PMP_VERSION, PMP_ADDRESS);
}

/** ... and a mapping (section 3.3). */
export function encodePmpMap({ protocol, port, outsidePort, lifetimeSeconds }: MappingRequest): Uint8Array {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  bytes.set([PMP_VERSION, PMP_MAP[protocol]]);
  view.setUint16(4, port);
  view.setUint16(6, lifetimeSeconds === 0 ? 0 : outsidePort);
  view.setUint32(8, lifetimeSeconds);
  return bytes;
}

/** Reads what came from the gateway. Undefined if it is no answer to this request. */
export function readMappingAnswer(bytes: Uint8Array, request: MappingRequest): MappingAnswer | undefined {
  if (bytes.length < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes[0] === PCP_VERSION) return readPcp(bytes, view, request);
  return bytes[0] === PMP_VERSION ? readPmp(bytes, view, request) : undefined;
}

function readPcp(bytes: Uint8Array, view: DataView, request: MappingRequest): MappingAnswer | undefined {
  if (bytes.length < PCP_BYTES || bytes[1] !== (PCP_MAP | ANSWER_BIT)) return undefined;
  const isOurs = request.nonce.every((byte, index) => bytes[24 + index] === byte);
  if (!isOurs || bytes[36] !== PROTOCOLS[request.protocol] || view.getUint16(40) !== request.port) return undefined;
  const code = view.getUint8(3);
  if (code === PCP_UNSUPPORTED_VERSION) return { kind: 'older' };
  if (code !== 0) return { kind: 'refused', code };
  const ip = parseIp(formatIp(bytes.subarray(44, 60))); // an IPv4 address in IPv6 clothes comes out as its 4 bytes
  return { kind: 'mapped', ip: ip && formatIp(ip), port: view.getUint16(42), lifetimeSeconds: view.getUint32(4) };
}

/** An error is shorter than an answer: its first eight bytes alone. */
function readPmp(bytes: Uint8Array, view: DataView, request: MappingRequest): MappingAnswer | undefined {
  const operation = (bytes[1] ?? 0) ^ ANSWER_BIT;
  if (operation !== PMP_ADDRESS && operation !== PMP_MAP[request.protocol]) return undefined;
  const code = view.getUint16(2);
  if (code === PMP_UNSUPPORTED_VERSION) return { kind: 'older' };
  if (code !== 0) return { kind: 'refused', code };
  if (operation === PMP_ADDRESS)
    return bytes.length < 12 ? undefined : { kind: 'address', ip: formatIp(bytes.subarray(8, 12)) };
  if (bytes.length < 16 || view.getUint16(8) !== request.port) return undefined;
  return { kind: 'mapped', ip: undefined, port: view.getUint16(10), lifetimeSeconds: view.getUint32(12) };
}

/** ::ffff:0:0/96, as PCP writes IPv4 addresses. */
function mapped(ip: Uint8Array): Uint8Array {
  return Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...ip.subarray(0, 4));
}
