import type { EventRow } from '../../storage/index.ts';
import { DELETE_KIND, doesDelete, EDIT_KIND, type MayDelete } from '../conversations/effects.ts';
import type { Core } from '../core.ts';
import { GROUP_BODYLESS_MAX, GROUP_SCAN_EVENTS, SYNC_LACKS_MAX } from '../limits.ts';
import type { Place } from '../messenger.ts';

export interface MissingBodiesParts {
  readonly core: Core;
  readonly conv: string;
  /** Where what we may read begins; undefined while we are no member. */
  readonly fromT: () => number | undefined;
  readonly mayDelete: MayDelete;
}

/**
 * Events of a group that are here without their bodies though nobody deleted them: said before we were let in with a past,
 * erased by a deletion that a removal then made void, or withheld by the member who brought them. Other members are asked.
 */
export class MissingBodies {
  private asked: ReadonlySet<string> = new Set();
  private isStale = true;

  constructor(private readonly parts: MissingBodiesParts) {}

  /** Something was stored, or somebody's rights changed. */
  changed(): void {
    this.isStale = true;
  }

  /** Whether its body was asked for. */
  has(id: string): boolean {
    return this.asked.has(id);
  }

  /** The newest of them. */
  async ids(): Promise<readonly string[]> {
    if (this.isStale) {
      this.isStale = false;
      this.asked = new Set(await this.look());
    }
    return [...this.asked];
  }

  private async look(): Promise<readonly string[]> {
    const { core, conv } = this.parts;
    const fromT = this.parts.fromT();
    if (fromT === undefined) return [];
    const missing: string[] = [];
    let before: Place | undefined;
    for (let looked = 0; looked < GROUP_BODYLESS_MAX && missing.length < SYNC_LACKS_MAX; looked += GROUP_SCAN_EVENTS) {
      const rows = await core.store.events.bodyless(conv, before, GROUP_SCAN_EVENTS);
      missing.push(...(await this.missingOf(rows.filter((row) => (row.t ?? 0) >= fromT))));
      before = placeOf(rows.at(-1));
      if (rows.length < GROUP_SCAN_EVENTS || before === undefined || before.t < fromT) break;
    }
    return missing.slice(0, SYNC_LACKS_MAX);
  }

  /** Without what was deleted, and edits of that. */
  private async missingOf(rows: readonly EventRow[]): Promise<readonly string[]> {
    if (rows.length === 0) return [];
    const { core, mayDelete } = this.parts;
    const { events } = core.store;
    const targetIds = rows.map((row) => (row.kind === EDIT_KIND ? (row.of ?? row.id) : row.id));
    const deletions = await events.about(targetIds, [DELETE_KIND]);
    const missing: string[] = [];
    for (const [index, row] of rows.entries()) {
      const about = deletions.filter((deletion) => deletion.of === targetIds[index]);
      const target = about.length === 0 || row.kind !== EDIT_KIND ? row : await events.get(row.of ?? '');
      const isDeleted = target !== undefined && about.some((deletion) => doesDelete(deletion, target, mayDelete));
      if (!isDeleted) missing.push(row.id);
    }
    return missing;
  }
}

/** Of an event in view. */
export function placeOf(row: EventRow | undefined): Place | undefined {
  return row?.t === undefined ? undefined : { t: row.t, id: row.id };
}
