import { createHash } from 'node:crypto';
import type { Ask } from '../../cli/ask.ts';
import { bodyField, type Command, type Emit, type Fields } from '../../cli/json-lines.ts';
import type { JsonObject } from '../../endpoint.ts';
import type {
  ReferenceChannel,
  ReferenceOutgoing,
  ReferencePipe,
  ReferenceSwitch,
  ReferenceThtp,
} from './reference-api.ts';

/** Largest body that its server may be given whole: beyond that it never ends the answer. */
const WHOLE_BYTES_MAX = 700;
/** Packets underway at a time: it keeps 50 beyond the last one processed, and sends without counting. */
const UNDERWAY_MAX = 40;

interface Route {
  readonly status: number;
  readonly headers: JsonObject;
  readonly body: Buffer | undefined;
}

/** `thtp` and `serve` by the reference's own THTP. */
export class ReferenceThtpCommands {
  readonly #reference: ReferenceSwitch;
  readonly #thtp: ReferenceThtp;
  readonly #emit: Emit;
  readonly #routes = new Map<string, Route>();
  #asked = 0;

  constructor(reference: ReferenceSwitch, emit: Emit) {
    if (reference.thtp === undefined) throw new Error('the reference has no THTP');
    this.#reference = reference;
    this.#thtp = reference.thtp;
    this.#emit = emit;
  }

  commands(): Record<string, Command> {
    return { thtp: (ask) => this.#request(ask), serve: (ask) => this.#serve(ask) };
  }

  #request(ask: Ask): Fields {
    const id = ask.optionalText('id') ?? `thtp-${++this.#asked}`;
    const method = ask.optionalText('method');
    const body = ask.optionalBody('body');
    const request = {
      hashname: ask.hashname('to'),
      path: ask.text('path'),
      headers: ask.optionalObject('headers') ?? {},
      ...(method && { method }),
      ...(body && { body: Buffer.from(body) }),
    };
    this.#throttleNext(request.hashname);
    this.#thtp.request(request, (err, answer) => {
      if (answer?.headers === undefined) return this.#emit('thtp', { id, err: String(err) });
      const { status, headers } = answer;
      collect(answer, (got) => {
        const sha256 = createHash('sha256').update(got).digest('hex');
        this.#emit('thtp', { id, err: null, status, headers, body: bodyField(got), size: got.length, sha256 });
      });
    });
    return { id };
  }

  /** The channel that the next request opens. */
  #throttleNext(hashname: string): void {
    const peer = this.#reference.whois(hashname);
    if (peer === false) throw new Error(`the reference does not know ${hashname}`);
    const { start } = peer;
    peer.start = (...args) => {
      peer.start = start;
      const channel = peer.start(...args);
      throttle(channel);
      return channel;
    };
  }

  #serve(ask: Ask): undefined {
    if (this.#routes.size === 0) this.#listen();
    const size = ask.optionalNumber('size') ?? 0;
    const body = size > 0 ? Buffer.alloc(size, 'telehash ') : Buffer.from(ask.optionalBody('body') ?? []);
    this.#routes.set(ask.text('path'), {
      status: ask.optionalNumber('status') ?? 200,
      headers: ask.optionalObject('headers') ?? {},
      body: ask.flag('echo') ? undefined : body,
    });
  }

  #listen(): void {
    this.#thtp.listen((request, answer) => {
      const { method = '', path = '', headers = {} } = request;
      collect(request, (got) => {
        this.#emit('request', { method, path, headers, body: bodyField(got) });
        const route = this.#routes.get(path.split('?', 1)[0] ?? path);
        const {
          status,
          headers: given,
          body = got,
        } = route ?? { status: 404, headers: {}, body: Buffer.from('not found') };
        if (body.length < WHOLE_BYTES_MAX) answer({ status, headers: given, body });
        else answer({ status, headers: { ...given, 'content-length': body.length } }).end(body);
      });
    });
    const { thtp } = this.#reference.rels;
    this.#reference.rels.thtp = (stop, packet, channel, done) => {
      throttle(channel);
      thtp?.(stop, packet, channel, done);
    };
  }
}

/** All of a body; the end is the only event that is looked at. */
function collect(pipe: ReferencePipe, done: (body: Buffer) => void): void {
  const parts: Buffer[] = [];
  pipe.push = (part) => {
    if (part !== undefined && part.length > 0) parts.push(Buffer.from(part));
    return true;
  };
  pipe.emit = (event) => {
    if (event === 'end') done(Buffer.concat(parts));
    return true;
  };
}

/** Lets no more than so many packets be underway on a channel. */
function throttle(channel: ReferenceChannel): void {
  const send = channel.send.bind(channel);
  const queue: ReferenceOutgoing[] = [];
  let underway = 0;
  const pump = () => {
    for (let next = underway < UNDERWAY_MAX ? queue.shift() : undefined; next !== undefined; ) {
      underway++;
      const { callback } = next;
      send({
        ...next,
        callback: () => {
          underway--;
          callback?.();
          setImmediate(pump); // not at once: the reference is rebuilding its queue just now
        },
      });
      next = underway < UNDERWAY_MAX ? queue.shift() : undefined;
    }
  };
  channel.send = (packet) => {
    if (packet.err !== undefined) return send(packet);
    queue.push(packet);
    pump();
  };
}
