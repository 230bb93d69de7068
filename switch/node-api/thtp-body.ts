import { Readable } from 'node:stream';
import { type JsonObject, type JsonValue, ThtpHeadReader, utf8Decode } from '../index.ts';
import type { ChannelStream } from './channel-stream.ts';
import { SwitchError } from './errors.ts';
import { THTP_COLLECTED_BYTES_MAX, THTP_END_MS, THTP_IDLE_MS } from './limits.ts';
import { type WaitOptions, waitFor } from './waiting.ts';

/** The body of a request or of an answer: a stream of bytes, or all of it. It is read once. */
export class ThtpBody {
  /** Errors with a SwitchError if the body breaks off. Whoever doesn't want it destroys it; the channel ends then. */
  readonly stream: Readable;

  /** `lengthBytes`: what the head said of it, 0 if there is none; undefined: until the other side ends. */
  constructor(source: ChannelStream, lengthBytes: number | undefined, signal?: AbortSignal) {
    source.on('error', () => undefined); // told to whoever reads
    this.stream = Readable.from(bytesOf(source, lengthBytes, signal), { objectMode: false });
    this.stream.on('error', () => undefined); // told to whoever reads, too
    if (lengthBytes === 0) finish(source);
    else this.stream.once('close', () => (this.stream.readableEnded ? finish(source) : source.destroy()));
  }

  /** All of it; rejects with `too-large` if there is more. */
  async bytes(bytesMax = THTP_COLLECTED_BYTES_MAX): Promise<Uint8Array> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of this.stream) {
      length += chunk.length;
      if (length > bytesMax) throw new SwitchError('too-large', `the body has more than ${bytesMax} bytes`);
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
  }

  async text(bytesMax?: number): Promise<string> {
    return utf8Decode(await this.bytes(bytesMax)) ?? refuse('the body is not UTF-8');
  }

  async json(bytesMax?: number): Promise<JsonValue> {
    const text = await this.text(bytesMax);
    try {
      return JSON.parse(text);
    } catch {
      return refuse('the body is not JSON'); // JSON.parse's only way to say so
    }
  }
}

/** Reads from the stream until the head is whole, and leaves the body in it. */
export async function readThtpHead(source: ChannelStream, options: WaitOptions): Promise<JsonObject> {
  const reader = new ThtpHeadReader();
  for (;;) {
    const chunk = (await nextChunk(source, options)) ?? refuse('head-truncated');
    const read = reader.push(new Uint8Array(chunk));
    if (!read.ok) return refuse(read.error);
    if (read.value === undefined) continue;
    if (read.value.rest.length > 0) source.unshift(Buffer.from(read.value.rest));
    return read.value.json;
  }
}

/** Bytes as they come. It is over at the length that the head told, or else with the end of the other side. */
async function* bytesOf(source: ChannelStream, lengthBytes: number | undefined, signal: AbortSignal | undefined) {
  let length = 0;
  while (length !== lengthBytes) {
    const chunk = await nextChunk(source, { signal, timeoutMs: THTP_IDLE_MS });
    if (chunk === undefined) break;
    length += chunk.length;
    if (lengthBytes !== undefined && length > lengthBytes) return refuse('the body is longer than it said');
    yield chunk;
  }
  if (lengthBytes !== undefined && length < lengthBytes) refuse('the body is shorter than it said');
}

/** Undefined after the last. Not the stream's own iterator: that would end the stream along with a body of known length. */
async function nextChunk(source: ChannelStream, options: WaitOptions): Promise<Buffer | undefined> {
  while (!source.readableEnded) {
    if (source.destroyed) throw source.errored ?? new SwitchError('closed', 'the channel was closed');
    const chunk: Buffer | null = source.read();
    if (chunk !== null) return chunk;
    await change(source, options);
  }
  return undefined;
}

const CHANGES = ['readable', 'end', 'error', 'close'];

/** Until something happens to the stream. */
function change(source: ChannelStream, options: WaitOptions): Promise<void> {
  let look: () => void = () => undefined;
  const happened = waitFor<void>(options, (resolve) => {
    look = resolve;
    for (const name of CHANGES) source.on(name, look);
  });
  return happened.finally(() => {
    for (const name of CHANGES) source.off(name, look);
  });
}

/** Lets the end come that belongs to a whole body, but not for long. */
function finish(source: ChannelStream): void {
  const timer = setTimeout(() => source.destroy(), THTP_END_MS);
  source.once('close', () => clearTimeout(timer));
  source.resume();
}

function refuse(message: string): never {
  throw new SwitchError('bad-answer', message);
}
