import type { Channel, ChannelClose } from '../../../switch/index.ts';
import { EARLY_CONVERSATIONS_MAX, EARLY_FRAMES_MAX } from '../limits.ts';
import { FrameChannel } from './frame-channel.ts';
import { ConvHead, SYNC_FRAMES } from './frame-shapes.ts';
import type { Frame } from './frames.ts';
import { SyncExchange } from './sync-exchange.ts';
import type { BlobStand, Say, SharedConversations } from './sync-host.ts';
import { SyncWindow } from './sync-outbox.ts';

/** One `_sync` channel with a device: everything we share with it, each conversation for itself (WIRE.md "_sync"). */
export class SyncChannel {
  private readonly frames: FrameChannel;
  private readonly exchanges = new Map<string, SyncExchange>();
  private readonly window = new SyncWindow(() => this.roomMade());
  /** What was said of conversations that are not shared on this side yet: the other side joined a moment sooner. */
  private readonly early = new Map<string, Frame[]>();
  private hadHave = false;
  /** Says something that is about no conversation. */
  readonly say: Say = (json, body) => this.frames.send(json, body);

  constructor(
    readonly channel: Channel,
    private readonly shared: SharedConversations,
    private readonly onClose: (close: ChannelClose, hadHave: boolean) => void,
  ) {
    this.frames = new FrameChannel(channel, {
      onFrame: (frame) => this.take(frame),
      onClose: (close) => this.closed(close),
      onBug: (error) => shared.report(error),
    });
  }

  /** Says what we have of everything shared, before anything else; and again later, of what is shared since. */
  async share(): Promise<void> {
    const hosts = this.shared.hosts();
    const convs = new Set(hosts.map((host) => host.conv));
    for (const [conv, exchange] of this.exchanges) {
      if (convs.has(conv)) continue;
      exchange.stop();
      this.exchanges.delete(conv);
    }
    const fresh = hosts.filter((host) => !this.exchanges.has(host.conv));
    const added = fresh.map((host) => new SyncExchange(this.frames, host, this.window));
    for (const [index, host] of fresh.entries()) {
      const exchange = added[index];
      if (exchange !== undefined) this.exchanges.set(host.conv, exchange);
    }
    for (const exchange of added) await exchange.start();
    this.shared.greet(this.say);
    for (const { conv } of fresh) {
      for (const frame of this.early.get(conv) ?? []) await this.exchanges.get(conv)?.take(frame);
      this.early.delete(conv);
    }
  }

  /** Something was appended: out with it. `isForwarding`: or it came from somebody else, and is to be sent on. */
  poke(conv: string, isForwarding = false): void {
    const exchange = this.exchanges.get(conv);
    if (isForwarding) exchange?.passOn();
    else exchange?.poke();
  }

  /** Sends something the peer must acknowledge, so that a channel that died unseen is found out. */
  async probe(): Promise<void> {
    const [first] = this.exchanges.values();
    await first?.tellStored();
  }

  /** Something came from somebody else that this peer need not send. */
  async tellStored(conv: string): Promise<void> {
    await this.exchanges.get(conv)?.tellStored();
  }

  async tellLacks(conv: string): Promise<void> {
    await this.exchanges.get(conv)?.tellLacks();
  }

  async tellRead(conv: string): Promise<void> {
    await this.exchanges.get(conv)?.tellRead();
  }

  /** How blobs of theirs stand here now. */
  tellBlobs(conv: string, stand: BlobStand): void {
    this.exchanges.get(conv)?.tellBlobs(stand);
  }

  end(): void {
    this.frames.end();
  }

  /** Frames of newer versions are passed over. */
  private take(frame: Frame): void | Promise<void> {
    const head = ConvHead.safeParse(frame.json);
    if (!head.success) {
      return SYNC_FRAMES.has(frame.t) ? this.frames.fail('bad frame') : this.shared.takeWord(frame, this.say);
    }
    // What was left may still be shared until everybody knows of it.
    if (frame.t === 'invited') return this.shared.takeInvited(frame, head.data.conv);
    const exchange = this.exchanges.get(head.data.conv);
    if (exchange !== undefined) return exchange.take(frame);
    this.keepEarly(head.data.conv, frame);
    if (frame.t === 'have') this.shared.strayed?.(head.data.conv);
  }

  private keepEarly(conv: string, frame: Frame): void {
    // A `have` is the truth, so nothing before it is worth anything.
    const frames = frame.t === 'have' ? [] : (this.early.get(conv) ?? []);
    if (frames.length >= EARLY_FRAMES_MAX || (!this.early.has(conv) && this.early.size >= EARLY_CONVERSATIONS_MAX))
      return;
    if (frame.t === 'event' || !SYNC_FRAMES.has(frame.t)) return; // events come only in answer to our `have`
    this.early.set(conv, [...frames, frame]);
  }

  private roomMade(): void {
    for (const exchange of this.exchanges.values()) exchange.roomMade();
  }

  private closed(close: ChannelClose): void {
    for (const exchange of this.exchanges.values()) {
      this.hadHave ||= exchange.hadHave;
      exchange.stop();
    }
    this.onClose(close, this.hadHave);
  }
}
