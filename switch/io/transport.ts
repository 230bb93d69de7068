import type { Path } from '../paths/path.ts';

/** How datagrams come and go: real sockets (`open-transport.ts`), or those behind the faults of the headless node. */
export interface Transport {
  /** The addresses bound, the first one IPv4 if there is one. */
  readonly bound: readonly Path[];
  /** Never throws and tells nothing: what can't be sent is lost, as on any network. The bytes must not change later.
   * `isEverywhere`: by every interface, if there are several. */
  send(to: Path, bytes: Uint8Array, isEverywhere?: boolean): void;
  /** Sends to a broadcast or multicast address, by the interface that has the address `via`. Else as `send`. */
  broadcast(via: string, to: Path, bytes: Uint8Array): void;
  /** Set once. The receiver owns the bytes. */
  onDatagram(receive: (from: Path, bytes: Uint8Array) => void): void;
  /** Set once. Told which connection is gone, where there are connections. */
  onClosed?(closed: (path: Path) => void): void;
  /** Nothing is sent or received afterwards. */
  close(): Promise<void>;
}
