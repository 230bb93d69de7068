import { LINE_RENEW_LATE_MS, LINE_RENEW_LOOK_MS, LINE_YOUNG_SHARE, type Waits } from '../constants.ts';
import type { Peer } from './peer.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** What is to be done for fresh keys now. */
export type Renewal = 'nothing' | 'renew-key' | 'new-line';

/** The line is open. Our half may be older than that: another line of the same peer may have used it. */
export function noteConfirmed(waits: Waits, nowMs: number, peer: Peer): void {
  if (peer.keyedAtMs === undefined) noteKeyed(waits, nowMs, peer);
}

/** Our half has a key that was never used before. */
export function noteKeyed(waits: Waits, nowMs: number, peer: Peer): void {
  peer.keyedAtMs = nowMs;
  peer.renewAtMs = nowMs + waits.lineRenewMs;
}

/** Our half is gone. */
export function noteDropped(peer: Peer): void {
  peer.keyedAtMs = undefined;
  peer.renewAtMs = NEVER;
}

/**
 * Says what a line is due for. Between two of our kind only the key changes, and the channels go on (network.md "open", last
 * paragraph); others don't calculate keys again, so they get a new line when it hurts least (DECISIONS.md no. 51).
 */
export function dueRenewal(waits: Waits, nowMs: number, peer: Peer): Renewal {
  if (nowMs < peer.renewAtMs) return 'nothing';
  peer.renewAtMs = nowMs + LINE_RENEW_LOOK_MS; // should it come to nothing
  if (peer.windowPackets !== undefined) return 'renew-key';
  const isLate = nowMs >= (peer.keyedAtMs ?? nowMs) + waits.lineRenewMs + LINE_RENEW_LATE_MS - LINE_RENEW_LOOK_MS;
  return isLate || !hasUnacked(peer) ? 'new-line' : 'nothing';
}

/** Whether ours should follow, now that the other side has a fresh key. */
export function shouldFollow(waits: Waits, nowMs: number, peer: Peer): boolean {
  return (
    peer.line.isConfirmed &&
    peer.keyedAtMs !== undefined &&
    nowMs - peer.keyedAtMs >= waits.lineRenewMs * LINE_YOUNG_SHARE
  );
}

function hasUnacked(peer: Peer): boolean {
  for (const { machine } of peer.channels.values()) if (machine.unackedSinceMs !== undefined) return true;
  return false;
}
