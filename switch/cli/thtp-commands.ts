import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Endpoint, JsonObject } from '../endpoint.ts';
import type { Hashname } from '../hashname/hashname.ts';
import { requestThtp, type ThtpRequestOptions } from '../node-api/thtp-client.ts';
import { type ThtpReply, type ThtpRequest, ThtpServer } from '../node-api/thtp-server.ts';
import { type Ask, refuse } from './ask.ts';
import { bodyField, type Command, type Emit, type Fields } from './json-lines.ts';

/** What a body is made of that only has a length: as the reference's. */
const FILLER = 'telehash ';
/** It is made and kept whole. */
const SIZE_MAX = 1 << 30;

/** One path that is served. */
interface Route {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: what was asked with comes back. */
  readonly body: Uint8Array | undefined;
}

/** `thtp` asks, `serve` answers. */
export class ThtpCommands {
  readonly #endpoint: Endpoint;
  readonly #emit: Emit;
  readonly #routes = new Map<string, Route>();
  #asked = 0;

  constructor(endpoint: Endpoint, emit: Emit) {
    this.#endpoint = endpoint;
    this.#emit = emit;
  }

  commands(): Record<string, Command> {
    return { thtp: (ask) => this.#request(ask), serve: (ask) => this.#serve(ask) };
  }

  #request(ask: Ask): Fields {
    const id = ask.optionalText('id') ?? `thtp-${++this.#asked}`;
    void this.#ask(id, ask.hashname('to'), {
      path: ask.text('path'),
      method: ask.optionalText('method'),
      headers: textsOf(ask.optionalObject('headers')),
      body: ask.optionalBody('body'),
      timeoutMs: ask.optionalNumber('timeout'),
    });
    return { id };
  }

  async #ask(id: string, to: Hashname, options: ThtpRequestOptions): Promise<void> {
    const beganAtMs = performance.now();
    const tell = (fields: Fields) =>
      this.#emit('thtp', { id, ...fields, seconds: (performance.now() - beganAtMs) / 1000 });
    try {
      const answer = await requestThtp(this.#endpoint, to, options);
      const body = await answer.bytes(SIZE_MAX);
      const sha256 = createHash('sha256').update(body).digest('hex');
      const { status, headers } = answer;
      tell({ err: null, status, headers: { ...headers }, body: bodyField(body), size: body.length, sha256 });
    } catch (error) {
      tell({ err: error instanceof Error ? error.message : String(error) });
    }
  }

  #serve(ask: Ask): undefined {
    if (this.#routes.size === 0)
      new ThtpServer(this.#endpoint, (request) => this.#answer(request), {
        onError: (error) => this.#emit('error', { message: error instanceof Error ? error.message : String(error) }),
      });
    const size = ask.optionalNumber('size') ?? 0;
    if (!Number.isInteger(size) || size < 0 || size > SIZE_MAX) refuse(`"size" is from 0 to ${SIZE_MAX}`);
    const body =
      size > 0 ? new Uint8Array(Buffer.alloc(size, FILLER)) : (ask.optionalBody('body') ?? new Uint8Array(0));
    this.#routes.set(ask.text('path'), {
      status: ask.optionalNumber('status') ?? 200,
      headers: textsOf(ask.optionalObject('headers')),
      body: ask.flag('echo') ? undefined : body,
    });
  }

  async #answer(request: ThtpRequest): Promise<ThtpReply> {
    const { method, path, headers, from } = request;
    const body = await request.bytes(SIZE_MAX);
    this.#emit('request', { from, method, path, headers: { ...headers }, body: bodyField(body) });
    const route = this.#routes.get(path.split('?', 1)[0] ?? path);
    if (route === undefined) return { status: 404, body: 'not found' };
    return { status: route.status, headers: route.headers, body: route.body ?? body };
  }
}

/** As HTTP's headers are texts, whatever was given becomes one. */
function textsOf(json: JsonObject = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, String(value)]));
}
