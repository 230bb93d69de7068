import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { OUT_BYTES_MAX } from './limits.ts';

/**
 * Lines out. Answers are always written, and `roomy` holds their asker back. Events nobody reads are left out once too much
 * waits; one line says how many, and whoever reads it asks for the state again.
 */
export class LineOutput {
  private missed = 0;

  constructor(private readonly stream: Writable) {
    stream.on('drain', () => this.tellMissed());
  }

  answer(fields: object): void {
    this.stream.write(`${toLine(fields)}\n`);
  }

  event(fields: object): void {
    if (this.missed > 0 || this.stream.writableLength > OUT_BYTES_MAX) this.missed += 1;
    else this.stream.write(`${toLine(fields)}\n`);
  }

  /** Resolves once what was written is taken, or nobody takes it any more. */
  async roomy(): Promise<void> {
    if (this.stream.writableNeedDrain && !this.stream.destroyed) {
      await Promise.race([once(this.stream, 'drain'), once(this.stream, 'close')]);
    }
  }

  /** Everything written is with the reader, or there is none. */
  async end(): Promise<void> {
    if (this.stream.destroyed) return;
    await new Promise<void>((resolve) => {
      this.stream.once('close', resolve);
      this.stream.end(resolve);
    });
  }

  private tellMissed(): void {
    if (this.missed === 0) return;
    const count = this.missed;
    this.missed = 0;
    this.event({ event: 'missed', count });
  }
}

/** Bytes are base64; what is undefined is left out. */
function toLine(fields: object): string {
  return JSON.stringify(fields, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
}
