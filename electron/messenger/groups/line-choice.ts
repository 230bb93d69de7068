import type { GroupRow } from '../../storage/index.ts';
import type { ConversationMarks } from '../conversations/marks.ts';
import type { Core } from '../core.ts';
import { GROUP_GUESTS_MAX, GROUP_NEIGHBOURS_NEAR } from '../limits.ts';
import type { GroupLog } from './group-log.ts';
import { othersOf } from './group-readers.ts';
import type { Leftovers } from './leftovers.ts';
import { chooseNeighbours } from './neighbours.ts';

export interface LineChoiceParts {
  readonly core: Core;
  readonly row: () => GroupRow;
  readonly log: GroupLog;
  readonly marks: ConversationMarks;
  readonly leftovers: Leftovers;
  /** Whether we are a member ourselves. */
  readonly isIn: () => boolean;
  /** A whole number from 0 to below this. */
  readonly random: (below: number) => number;
}

/** Which devices of a group we keep lines to: some of its members, and whoever still has to be told or asked something. */
export class LineChoice {
  private neighbours: readonly string[] = [];
  private neighboursOf = '';
  /** Members who chose us for a neighbour, until the next choice. */
  private readonly guests = new Set<string>();
  /** Left, and speak of the group as if they had not: their disk is older than their goodbye. Until the next choice. */
  private readonly strays = new Set<string>();

  constructor(private readonly parts: LineChoiceParts) {}

  devices(): readonly string[] {
    const { core, log, row, leftovers, isIn } = this.parts;
    const { group } = log;
    if (group === undefined) return this.whoMayKnow();
    const joined = othersOf(group, core.self);
    if (!isIn()) {
      const isNeeded = this.isUnsaid() || leftovers.areOwed;
      const near = isNeeded ? this.near([...group.members.keys()]) : [];
      return [...near, ...this.leftUntold(joined), ...(row().stage === 'joining' ? this.whoMayKnow() : [])];
    }
    const invited = [...group.members.values()].filter((member) => !member.hasJoined).map((member) => member.device);
    const isContact = (device: string) => core.contacts.ofDevice(device)?.state === 'contact';
    const guests = [...this.guests].filter((device) => joined.includes(device));
    const departed = [...this.toBeTold(), ...leftovers.givers, ...this.strays];
    return [...this.near(joined), ...guests, ...invited.filter(isContact), ...departed, ...this.whoMayKnow()];
  }

  /** They have chosen us: with 200 members few choose each other. False if there are too many such. */
  addGuest(device: string): boolean {
    if (this.guests.size >= GROUP_GUESTS_MAX) return false;
    this.guests.add(device);
    return true;
  }

  /** They left, and say what they have of the group. False if there are too many such. */
  addStray(device: string): boolean {
    if (this.strays.size >= GROUP_GUESTS_MAX) return false;
    this.strays.add(device);
    return true;
  }

  /** Other neighbours from now on, and nobody is a guest any more. */
  chooseAnew(): void {
    this.neighboursOf = '';
    this.guests.clear();
    this.strays.clear();
  }

  /**
   * Of whom we ask how this group came about, beside its members: after a yes who added us; and where a part of it was lost here,
   * whoever wrote something that is left.
   */
  private whoMayKnow(): readonly string[] {
    const { core, log, row } = this.parts;
    const { stage, invitedBy } = row();
    const unexplained = log.unexplained().filter((device) => device !== core.self);
    if (stage !== 'joining') return unexplained.slice(0, GROUP_NEIGHBOURS_NEAR);
    const inviter = core.contacts.get(invitedBy ?? '')?.device;
    const others = [...log.everybody().filter((device) => device !== core.self), ...unexplained];
    const all = [...(inviter === undefined ? [] : [inviter]), ...others];
    return [...new Set(all)].slice(0, GROUP_NEIGHBOURS_NEAR);
  }

  /** Neighbours change with the members, and every hour. */
  private near(joined: readonly string[]): readonly string[] {
    const { core, random } = this.parts;
    const name = joined.join();
    if (name !== this.neighboursOf) this.neighbours = chooseNeighbours(core.self, joined, random);
    this.neighboursOf = name;
    return this.neighbours;
  }

  /** We left, and nobody has heard of it yet. */
  private isUnsaid(): boolean {
    const { log, marks } = this.parts;
    const leave = log.ownLeave();
    const members = [...(log.group?.members.keys() ?? [])];
    return leave !== undefined && !members.some((device) => marks.isStored(device, leave));
  }

  /** Removed people who have not been served their removal. */
  private toBeTold(): readonly string[] {
    return this.parts.log.removedDevices().filter((device) => !this.hasSeenRemoval(device));
  }

  /** We were the last to leave: nobody else can tell them that they were taken out. */
  private leftUntold(joined: readonly string[]): readonly string[] {
    const { core, log } = this.parts;
    const wasLast = joined.length === 0 && log.leaveOf(core.self) !== undefined;
    return wasLast ? this.toBeTold() : [];
  }

  private hasSeenRemoval(device: string): boolean {
    const removal = this.parts.log.removalOf(device);
    return removal !== undefined && this.parts.marks.isStored(device, removal);
  }
}
