import type { GroupRow } from '../../storage/index.ts';
import type { ChatNames } from '../conversations/chat.ts';
import type { ConversationHeading } from '../conversations/conversation-parts.ts';
import type { Core } from '../core.ts';
import type { Group } from '../log/membership.ts';
import type { GroupState, GroupView } from '../views/conversation-views.ts';
import type { GroupLog } from './group-log.ts';
import { groupPictureId } from './group-pictures.ts';
import { stateOf } from './own-standing.ts';

/** What a group's view rests on, beside its log. */
export interface GroupFacts {
  readonly core: Core;
  readonly row: () => GroupRow;
  readonly ownName: () => string;
}

/** A group's line in the list of chats. `isNewer` as in `groupState`; `reachable`: devices that there is a line with. */
export function groupHeading(
  facts: GroupFacts,
  log: GroupLog,
  isNewer: boolean,
  reachable: readonly string[],
): ConversationHeading {
  const row = facts.row();
  return {
    person: undefined,
    group: groupView(facts, log, isNewer, reachable),
    name: titleIn(row, log.group),
    state: 'contact',
    newDevice: undefined,
    refusal: undefined,
    addedAtMs: row.addedAtMs,
    trust: {
      state: reachable.length > 0 ? 'connected' : 'waiting',
      sinceAtMs: row.addedAtMs,
      address: undefined,
      roundTripMs: undefined,
      carriedBy: undefined,
      via: undefined,
    },
  };
}

function titleIn(row: GroupRow, group: Group | undefined): string {
  return group?.title || row.title;
}

/** What a group is found by. */
export function groupNames({ core, row }: GroupFacts, { group }: GroupLog): ChatNames {
  const others = [...(group?.members.keys() ?? [])].filter((device) => device !== core.self);
  return { name: titleIn(row(), group), members: others.map((device) => nameInGroup(core, group, device)) };
}

function groupView(facts: GroupFacts, log: GroupLog, isNewer: boolean, reachable: readonly string[]): GroupView {
  const { core, row, ownName } = facts;
  const { invitedBy } = row();
  const { group } = log;
  const me = group?.members.get(core.self);
  const inviter = invitedBy === undefined ? undefined : core.contacts.get(invitedBy);
  const hereCount = reachable.filter((device) => group?.members.get(device)?.hasJoined === true).length;
  return {
    state: groupState(facts, log, isNewer),
    reachableCount: me?.hasJoined === true ? hereCount : undefined,
    isAdmin: me?.isAdmin === true,
    pictureId: groupPictureId(group?.picture),
    invitedBy: inviter === undefined ? undefined : core.details.nameOf(inviter),
    members: [...(group?.members.values() ?? [])].map(({ device, isAdmin, hasJoined, wishedBy }) => ({
      device,
      isAdmin,
      hasJoined,
      isMe: device === core.self,
      wishCount: wishedBy.size,
      isMyWish: wishedBy.has(core.self),
      name: device === core.self ? ownName() : nameInGroup(core, group, device),
    })),
  };
}

/** `isNewer`: an event here is of a version that we don't know, and waits at its author. */
export function groupState({ core, row }: GroupFacts, log: GroupLog, isNewer: boolean): GroupState {
  const { stage } = row();
  if (stage === 'in' && (log.isFrozen || isNewer)) return 'frozen';
  return stateOf(stage, log.group, core.self);
}

/** As the person here calls them, else as they call themselves in the group. */
export function nameInGroup(core: Core, group: Group | undefined, device: string): string {
  const contact = core.contacts.ofDevice(device);
  if (contact !== undefined) return core.details.nameOf(contact);
  return group?.nameOf(device) || device.slice(0, 8);
}
