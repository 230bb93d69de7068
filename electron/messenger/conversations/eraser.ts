import type { EventRow } from '../../storage/store.ts';
import type { Core } from '../core.ts';
import { DELETE_KIND, doesDelete, EDIT_KIND, type MayDelete, type PersonOf } from './effects.ts';

/**
 * Carries deletions out: the bodies of what was deleted, and of its edits, are erased for good, and with them the blobs that no
 * other event names. Heads stay, so the log stays whole.
 */
export class Eraser {
  constructor(
    private readonly core: Core,
    private readonly conv: string,
    private readonly mayDelete: MayDelete,
    private readonly personOf: PersonOf,
  ) {}

  /** Deletions that were stored and not carried out before the program ended. */
  async resume(): Promise<void> {
    await this.carryOut(await this.core.store.events.openDeletions(this.conv));
  }

  /** Events came into view: deletions, what was deleted before it came, and edits of it. */
  async saw(rows: readonly EventRow[]): Promise<void> {
    const { events } = this.core.store;
    const targets = rows.flatMap((row) => (row.kind === EDIT_KIND && row.of !== undefined ? [row.of] : [row.id]));
    const deletions = new Map(rows.filter((row) => row.kind === DELETE_KIND).map((row) => [row.id, row]));
    for (const row of await events.about(targets, [DELETE_KIND])) deletions.set(row.id, row);
    await this.carryOut([...deletions.values()]);
  }

  private async carryOut(deletions: readonly EventRow[]): Promise<void> {
    for (const deletion of deletions) {
      const target = deletion.of === undefined ? undefined : await this.core.store.events.get(deletion.of);
      if (target?.conv !== this.conv || !doesDelete(deletion, target, this.mayDelete)) continue;
      const edits = await this.core.store.events.about([target.id], [EDIT_KIND]);
      const author = this.personOf(target.by);
      for (const row of [target, ...edits.filter((edit) => this.personOf(edit.by) === author)]) await this.erase(row);
    }
  }

  private async erase(row: EventRow): Promise<void> {
    if (row.body === undefined) return;
    await this.core.store.events.eraseBody(row.id);
    for (const blob of row.blobs) {
      const others = await this.core.store.events.naming(blob);
      if (others.length === 0) await this.core.blobs.remove(blob);
    }
  }
}
