import type { ChannelMachine } from '../channel/channel.ts';
import type { ChannelHandle } from '../events.ts';
import { NOT_QUEUED, type Timed } from '../timers.ts';
import type { ChannelOwner } from './channel-owner.ts';
import type { Peer } from './peer.ts';

/** A channel in its place: whose it is, what it is called on the line and by the application. */
export class ActiveChannel implements Timed {
  readonly handle: ChannelHandle;
  readonly peer: Peer;
  readonly machine: ChannelMachine;
  /** The part of the engine that runs it; undefined: the application. */
  readonly owner: ChannelOwner | undefined;
  /** `c` on the line; undefined until the first packet goes out. */
  channelId: number | undefined;
  queuePlace = NOT_QUEUED;

  constructor(
    handle: ChannelHandle,
    peer: Peer,
    machine: ChannelMachine,
    channelId: number | undefined,
    owner?: ChannelOwner,
  ) {
    this.handle = handle;
    this.peer = peer;
    this.machine = machine;
    this.owner = owner;
    this.channelId = channelId;
  }

  get dueAtMs(): number {
    return this.machine.dueAtMs;
  }
}
