import type { Socket } from 'node:net';
import { type Path, pathKey } from '../index.ts';
import { TCP_IDLE_MS, TCP_QUEUE_BYTES_MAX, TCP_SILENT_MS, TCP_UNPROVEN_BYTES_MAX, TCP_UNPROVEN_MS } from './limits.ts';
import { plainBytes } from './plain-bytes.ts';
import { encodeFrame, FrameReader } from './tcp-frames.ts';

export interface ConnectionEvents {
  readonly onPacket: (from: Path, bytes: Uint8Array) => void;
  /** Once, whatever ended it. */
  readonly onClosed: (connection: TcpConnection) => void;
}

/** One TCP connection, whoever made it: packets in frames, each way. */
export class TcpConnection {
  readonly remote: Path;
  readonly key: string;
  /** We made it, so we know whom it leads to as well as an address can say. */
  readonly isDialled: boolean;
  readonly #socket: Socket;
  readonly #frames = new FrameReader();
  readonly #events: ConnectionEvents;
  readonly #startedAtMs: number;
  #isAnswered = false;
  #wasConnected: boolean;
  #receivedBytes = 0;
  #usedAtMs: number;
  /** When the first packet since anything came was sent. */
  #unansweredSinceMs: number | undefined;

  constructor(socket: Socket, remote: Path, isDialled: boolean, nowMs: number, events: ConnectionEvents) {
    this.remote = remote;
    this.key = pathKey(remote);
    this.isDialled = isDialled;
    this.#socket = socket;
    this.#events = events;
    this.#startedAtMs = nowMs;
    this.#usedAtMs = nowMs;
    this.#wasConnected = !isDialled;
    socket.once('connect', () => {
      this.#wasConnected = true;
    });
    socket.setNoDelay(true); // what waits for more to send with it waits for nothing here
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', () => undefined); // `close` follows
    socket.on('end', () => socket.destroy());
    socket.on('close', () => events.onClosed(this));
  }

  /** The engine has answered what came, which it does to nobody whose open it couldn't verify. */
  get isProven(): boolean {
    return this.isDialled || this.#isAnswered;
  }

  /** Somebody listened there. */
  get wasConnected(): boolean {
    return this.#wasConnected;
  }

  /** This machine's end; undefined while there is none. */
  get localIp(): string | undefined {
    return this.#socket.localAddress;
  }

  get isConnecting(): boolean {
    return this.#socket.connecting;
  }

  /** What the connection can't take is lost: a queue would only make it late. */
  send(bytes: Uint8Array): void {
    if (this.#socket.destroyed || this.#socket.writableLength + bytes.length > TCP_QUEUE_BYTES_MAX) return;
    this.#isAnswered = true;
    this.#usedAtMs = performance.now();
    this.#unansweredSinceMs ??= this.#usedAtMs;
    this.#socket.write(encodeFrame(bytes));
  }

  /** Whether it is to go: idle, or dead without a word, as when a router has forgotten it. */
  isOverdue(nowMs: number): boolean {
    if (!this.isProven) return nowMs - this.#startedAtMs > TCP_UNPROVEN_MS;
    if (this.isDialled && nowMs - (this.#unansweredSinceMs ?? nowMs) > TCP_SILENT_MS) return true;
    return nowMs - this.#usedAtMs > TCP_IDLE_MS;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Uint8Array): void {
    this.#usedAtMs = performance.now();
    this.#unansweredSinceMs = undefined;
    this.#receivedBytes += chunk.length;
    const isTooMuch = !this.isProven && this.#receivedBytes > TCP_UNPROVEN_BYTES_MAX;
    const packets = isTooMuch ? undefined : this.#frames.read(plainBytes(chunk));
    if (packets === undefined) this.#socket.destroy();
    for (const packet of packets ?? []) this.#events.onPacket(this.remote, packet);
  }
}
