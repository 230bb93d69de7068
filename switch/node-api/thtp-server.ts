import {
  type Channel,
  concat,
  contentLengthOf,
  type Endpoint,
  type Hashname,
  type JsonValue,
  readThtpRequest,
  THTP_TYPE,
  type ThtpHeaders,
  type ThtpRequestHead,
  utf8Encode,
  writeThtpResponse,
} from '../index.ts';
import { ChannelStream } from './channel-stream.ts';
import { SwitchError } from './errors.ts';
import { THTP_HANDLER_MS, THTP_HEAD_MS, THTP_REQUESTS_MAX, THTP_REQUESTS_PER_PEER_MAX } from './limits.ts';
import { readThtpHead, ThtpBody } from './thtp-body.ts';
import { sendStream, type ThtpContent } from './thtp-client.ts';
import { waitForPromise } from './waiting.ts';

/** What was asked, by whom: the hashname is proven by the line. */
export class ThtpRequest extends ThtpBody {
  readonly from: Hashname;
  readonly method: string;
  readonly path: string;
  readonly headers: ThtpHeaders;
  /** Aborted when whoever asked is gone: then nobody waits for the answer. */
  readonly signal: AbortSignal;

  constructor(source: ChannelStream, from: Hashname, head: ThtpRequestHead, signal: AbortSignal) {
    super(source, contentLengthOf(head.headers));
    this.from = from;
    this.method = head.method;
    this.path = head.path;
    this.headers = head.headers;
    this.signal = signal;
  }
}

export interface ThtpReply {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: ThtpHeaders;
  readonly body?: ThtpContent;
  /** Instead of a body. */
  readonly json?: JsonValue;
}

export type ThtpHandler = (request: ThtpRequest) => ThtpReply | Promise<ThtpReply>;

export interface ThtpServeOptions {
  /** Whom to answer at all; default everybody. Others are dropped in silence. */
  readonly mayAsk?: ((from: Hashname) => boolean) | undefined;
  /** Told what a handler threw; who asked hears a 500 and nothing of it. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Answers requests (ext/thtp.md), so many at once. One server a switch: the newest handler counts. */
export class ThtpServer {
  readonly #handler: ThtpHandler;
  readonly #onError: (error: unknown) => void;
  /** Requests underway, by hashname. */
  readonly #running = new Map<Hashname, number>();
  #runningCount = 0;

  constructor(
    endpoint: Endpoint,
    handler: ThtpHandler,
    { mayAsk = () => true, onError = () => undefined }: ThtpServeOptions,
  ) {
    this.#handler = handler;
    this.#onError = onError;
    endpoint.listen(
      THTP_TYPE,
      { reliable: true, halfOpen: true, mayOpen: mayAsk },
      (channel) => void this.#serve(channel),
    );
  }

  async #serve(channel: Channel): Promise<void> {
    const source = new ChannelStream(channel, { isHalfOpen: true });
    source.on('error', () => undefined); // it closes then, and that is told to the handler
    const { peer } = channel;
    const running = this.#running.get(peer) ?? 0;
    if (running >= THTP_REQUESTS_PER_PEER_MAX || this.#runningCount >= THTP_REQUESTS_MAX) return this.#turnAway(source);
    this.#count(peer, 1);
    try {
      await this.#answer(source, peer);
    } catch (error) {
      source.destroy(error instanceof Error ? error : undefined);
    } finally {
      this.#count(peer, -1);
    }
  }

  async #answer(source: ChannelStream, peer: Hashname): Promise<void> {
    const head = readThtpRequest(await readThtpHead(source, { timeoutMs: THTP_HEAD_MS }));
    if (!head.ok) return send(source, { status: 400, body: head.error });
    const gone = new AbortController();
    source.once('close', () => gone.abort(new SwitchError('closed', 'whoever asked is gone')));
    const request = new ThtpRequest(source, peer, head.value, gone.signal);
    const reply = await this.#handle(request);
    const sent = send(source, reply, head.value.method);
    request.stream.resume(); // what the handler didn't read is not to block the channel
    await sent;
  }

  async #handle(request: ThtpRequest): Promise<ThtpReply> {
    try {
      const limits = { timeoutMs: THTP_HANDLER_MS, signal: request.signal };
      const reply = await waitForPromise(limits, Promise.resolve(request).then(this.#handler));
      writeThtpResponse({ status: reply.status ?? 200, headers: reply.headers ?? {} }); // throws what can't be sent
      return reply;
    } catch (error) {
      this.#onError(error);
      return { status: 500, body: 'it failed' };
    }
  }

  #turnAway(source: ChannelStream): void {
    void send(source, { status: 503, body: 'too many requests at once' });
    source.resume();
  }

  #count(peer: Hashname, change: number): void {
    this.#runningCount += change;
    const count = (this.#running.get(peer) ?? 0) + change;
    if (count === 0) this.#running.delete(peer);
    else this.#running.set(peer, count);
  }
}

/** Head and body, the length told where it is known. Resolves when all is handed to the channel. */
async function send(
  source: ChannelStream,
  { status = 200, headers = {}, body, json }: ThtpReply,
  method = 'get',
): Promise<void> {
  if (source.destroyed) return;
  const content = json === undefined ? body : utf8Encode(JSON.stringify(json));
  const type =
    json === undefined || headers['content-type'] !== undefined ? {} : { 'content-type': 'application/json' };
  const known = content === undefined ? new Uint8Array(0) : typeof content === 'string' ? utf8Encode(content) : content;
  const isHead = method.toLowerCase() === 'head';
  if (known instanceof Uint8Array) {
    const length = { 'content-length': String(known.length) };
    const head = writeThtpResponse({ status, headers: { ...type, ...headers, ...length } });
    return source.endWith(isHead ? head : concat(head, known));
  }
  const head = writeThtpResponse({ status, headers: { ...type, ...headers } });
  if (isHead) return source.endWith(head);
  await sendStream(source, head, known);
}
