import { type EventRow, HIDDEN } from '../../storage/index.ts';
import { HIDDEN_UNDO_MS } from '../limits.ts';
import { isMembershipKind } from '../log/membership-event.ts';
import type { ConversationParts } from './conversation-parts.ts';
import { EDIT_KIND } from './effects.ts';
import type { ConversationMarks } from './marks.ts';

/** *Delete for me*: what was taken out of this device's view, and of no other. `hidden-sweep.ts` erases it later. */
export class HiddenHere {
  constructor(
    private readonly parts: ConversationParts,
    private readonly marks: ConversationMarks,
    /** The newest message and the counts may be others now. */
    private readonly onChange: () => void,
  ) {}

  async hide(row: EventRow): Promise<void> {
    const { clock, store } = this.parts.core;
    const edits = await store.events.about([row.id], [EDIT_KIND]);
    await store.hidden.hide([row.id, ...edits.map(({ id }) => id)], clock.wallMs() + HIDDEN_UNDO_MS);
    this.onChange();
  }

  /** Brings back what `hide` took out of view. False if it is none of ours, or erased by now. */
  async show(id: string): Promise<boolean> {
    const { events, hidden } = this.parts.core.store;
    const row = await events.get(id);
    if (row?.conv !== this.parts.conv || row.body === undefined) return false;
    const edits = await events.about([id], [EDIT_KIND]);
    await hidden.show([id, ...edits.map((edit) => edit.id)]);
    return true;
  }

  /** Events came: edits of what was deleted here go the same way. */
  async saw(rows: readonly EventRow[]): Promise<void> {
    const { clock, store } = this.parts.core;
    const ids: string[] = [];
    for (const row of rows.filter(({ kind }) => kind === EDIT_KIND)) {
      const target = row.of === undefined ? undefined : await store.events.get(row.of);
      if (target?.conv === this.parts.conv && ((target.hidden ?? 0) & HIDDEN.here) !== 0) ids.push(row.id);
    }
    if (ids.length > 0) await store.hidden.hide(ids, clock.wallMs() + HIDDEN_UNDO_MS);
  }

  /**
   * Whether nobody needs these words of us any more. Between two, what the other one said is theirs to keep, and what we said is
   * needed until they have it. In a group any member brings any other up to date: until all have it, and their photos stay.
   */
  async isUnneeded(row: EventRow): Promise<boolean> {
    const { core, isGroup, audience } = this.parts;
    const isOwn = core.own.has(row.by);
    if (isMembershipKind(row.kind)) return false;
    if (!isGroup && !isOwn) return true;
    if (isOwn && this.marks.refusalOf(row.id) !== undefined) return true;
    if (!isOwn && row.blobs.length > 0) return false;
    for (const device of audience(row).filter((one) => one !== row.by)) {
      if (!this.marks.isStored(device, row)) return false;
      if (row.blobs.length === 0) continue;
      const stored = await core.store.marks.storedBlobs(device, row.blobs);
      if (stored.length < row.blobs.length) return false;
    }
    return true;
  }
}
