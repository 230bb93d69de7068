import {
  type ChannelPacket,
  type Endpoint,
  type FindResult,
  type Hashname,
  type JsonObject,
  type JsonValue,
  type LinkStatus,
  type PeerHints,
  type PeerStatus,
  type PublicIdentity,
  parseHashname,
  type Seed,
  writeSeeds,
} from '../index.ts';
import { ChannelListeners, type ChannelsOptions } from './channel-listeners.ts';
import type { CreateOptions } from './create-options.ts';
import type { DataFolder } from './data-folder.ts';
import { SwitchError } from './errors.ts';
import { REQUEST_MS } from './limits.ts';
import { folderOf, openEndpoint, seedsOf } from './open-endpoint.ts';
import { ProgramChannel } from './program-channel.ts';
import { Thtp } from './thtp.ts';
import { TypedEvents } from './typed-events.ts';
import { type WaitOptions, waitForPromise } from './waiting.ts';

/** JSON, bytes of at most CHANNEL_BODY_BYTES_MAX, or both. */
export type Content = Uint8Array | { readonly json?: JsonObject; readonly body?: Uint8Array };

export interface OpenOptions {
  /** Default true. */
  readonly reliable?: boolean;
  /** Sent in its first packet; without it the first `send` begins the channel. */
  readonly json?: JsonObject;
  readonly body?: Uint8Array;
  /** Each side ends its own direction; only where both sides open the type so. Default: an end closes both. */
  readonly halfOpen?: boolean;
  /** Fails the channel, for as long as it lives. */
  readonly signal?: AbortSignal;
}

export interface RequestOptions extends WaitOptions {
  /** Default true. */
  readonly reliable?: boolean;
}

/**
 * A TeleHash switch for programs: it knows hashnames, finds them, and speaks to them over private lines.
 *
 *     await using sw = await Switch.create({ folder: 'data', seeds });
 */
export class Switch extends TypedEvents implements AsyncDisposable {
  /** Questions and answers as in HTTP. */
  readonly thtp: Thtp;
  /** All that the engine can do, for what is missing here. */
  readonly endpoint: Endpoint;
  readonly #folder: DataFolder | undefined;
  readonly #listeners: ChannelListeners;
  #closed: Promise<void> | undefined;

  /** Throws a SwitchError: a taken port, an address that isn't here, seeds that are none. */
  static async create(options: CreateOptions = {}): Promise<Switch> {
    options.signal?.throwIfAborted();
    const folder = folderOf(options);
    const created = new Switch(await openEndpoint(options, folder), folder);
    const close = () => void created.close();
    options.signal?.addEventListener('abort', close, { once: true });
    created.on('close', () => options.signal?.removeEventListener('abort', close));
    if (options.signal?.aborted) await created.close();
    options.signal?.throwIfAborted();
    return created;
  }

  private constructor(endpoint: Endpoint, folder: DataFolder | undefined) {
    super();
    this.endpoint = endpoint;
    this.#folder = folder;
    this.thtp = new Thtp(endpoint);
    this.#listeners = new ChannelListeners(endpoint);
    endpoint.onStatus((status) => this.emit('status', status));
    endpoint.onNearby((nearby) => this.emit('nearby', nearby));
  }

  get hashname(): Hashname {
    return this.endpoint.self.hashname;
  }

  get identity(): PublicIdentity {
    return this.endpoint.self;
  }

  /** This switch as an entry of a seeds.json, for others to begin with. */
  seedEntry(): JsonObject {
    return writeSeeds([{ identity: this.identity, paths: this.endpoint.localPaths() }]);
  }

  /** Links to these switches, now and for as long as this one runs. */
  addSeeds(seeds: JsonValue | readonly Seed[]): void {
    this.endpoint.addSeeds(seedsOf(seeds));
  }

  /** Tells what is known of somebody, so that it needs no search. */
  learn(peer: PeerHints): void {
    this.endpoint.learn(peer);
  }

