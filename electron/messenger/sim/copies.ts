import type { Channel, ChannelPacket, Endpoint } from '../../../switch/index.ts';
import { eventId } from '../log/event.ts';
import { type Frame, FrameReader } from '../sync/frames.ts';
import { SYNC_CHANNEL } from '../sync/peer-session.ts';

/** Counts how often each event came over a line, to whomever: what a group costs its members. */
export class Copies {
  readonly counts = new Map<string, number>();

  /** The same endpoint, with an eye on what comes over its `_sync` channels. */
  watch(endpoint: Endpoint): Endpoint {
    return over(endpoint, {
      openChannel: (...args) => this.watched(endpoint.openChannel(...args)),
      listen: (type, options, handler) => endpoint.listen(type, options, (channel) => handler(this.watched(channel))),
    });
  }

  private watched(channel: Channel): Channel {
    if (channel.type !== SYNC_CHANNEL) return channel;
    const reader = new FrameReader();
    return over(channel, {
      onPacket: (handler) =>
        channel.onPacket((packet, done) => {
          this.read(reader, packet);
          handler(packet, done);
        }),
    });
  }

  private read(reader: FrameReader, { body }: ChannelPacket): void {
    const frames = reader.push(body);
    for (const frame of frames.ok ? frames.value : []) if (frame.t === 'event') this.count(frame);
  }

  private count({ json, body }: Frame): void {
    const id = eventId(body.slice(0, Number(json.head)));
    this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
  }
}

/** An object with some of its methods replaced; all others are its own. */
export function over<T extends object>(target: T, replaced: Partial<T>): T {
  return new Proxy(target, {
    get(_target, key) {
      const own: unknown = Reflect.get(replaced, key);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
