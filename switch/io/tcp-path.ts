import { connect, createServer, isIPv4, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { normalizePath, type Path, pathKey } from '../index.ts';
import {
  TCP_CONNECT_MS,
  TCP_CONNECTIONS_MAX,
  TCP_CONNECTIONS_PER_HOST_MAX,
  TCP_DIALS_MAX,
  TCP_LOOK_MS,
  TCP_REDIAL_MS,
  TCP_REFUSED_MAX,
  TCP_UNPROVEN_MAX,
  TCP_UNPROVEN_PER_HOST_MAX,
} from './limits.ts';
import { TcpConnection } from './tcp-connection.ts';

const EVERY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/**
 * Paths of type `tcp4` and `tcp6` (ext/path_tcp.md): a packet sent to one goes over the connection there is, or one is made.
 * Like UDP it promises nothing, and its caller waits for nothing.
 */
export class TcpPaths {
  /** The addresses that others can connect to. */
  readonly bound: readonly Path[];
  /** Where the UDP sockets are bound: who listens at one address alone sends from no other. */
  readonly #udp: readonly Path[];
  readonly #servers: readonly Server[];
  readonly #connections = new Map<string, TcpConnection>();
  /** Addresses not to be connected to before a time: nobody listened, or a connection came from there. */
  readonly #refusedUntilMs = new Map<string, number>();
  readonly #looking: NodeJS.Timeout;
  #receive: (from: Path, bytes: Uint8Array) => void = () => undefined;
  #closed: (path: Path) => void = () => undefined;
  #isClosed = false;

  private constructor(listeners: readonly Listener[], udp: readonly Path[]) {
    this.#udp = udp;
    this.bound = listeners.map(({ bound }) => bound);
    this.#servers = listeners.map(({ server }) => server);
    for (const server of this.#servers) server.on('connection', (socket) => this.#accept(socket));
    this.#looking = setInterval(() => this.#look(), TCP_LOOK_MS).unref();
  }

  /** Listens at the ports of these UDP addresses (0: any). One that another program has is left out: then we only connect to others. */
  static async open(udp: readonly Path[], log: (line: string) => void = () => undefined): Promise<TcpPaths> {
    const listeners: Listener[] = [];
    for (const path of udp) {
      const listener = await listen(path);
      if (listener === undefined) log(`TCP: port ${path.port} is not to be had`);
      else listeners.push(listener);
    }
    return new TcpPaths(listeners, udp);
  }

  onDatagram(receive: (from: Path, bytes: Uint8Array) => void): void {
    this.#receive = receive;
  }

  /** Told for each connection that has ended or couldn't be made. */
  onClosed(closed: (path: Path) => void): void {
    this.#closed = closed;
  }

  send(to: Path, bytes: Uint8Array): void {
    if (this.#isClosed) return;
    const connection = this.#connections.get(pathKey(to)) ?? this.#dial(to);
    connection?.send(bytes);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#looking);
    for (const connection of this.#connections.values()) connection.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => void server.close(resolve))));
  }

  #accept(socket: Socket): void {
    const remote = remoteOf(socket);
    if (remote === undefined || this.#isClosed || !this.#hasRoomFor(remote) || !this.#mayStayUnproven(remote)) {
      socket.destroy();
      return;
    }
    this.#add(socket, remote, false);
  }

  #dial(to: Path): TcpConnection | undefined {
    const dials = [...this.#connections.values()].filter(({ isConnecting }) => isConnecting).length;
    const refusedUntilMs = this.#refusedUntilMs.get(pathKey(to)) ?? 0;
    if (dials >= TCP_DIALS_MAX || performance.now() < refusedUntilMs || !this.#hasRoomFor(to)) return undefined;
    const family = isIPv4(to.ip) ? 4 : 6;
    const from = this.#udp.find(({ ip }) => (isIPv4(ip) ? 4 : 6) === family)?.ip;
    if (from === undefined) return undefined;
    const localAddress = EVERY_ADDRESS.has(from) ? {} : { localAddress: from };
    const socket = connect({ host: to.ip, port: to.port, family, ...localAddress });
    socket.setTimeout(TCP_CONNECT_MS, () => socket.destroy());
    socket.once('connect', () => socket.setTimeout(0));
    return this.#add(socket, to, true);
  }

  #add(socket: Socket, remote: Path, isDialled: boolean): TcpConnection {
    const connection = new TcpConnection(socket, remote, isDialled, performance.now(), {
      onPacket: (from, bytes) => this.#receive(from, bytes),
      onClosed: (closed) => this.#handleClosed(closed),
    });
    this.#connections.set(connection.key, connection);
    return connection;
  }

  #handleClosed(connection: TcpConnection): void {
    if (this.#connections.get(connection.key) === connection) this.#connections.delete(connection.key);
    const { key, isDialled, wasConnected } = connection;
    if (!isDialled) this.#refuse(key, Number.POSITIVE_INFINITY);
    else if (!wasConnected) this.#refuse(key, performance.now() + TCP_REDIAL_MS);
    if (!this.#isClosed) this.#closed(connection.remote);
  }

  #refuse(key: string, untilMs: number): void {
    this.#refusedUntilMs.delete(key); // put back as the newest
    this.#refusedUntilMs.set(key, untilMs);
    const [oldest] = this.#refusedUntilMs.keys();
    if (this.#refusedUntilMs.size > TCP_REFUSED_MAX && oldest !== undefined) this.#refusedUntilMs.delete(oldest);
  }

  #hasRoomFor(remote: Path): boolean {
    return this.#connections.size < TCP_CONNECTIONS_MAX && this.#count(remote.ip) < TCP_CONNECTIONS_PER_HOST_MAX;
  }

  #mayStayUnproven({ ip }: Path): boolean {
    const isUnproven = ({ isProven }: TcpConnection) => !isProven;
    return (
      [...this.#connections.values()].filter(isUnproven).length < TCP_UNPROVEN_MAX &&
      this.#count(ip, isUnproven) < TCP_UNPROVEN_PER_HOST_MAX
    );
  }

  #count(ip: string, isMeant: (connection: TcpConnection) => boolean = () => true): number {
    let count = 0;
    for (const connection of this.#connections.values())
      if (connection.remote.ip === ip && isMeant(connection)) count++;
    return count;
  }

  /** A connection whose end here was an address that this machine has no more leads nowhere, and never ends by itself. */
  #look(): void {
    if (this.#connections.size === 0) return;
    const nowMs = performance.now();
    const ownIps = new Set(
      Object.values(networkInterfaces()).flatMap((entries) => entries?.map(({ address }) => address)),
    );
    for (const connection of this.#connections.values()) {
      const { localIp } = connection;
      const isCutOff = localIp !== undefined && !ownIps.has(localIp);
      if (isCutOff || connection.isOverdue(nowMs)) connection.destroy();
    }
  }
}

interface Listener {
  readonly server: Server;
  readonly bound: Path;
}

function listen({ ip, port }: Path): Promise<Listener | undefined> {
  const isFour = isIPv4(ip);
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen({ host: ip, port, ipv6Only: !isFour, exclusive: true }, () => {
      server.removeAllListeners('error');
      server.on('error', () => undefined); // an accept that failed: its connection is lost
      const address = server.address();
      const boundPort = typeof address === 'object' && address !== null ? address.port : port;
      resolve({ server, bound: { type: isFour ? 'tcp4' : 'tcp6', ip, port: boundPort } });
    });
  });
}

/** Undefined if it has gone already, or comes from an address that means nothing without its zone. */
function remoteOf({ remoteAddress: ip, remotePort: port }: Socket): Path | undefined {
  if (ip === undefined || port === undefined) return undefined;
  return normalizePath({ type: isIPv4(ip) ? 'tcp4' : 'tcp6', ip, port });
}
