import type { Path } from '../paths/path.ts';
import { DATAGRAM_OVERHEAD_BYTES, QUEUED_BYTES_MAX } from './limits.ts';

export interface Datagram {
  readonly from: Path;
  readonly bytes: Uint8Array;
}

/** Datagrams between the socket, which reads in bursts, and the turns of the driver. Full, it drops the newest. */
export class DatagramQueue {
  #datagrams: Datagram[] = [];
  #nextAt = 0;
  #heldBytes = 0;

  get isEmpty(): boolean {
    return this.#nextAt === this.#datagrams.length;
  }

  /** False if it was dropped. */
  push(from: Path, bytes: Uint8Array): boolean {
    const size = sizeOf(bytes);
    if (this.#heldBytes + size > QUEUED_BYTES_MAX) return false;
    this.#heldBytes += size;
    this.#datagrams.push({ from, bytes });
    return true;
  }

  shift(): Datagram | undefined {
    const datagram = this.#datagrams[this.#nextAt];
    if (datagram === undefined) return undefined;
    this.#nextAt++;
    this.#heldBytes -= sizeOf(datagram.bytes);
    if (this.#nextAt >= this.#datagrams.length / 2) this.#compact();
    return datagram;
  }

  clear(): void {
    this.#datagrams = [];
    this.#nextAt = 0;
    this.#heldBytes = 0;
  }

  /** Lets go of what was taken; each datagram is moved once at the most between two of these. */
  #compact(): void {
    this.#datagrams = this.#datagrams.slice(this.#nextAt);
    this.#nextAt = 0;
  }
}

function sizeOf(bytes: Uint8Array): number {
  return bytes.length + DATAGRAM_OVERHEAD_BYTES;
}
