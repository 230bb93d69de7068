import type { EventRow, GroupRow } from '../../storage/index.ts';
import type { Core } from '../core.ts';
import type { Group } from '../log/membership.ts';
import type { GroupState } from '../views/conversation-views.ts';
import type { WithheldReason } from '../views/media-views.ts';
import type { GroupLog } from './group-log.ts';

export interface OwnStandingParts {
  readonly core: Core;
  readonly log: GroupLog;
  readonly stage: () => GroupRow['stage'];
  /** Tells the present views of these events. */
  readonly tell: (rows: readonly EventRow[]) => Promise<void>;
}

/** Whether we are in a group, and since when: what of it somebody may give us. */
export class OwnStanding {
  private told: string;

  constructor(private readonly parts: OwnStandingParts) {
    this.told = this.current();
  }

  get state(): GroupState {
    const { core, log, stage } = this.parts;
    return stateOf(stage(), log.group, core.self);
  }

  /** Why nobody may give us what this event names: it was said before our own time here, or we are out. */
  withheld({ t }: EventRow): WithheldReason | undefined {
    const { state } = this;
    if (state === 'joining' || t === undefined) return undefined; // whether it is ours is known once its place is
    if (state !== 'member') return 'not-in-group';
    return t < (this.parts.log.ownFromT ?? 0) ? 'before-our-time' : undefined;
  }

  /** To be called when somebody came or went. If that was us, messages look different whose photos and files are not here. */
  async look(): Promise<void> {
    const current = this.current();
    if (current === this.told) return;
    this.told = current;
    const { blobs, choices, store } = this.parts.core;
    const rows = new Map<string, EventRow>();
    for (const blob of new Set([...(await blobs.notWhole()), ...choices.blobs()])) {
      for (const row of await store.events.naming(blob)) if (row.conv === this.parts.log.conv) rows.set(row.id, row);
    }
    await this.parts.tell([...rows.values()]);
  }

  private current(): string {
    return `${this.state} ${this.parts.log.ownFromT ?? ''}`;
  }
}

export function stateOf(stage: GroupRow['stage'], group: Group | undefined, self: string): GroupState {
  if (stage === 'joining') return group?.wasRemoved(self) === true ? 'removed' : 'joining';
  if (stage !== 'in' || group === undefined) return 'invited';
  if (group.members.get(self)?.hasJoined === true) return 'member';
  return group.wasRemoved(self) ? 'removed' : 'left';
}