  /** Wants a line to it from now on, and waits until it is open. */
  async connect(to: string, options: WaitOptions = {}): Promise<PeerStatus> {
    const peer = hashnameOf(to);
    options.signal?.throwIfAborted();
    this.endpoint.keep(peer, true);
    const status = this.endpoint.status(peer);
    if (status?.line === 'open') return status;
    return this.once('status', options, (event) => event.peer === peer && event.line === 'open');
  }

  /** Wants no line any more: it dies of silence. */
  disconnect(from: string): void {
    this.endpoint.keep(hashnameOf(from), false);
  }

  status(of: string): PeerStatus | undefined {
    return this.endpoint.status(hashnameOf(of));
  }

  /** Starts a channel. What is sent waits for the line, and the line for the search, if there is none yet. */
  open(to: string, type: string, options: OpenOptions = {}): ProgramChannel {
    const { signal, ...rest } = options;
    signal?.throwIfAborted();
    const channel = new ProgramChannel(this.endpoint.openChannel(hashnameOf(to), type, rest), options.halfOpen);
    const abort = () => channel.fail('aborted');
    signal?.addEventListener('abort', abort, { once: true });
    void channel.closed.then(() => signal?.removeEventListener('abort', abort));
    return channel;
  }

  /** Channels of a type, as others start them. Type by type one loop: `for await (const channel of sw.channels('_chat'))`. */
  channels(type: string, options: ChannelsOptions = {}): AsyncGenerator<ProgramChannel, void, undefined> {
    return this.#listeners.listen(type, options);
  }

  /** One question, one answer: the first packet that comes back. The channel is over then. */
  async request(to: string, type: string, content: Content, options: RequestOptions = {}): Promise<ChannelPacket> {
    const { reliable = true, signal, timeoutMs = REQUEST_MS } = options;
    const channel = this.open(to, type, { reliable, json: {}, ...partsOf(content) });
    const answer = channel.receive({ signal, timeoutMs });
    const packet = await answer.catch((error: unknown) => {
      channel.fail('given up');
      throw error;
    });
    if (packet === undefined) throw new SwitchError('bad-answer', 'the channel ended without an answer');
    channel.end();
    return packet;
  }

  /** Answers `request`s of a type, each by one packet, until the switch is closed or the signal is aborted. */
  async answer(
    type: string,
    handler: (question: ChannelPacket, from: Hashname) => Content | Promise<Content>,
    options: ChannelsOptions = {},
  ): Promise<void> {
    for await (const channel of this.channels(type, options)) void answerOne(channel, handler);
  }

  /** Looks for somebody in the DHT. `isFound` says that it is online, not that there is a line. */
  find(hashname: string, options: WaitOptions = {}): Promise<FindResult> {
    return waitForPromise(options, this.endpoint.find(hashnameOf(hashname)));
  }

  links(): readonly LinkStatus[] {
    return this.endpoint.links();
  }

  /** Keeps its links in its folder, if it has one, for the next start. `close` does that too. */
  async storeLinks(): Promise<void> {
    await this.#folder?.storeLinkHints(this.endpoint.linkHints());
  }

  /** Ends all channels and loops, remembers its links if it has a folder, and gives the port back. */
  close(): Promise<void> {
    this.#closed ??= this.#shutDown();
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #shutDown(): Promise<void> {
    const hints = this.endpoint.linkHints();
    this.#listeners.close();
    await this.endpoint.close();
    this.emit('close', undefined);
    if (hints.length > 0) await this.#folder?.storeLinkHints(hints);
  }
}

async function answerOne(
  channel: ProgramChannel,
  handler: (question: ChannelPacket, from: Hashname) => Content | Promise<Content>,
): Promise<void> {
  try {
    const question = await channel.receive();
    if (question === undefined) return;
    const content = await handler(question, channel.peer);
    channel.end(partsOf(content));
  } catch {
    channel.fail('it failed'); // what went wrong is nobody else's business
  }
}

function partsOf(content: Content): Exclude<Content, Uint8Array> {
  return content instanceof Uint8Array ? { body: content } : content;
}

function hashnameOf(text: string): Hashname {
  const hashname = parseHashname(text);
  if (hashname === undefined) throw new SwitchError('not-a-hashname', `not a hashname: ${text}`);
  return hashname;
}
