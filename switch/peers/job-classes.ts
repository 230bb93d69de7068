import type { JobClass } from '../line/job-queue.ts';
import type { Line } from '../line/line.ts';
import type { Way } from '../paths/path.ts';
import type { Context } from './context.ts';
import type { PeerTable } from './peer-table.ts';

/** On whose account an open from there is read: before anything of it is known but where it came from. */
export function classOfSource(context: Context, peers: PeerTable, nowMs: number, from: Way): JobClass {
  if (context.askedSources.has(nowMs, from)) return 'asked';
  return peers.isWhereabouts(from) ? 'known' : 'stranger';
}

/** On whose account our side of a line is signed. */
export function classOfLine(peers: PeerTable, line: Line): JobClass {
  const peer = peers.get(line.peer);
  if (peer === undefined) return 'stranger';
  if (peer.isInvited || (peer.dial !== undefined && peer.isWanted)) return 'asked';
  return peer.isStranger ? 'stranger' : 'known';
}
