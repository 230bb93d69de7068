import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  CHANNEL_BODY_BYTES_MAX,
  concat,
  contentLengthOf,
  type Endpoint,
  type Hashname,
  readThtpResponse,
  THTP_TYPE,
  type ThtpHeaders,
  utf8Encode,
  writeThtpRequest,
} from '../index.ts';
import { ChannelStream } from './channel-stream.ts';
import { SwitchError } from './errors.ts';
import { THTP_ANSWER_MS } from './limits.ts';
import { readThtpHead, ThtpBody } from './thtp-body.ts';
import type { WaitOptions } from './waiting.ts';

/** Text is sent as UTF-8. A stream is sent as it comes, and nothing else may read it. */
export type ThtpContent = string | Uint8Array | Readable | AsyncIterable<Uint8Array>;

export interface ThtpRequestOptions extends WaitOptions {
  /** Default `get`. */
  readonly method?: string | undefined;
  /** With its query; default `/`. */
  readonly path?: string | undefined;
  readonly headers?: ThtpHeaders | undefined;
  readonly body?: ThtpContent | undefined;
}

export class ThtpAnswer extends ThtpBody {
  /** As in HTTP: an answer of 404 is no error here. */
  readonly status: number;
  readonly headers: ThtpHeaders;

  constructor(source: ChannelStream, { status, headers }: { status: number; headers: ThtpHeaders }, wait: AnswerWait) {
    super(source, wait.hasBody ? contentLengthOf(headers) : 0, wait.signal);
    this.status = status;
    this.headers = headers;
  }
}

interface AnswerWait {
  readonly hasBody: boolean;
  readonly signal: AbortSignal | undefined;
}

/**
 * Asks a hashname as one asks an HTTP server (ext/thtp.md). Resolves with the head of the answer; the time is for that alone,
 * the signal for the body too.
 */
export async function requestThtp(endpoint: Endpoint, to: Hashname, options: ThtpRequestOptions): Promise<ThtpAnswer> {
  const { method = 'get', path = '/', headers = {}, signal, timeoutMs = THTP_ANSWER_MS } = options;
  signal?.throwIfAborted();
  const source = ask(endpoint, to, { method, path, headers }, options.body);
  try {
    const head = readThtpResponse(await readThtpHead(source, { signal, timeoutMs }));
    if (!head.ok) throw new SwitchError('bad-answer', head.error);
    const hasBody = method.toLowerCase() !== 'head' && ![204, 304].includes(head.value.status);
    return new ThtpAnswer(source, head.value, { hasBody, signal });
  } catch (error) {
    source.on('error', () => undefined);
    source.destroy();
    throw error;
  }
}

/** As much as goes into it is in the first packet, which is the last as well if that is all. */
function ask(
  endpoint: Endpoint,
  to: Hashname,
  head: { method: string; path: string; headers: ThtpHeaders },
  content: ThtpContent | undefined,
): ChannelStream {
  const known = typeof content === 'string' ? utf8Encode(content) : content instanceof Uint8Array ? content : undefined;
  const length = known === undefined ? {} : { 'content-length': String(known.length) };
  const bytes = concat(
    writeThtpRequest({ ...head, headers: { ...head.headers, ...length } }),
    known ?? new Uint8Array(0),
  );
  const streamed = known === undefined && typeof content !== 'string' ? content : undefined;
  const isEnded = streamed === undefined && bytes.length <= CHANNEL_BODY_BYTES_MAX;
  const body = bytes.subarray(0, CHANNEL_BODY_BYTES_MAX);
  const channel = endpoint.openChannel(to, THTP_TYPE, { body, end: isEnded, halfOpen: true });
  const source = new ChannelStream(channel, { isHalfOpen: true, isEnded });
  if (isEnded) return source;
  const rest = bytes.subarray(CHANNEL_BODY_BYTES_MAX);
  if (streamed === undefined) source.endWith(rest);
  else void sendStream(source, rest, streamed);
  return source;
}

/** Breaks the channel off if the content breaks off: then the answer rejects. */
export async function sendStream(
  source: ChannelStream,
  first: Uint8Array,
  content: Exclude<ThtpContent, string>,
): Promise<void> {
  const pieces = async function* () {
    if (first.length > 0) yield first;
    for await (const piece of content) yield piece;
  };
  await pipeline(pieces, source, { end: true }).catch((error: unknown) => {
    source.destroy(error instanceof Error ? error : new SwitchError('failed', 'the content broke off'));
  });
}
