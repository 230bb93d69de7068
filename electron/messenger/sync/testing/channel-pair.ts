import type { Channel, ChannelClose, ChannelPacket, Hashname, JsonObject } from '../../../../switch/index.ts';

/**
 * Two ends of one reliable channel in memory, for tests of what speaks over it: packets come in order, the next one waits
 * for `done`, a full window says so, and the test breaks it whenever it likes.
 */
export interface ChannelPair {
  readonly opener: Channel;
  readonly answerer: Channel;
  /** Packets sent so far, by who sent them. */
  readonly sent: { readonly by: 'opener' | 'answerer'; readonly body: Uint8Array }[];
  /** Nothing arrives on either side until it is called with false. */
  hold(isHeld: boolean): void;
  /** Closes both ends as a lost line does. */
  break(): void;
}

/** Packets on their way after which `send` says that there is no more room. */
const WINDOW = 100;

export function channelPair(opener: string, answerer: string, type = '_sync'): ChannelPair {
  const sent: ChannelPair['sent'] = [];
  const near = new PairEnd(answerer as Hashname, type, false, (body) => sent.push({ by: 'opener', body }));
  const far = new PairEnd(opener as Hashname, type, true, (body) => sent.push({ by: 'answerer', body }));
  near.other = far;
  far.other = near;
  near.send({ json: { v: 1 } });
  return {
    opener: near,
    answerer: far,
    sent,
    hold(isHeld) {
      near.hold(isHeld);
      far.hold(isHeld);
    },
    break() {
      near.close({ reason: 'line-reset' });
      far.close({ reason: 'line-reset' });
    },
  };
}

class PairEnd implements Channel {
  readonly isReliable = true;
  readonly channelId = undefined;
  other: PairEnd | undefined;
  private readonly queue: ChannelPacket[] = [];
  private isBusy = false;
  private isHeld = false;
  private isFull = false;
  private hasEnded = false;
  private closed: ChannelClose | undefined;
  private packetHandler: ((packet: ChannelPacket, done: () => void) => void) | undefined;
  private drainHandler: (() => void) | undefined;
  private processedCount = 0;
  private ackedHandler: ((count: number) => void) | undefined;
  private closeHandler: ((close: ChannelClose) => void) | undefined;

  constructor(
    readonly peer: Hashname,
    readonly type: string,
    readonly isIncoming: boolean,
    private readonly onSend: (body: Uint8Array) => void,
  ) {}

  send({
    json = {},
    body = new Uint8Array(0),
    end = false,
  }: {
    json?: JsonObject;
    body?: Uint8Array;
    end?: boolean;
  }): boolean {
    if (this.closed !== undefined || this.hasEnded) return false;
    this.hasEnded = end;
    this.onSend(body);
    this.other?.queue.push({ json, body: body.slice(), end });
    queueMicrotask(() => this.other?.deliver());
    this.isFull = (this.other?.queue.length ?? 0) > WINDOW;
    return !this.isFull;
  }

  onPacket(handler: (packet: ChannelPacket, done: () => void) => void): void {
    this.packetHandler = handler;
    queueMicrotask(() => this.deliver());
  }

  onDrain(handler: () => void): void {
    this.drainHandler = handler;
  }

  onAcked(handler: (count: number) => void): void {
    this.ackedHandler = handler;
  }

  onClose(handler: (close: ChannelClose) => void): void {
    this.closeHandler = handler;
  }

  fail(message: string): void {
    this.close({ reason: 'err', message, byPeer: false });
    this.other?.close({ reason: 'err', message, byPeer: true });
  }

  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    this.deliver();
  }

  close(close: ChannelClose): void {
    if (this.closed !== undefined) return;
    this.closed = close;
    queueMicrotask(() => this.closeHandler?.(close));
  }

  private deliver(): void {
    if (this.isBusy || this.isHeld || this.closed !== undefined || this.packetHandler === undefined) return;
    const packet = this.queue.shift();
    if (packet === undefined) return;
    this.isBusy = true;
    this.packetHandler(packet, () => this.done(packet));
  }

  private done(packet: ChannelPacket): void {
    this.isBusy = false;
    this.processedCount += 1;
    this.other?.ackedHandler?.(this.processedCount);
    if (this.other?.isFull === true && this.queue.length <= WINDOW / 2) {
      this.other.isFull = false;
      this.other.drainHandler?.();
    }
    if (packet.end) {
      if (this.hasEnded) {
        this.close({ reason: 'ended' });
        this.other?.close({ reason: 'ended' });
      } else this.send({ end: true });
    }
    queueMicrotask(() => this.deliver());
  }
}
