import { createSocket, type Socket } from 'node:dgram';
import type { Path } from '../paths/path.ts';
import { SOCKET_BUFFER_BYTES, SOCKET_BUFFER_BYTES_MIN } from './limits.ts';
import { plainBytes } from './plain-bytes.ts';

export type BindResult =
  | { readonly ok: true; readonly socket: UdpSocket }
  | { readonly ok: false; readonly error: BindError; readonly detail: string };

export type BindError = 'port-taken' | 'address-unavailable' | 'network-denied';

/** One bound UDP socket of one family. */
export interface UdpSocket {
  readonly bound: Path;
  send(to: Path, bytes: Uint8Array): void;
  /** To a broadcast or multicast address, by the interface that has the address `via`. */
  broadcast(via: string, to: Path, bytes: Uint8Array): void;
  onDatagram(receive: (from: Path, bytes: Uint8Array) => void): void;
  close(): Promise<void>;
}

/** Binds a socket. `port` 0 takes any free one. A failure names the address and what can be done. */
export async function bindUdp(at: Path): Promise<BindResult> {
  const socket = createSocket({
    type: at.type === 'ipv4' ? 'udp4' : 'udp6',
    ipv6Only: at.type === 'ipv6', // or it would take the IPv4 socket's port too
    // Addresses are numbers here. Node would ask a resolver, which costs a turn and tells a name to a stranger's server.
    lookup: (address, _options, done) => done(null, address, at.type === 'ipv4' ? 4 : 6),
  });
  const problem = await bind(socket, at);
  if (problem !== undefined) {
    socket.close();
    return { ok: false, ...explain(at, problem) };
  }
  // Only a broken handle could say something now, and each send has a callback of its own.
  socket.on('error', () => undefined);
  growBuffers(socket);
  return { ok: true, socket: wrap(socket, at) };
}

function bind(socket: Socket, { ip, port }: Path): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    socket.once('error', resolve);
    socket.bind({ address: ip, port, exclusive: true }, () => {
      socket.removeAllListeners('error');
      resolve(undefined);
    });
  });
}

function wrap(socket: Socket, { type, ip }: Path): UdpSocket {
  let isOpen = true;
  return {
    bound: { type, ip, port: socket.address().port },
    send(to, bytes) {
      if (isOpen && to.port > 0 && to.port < 65536) socket.send(bytes, to.port, hostOf(to), ignoreSendError);
    },
    broadcast(via, to, bytes) {
      if (isOpen) shout(socket, via, to, bytes);
    },
    onDatagram(receive) {
      socket.on('message', (bytes, { address, port }) => {
        if (isOpen) receive(pathFrom(type, address, port), plainBytes(bytes));
      });
    },
    close() {
      isOpen = false;
      return new Promise((resolve) => void socket.close(resolve));
    },
  };
}

/**
 * Broadcasting is allowed for this one datagram only: otherwise a peer could name the broadcast address of our network as
 * its own, and make us shout. Sending happens inside the call; what the kernel has no room for is lost.
 */
function shout(socket: Socket, via: string, to: Path, bytes: Uint8Array): void {
  try {
    if (isMulticast(to.ip)) socket.setMulticastInterface(via);
    socket.setBroadcast(true);
    socket.send(bytes, to.port, hostOf(to), ignoreSendError);
    socket.setBroadcast(false);
  } catch {
    // the interface is gone, or the system forbids it: a datagram lost
  }
}

/** 224.0.0.0/4 and ff00::/8. */
function isMulticast(ip: string): boolean {
  if (ip.includes(':')) return ip.startsWith('ff');
  const first = Number.parseInt(ip, 10);
  return first >= 224 && first < 240;
}

/** No route, a full buffer, an ICMP answer to an earlier datagram: each is only a datagram lost. */
function ignoreSendError(): void {
  // Without this callback node would raise an `error` event instead.
}

/** The system writes `fe80::1%eth0`. */
export function pathFrom(type: Path['type'], address: string, port: number): Path {
  const zoneAt = address.indexOf('%');
  if (zoneAt < 0) return { type, ip: address, port };
  return { type, ip: address.slice(0, zoneAt), port, zone: address.slice(zoneAt + 1) };
}

function hostOf({ ip, zone }: Path): string {
  return zone === undefined ? ip : `${ip}%${zone}`;
}

function growBuffers(socket: Socket): void {
  grow((bytes) => socket.setRecvBufferSize(bytes));
  grow((bytes) => socket.setSendBufferSize(bytes));
}

/** Asks for half as long as the system refuses; then its default stays. */
function grow(ask: (bytes: number) => void): void {
  for (let bytes = SOCKET_BUFFER_BYTES; bytes >= SOCKET_BUFFER_BYTES_MIN; bytes /= 2) {
    if (isTaken(ask, bytes)) return;
  }
}

function isTaken(ask: (bytes: number) => void, bytes: number): boolean {
  try {
    ask(bytes);
    return true;
  } catch {
    return false; // the system's way to say "less"
  }
}

function explain({ type, ip, port }: Path, problem: NodeJS.ErrnoException): { error: BindError; detail: string } {
  const address = type === 'ipv4' ? `${ip}:${port}` : `[${ip}]:${port}`;
  const code = problem.code ?? problem.message;
  switch (code) {
    case 'EADDRINUSE':
      return { error: 'port-taken', detail: `UDP ${address} is in use by another program (${code}).` };
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
    case 'ENOTFOUND':
      return { error: 'address-unavailable', detail: `This machine has no address ${ip} (${code}).` };
    case 'EACCES':
    case 'EPERM':
      return { error: 'network-denied', detail: `The system does not let this program use UDP ${address} (${code}).` };
    default:
      return { error: 'network-denied', detail: `UDP ${address} can't be used (${code}).` };
  }
}
