import { DATAGRAM_BYTES_MAX, DATAGRAM_SIZES, SIZE_PROBE_MS, SIZE_PROBES_MAX, SIZE_RETRY_MS } from '../constants.ts';
import type { Reach } from './locality.ts';

/**
 * How large datagrams to one address may be (RFC 8899, DECISIONS.md no. 46): a size is used once a request padded to it was
 * answered. Searched for only while there is more to send than small datagrams hold, upwards through a few sizes.
 */
export class DatagramSize {
  #bytes = DATAGRAM_BYTES_MAX;
  #probe: { readonly bytes: number; readonly atMs: number } | undefined;
  #probesLost = 0;
  /** Nothing larger is tried before; a size that failed may work on another day. */
  #restUntilMs = Number.NEGATIVE_INFINITY;

  /** What is known to arrive. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether `nextProbe` has any use now. */
  isDue(nowMs: number): boolean {
    return nowMs >= this.#restUntilMs && (this.#probe === undefined || nowMs - this.#probe.atMs >= SIZE_PROBE_MS);
  }

  /** Asked when a datagram was full: the size that a request is to be padded to now, if any. */
  nextProbe(nowMs: number, reach: Reach, bytesMax: number): number | undefined {
    if (!this.isDue(nowMs)) return undefined;
    if (this.#probe !== undefined && ++this.#probesLost >= SIZE_PROBES_MAX) return this.#rest(nowMs);
    const bytes = DATAGRAM_SIZES[reach].find((size) => size > this.#bytes && size <= bytesMax);
    if (bytes === undefined) return this.#rest(nowMs);
    this.#probe = { bytes, atMs: nowMs };
    return bytes;
  }

  /** A request that was padded to so many bytes has been answered. */
  handleAnswer(bytes: number): void {
    if (this.#probe?.bytes !== bytes) return; // it is of another time
    this.#probe = undefined;
    this.#probesLost = 0;
    this.#bytes = bytes;
  }

  /** Nothing comes back any more: perhaps large datagrams vanish on a way that has changed. */
  handleSilence(nowMs: number): void {
    if (this.#bytes === DATAGRAM_BYTES_MAX) return;
    this.#bytes = DATAGRAM_BYTES_MAX;
    this.#rest(nowMs);
  }

  /** Nothing is known. */
  reset(): void {
    this.#bytes = DATAGRAM_BYTES_MAX;
    this.#rest(Number.NEGATIVE_INFINITY);
  }

  #rest(nowMs: number): undefined {
    this.#probe = undefined;
    this.#probesLost = 0;
    this.#restUntilMs = nowMs + SIZE_RETRY_MS;
  }
}
