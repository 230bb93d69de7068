import type { EventRow } from '../../storage/index.ts';
import type { Group, Member } from '../log/membership.ts';
import type { Invitation } from '../sync/sync-host.ts';
import { type GroupLog, isBefore } from './group-log.ts';

/** Devices of the others who have joined; with an event, of those who may read it. */
export function othersOf(group: Group | undefined, self: string, row?: EventRow): readonly string[] {
  return [...(group?.members.values() ?? [])]
    .filter((member) => member.hasJoined && member.device !== self)
    .filter((member) => row === undefined || !isBefore(row, member))
    .map((member) => member.device);
}

/**
 * What a device may have: a member everything, from where their history begins; who was taken out or left, the same up to that;
 * who was never in, nothing.
 */
export function servedTo(log: GroupLog, device: string, row: EventRow): EventRow | undefined {
  const member = log.group?.members.get(device);
  if (member !== undefined) return forReader(member, row);
  const stay = log.lastStayOf(device);
  return stay !== undefined && row.t !== undefined && row.t <= stay.toT ? forReader(stay, row) : undefined;
}

function forReader(reader: Pick<Member, 'fromT'>, row: EventRow): EventRow {
  return isBefore(row, reader) ? { ...row, body: undefined, blobs: [] } : row;
}

/** Somebody added who has not said yes is told what they were added to. */
export function invitationFor({ group }: GroupLog, device: string): Invitation | undefined {
  const member = group?.members.get(device);
  if (group === undefined || member === undefined || member.hasJoined) return undefined;
  return { add: member.add, title: group.title, members: othersOf(group, device).length };
}
