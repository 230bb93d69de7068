import type { Core } from '../core.ts';
import { GROUP_GUESTS_MAX, GROUP_SCAN_EVENTS } from '../limits.ts';
import { type GroupLog, isBefore } from './group-log.ts';

export interface LeftoversParts {
  readonly core: Core;
  readonly log: GroupLog;
  /** Whether we are a member ourselves. */
  readonly isIn: () => boolean;
}

/**
 * Photos and files of events that stand, while only their author has them, and their author has left or was taken out (WIRE.md
 * "Groups"). An event comes to everybody from any member who has it; what it names would be lost to all with the last line to its author.
 */
export class Leftovers {
  /** Departed authors of something that we have not fetched: asked for it by every member that lacks it. */
  givers: readonly string[] = [];
  /** We are gone, and no member has all that we said in time. */
  areOwed = false;

  constructor(private readonly parts: LeftoversParts) {}

  /** To be called when somebody comes or goes, or something of somebody departed came. */
  async look(): Promise<void> {
    const isIn = this.parts.isIn();
    this.givers = isIn ? await this.findGivers() : [];
    this.areOwed = !isIn && (await this.findOwed());
  }

  /** Something of one of these may have to be fetched from them. */
  concern(authors: readonly string[]): boolean {
    const departed = this.parts.log.departedDevices();
    return authors.some((author) => departed.includes(author));
  }

  private async findGivers(): Promise<readonly string[]> {
    const { core, log } = this.parts;
    const departed = log.departedDevices().filter((device) => device !== core.self);
    if (departed.length === 0) return [];
    const authors = await core.store.events.authorsOfMissing(log.conv, departed, log.ownFromT ?? 0);
    return authors.slice(0, GROUP_GUESTS_MAX);
  }

  private async findOwed(): Promise<boolean> {
    const { core, log } = this.parts;
    const members = [...(log.group?.members.values() ?? [])];
    const others = members.filter(({ hasJoined, device }) => hasJoined && device !== core.self);
    if (others.length === 0) return false;
    const holders = others.map(({ device }) => device);
    const rows = await core.store.events.unshared(log.conv, core.self, holders, GROUP_SCAN_EVENTS);
    return rows.some((row) => !log.isVoid(row) && others.some((member) => !isBefore(row, member)));
  }
}
