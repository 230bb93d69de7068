import type { EventRow } from '../../storage/index.ts';
import type { Core } from '../core.ts';
import { MEMBERSHIP_KINDS } from '../log/membership-event.ts';
import type { GroupLog } from './group-log.ts';

export interface ShownNamesParts {
  readonly core: Core;
  readonly log: GroupLog;
  readonly nameOf: (device: string) => string;
  /** Tells the present views of these events. */
  readonly tell: (rows: readonly EventRow[]) => Promise<void>;
}

/** What everybody who ever belonged to a group is called here. Lines such as "Anna added Ben" carry names, and are told anew with them. */
export class ShownNames {
  private names: ReadonlyMap<string, string>;

  constructor(private readonly parts: ShownNamesParts) {
    this.names = this.read();
  }

  /** To be called when somebody may be called something else: a contact, or by their own word in the group. */
  async look(): Promise<void> {
    const { core, log, tell } = this.parts;
    const before = this.names;
    this.names = this.read();
    const isRenamed = (device: string) => before.has(device) && before.get(device) !== this.names.get(device);
    const renamed = new Set([...this.names.keys()].filter(isRenamed));
    if (renamed.size === 0) return;
    const about = log.about(renamed);
    const rows = await core.store.events.ofKinds(log.conv, MEMBERSHIP_KINDS);
    await tell(rows.filter(({ id }) => about.has(id)));
  }

  private read(): ReadonlyMap<string, string> {
    return new Map(this.parts.log.everybody().map((device) => [device, this.parts.nameOf(device)]));
  }
}
