import type { ChannelClose } from '../endpoint.ts';

/** What went wrong, for a program to tell apart. A given AbortSignal rejects with its own reason instead. */
export type SwitchErrorCode =
  /** Nothing came in the time that was allowed for it. */
  | 'timeout'
  /** The line to the other side was replaced or is dead. */
  | 'line-reset'
  /** The other side failed the channel; the message is its word. */
  | 'refused'
  /** This side did. */
  | 'failed'
  /** The switch, or the channel in order, was closed here. */
  | 'closed'
  | 'not-a-hashname'
  | 'bad-seeds'
  | 'bad-answer'
  | 'too-large'
  | 'not-an-identity'
  | 'port-taken'
  | 'address-unavailable'
  | 'network-denied';

/** The only error that this interface throws, but for a program's own mistakes (TypeError, RangeError). */
export class SwitchError extends Error {
  override readonly name = 'SwitchError';
  readonly code: SwitchErrorCode;

  constructor(code: SwitchErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Undefined if it ended in order. */
export function errorOfClose(close: ChannelClose): SwitchError | undefined {
  switch (close.reason) {
    case 'ended':
      return undefined;
    case 'err':
      return new SwitchError(close.byPeer ? 'refused' : 'failed', close.message);
    case 'timeout':
      return new SwitchError('timeout', 'nothing came back on the channel');
    case 'line-reset':
      return new SwitchError('line-reset', 'the line under the channel is gone');
    case 'closed':
      return new SwitchError('closed', 'the switch was closed');
  }
}
