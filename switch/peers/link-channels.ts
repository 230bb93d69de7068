import type { Hashname } from '../hashname/hashname.ts';
import type { ActiveChannel } from './active-channel.ts';

/** Both sides may have started one: the newest two live, and the one that was heard last is used. */
const CHANNELS_PER_LINK_MAX = 2;

const NONE: readonly ActiveChannel[] = [];

/** The `link` channels with each hashname, newest heard first. */
export class LinkChannels {
  readonly #channels = new Map<Hashname, readonly ActiveChannel[]>();

  newest(hashname: Hashname): ActiveChannel | undefined {
    return this.#channels.get(hashname)?.[0];
  }

  all(hashname: Hashname): readonly ActiveChannel[] {
    return this.#channels.get(hashname) ?? NONE;
  }

  /** Answers with those that are too many now. */
  add(channel: ActiveChannel): readonly ActiveChannel[] {
    const { hashname } = channel.peer;
    const others = this.all(hashname);
    this.#channels.set(hashname, [channel, ...others]);
    return others.slice(CHANNELS_PER_LINK_MAX - 1);
  }

  heard(channel: ActiveChannel): void {
    const { hashname } = channel.peer;
    const channels = this.all(hashname);
    if (channels[0] === channel) return;
    this.#channels.set(hashname, [channel, ...channels.filter((other) => other !== channel)]);
  }

  /** False if it was the last one. */
  remove(channel: ActiveChannel): boolean {
    const { hashname } = channel.peer;
    const left = this.all(hashname).filter((other) => other !== channel);
    if (left.length > 0) this.#channels.set(hashname, left);
    else this.#channels.delete(hashname);
    return left.length > 0;
  }
}
