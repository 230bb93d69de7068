import type { ChannelEvent } from '../channel/channel.ts';
import type { ActiveChannel } from './active-channel.ts';

/**
 * A part of the engine that runs channels of its own (`seek`, `link`, `peer`, ...): what happens on them goes to it and not to
 * the application. Packets count as processed when `handleEvent` returns.
 *
 * Channels with an owner don't make a line wanted: they keep themselves alive, or they end with it.
 */
export interface ChannelOwner {
  /** Somebody started one; its first packet follows as an event. */
  handleOpened(nowMs: number, channel: ActiveChannel): void;
  handleEvent(nowMs: number, channel: ActiveChannel, event: ChannelEvent): void;
}
