import { HIDDEN } from '../../storage/index.ts';
import type { EventRow } from '../../storage/store.ts';
import { isMembershipKind } from '../log/membership-event.ts';
import { readEmoji, readText } from './text-body.ts';

/** Kinds that change another event (WIRE.md "Event"); they are no lines of the chat. */
export const EDIT_KIND = 'edit';
export const DELETE_KIND = 'delete';
export const REACT_KIND = 'react';
export const EFFECT_KINDS: readonly string[] = [EDIT_KIND, DELETE_KIND, REACT_KIND];

/** Why an event of this kind is no line of the chat (storage/hidden.ts). */
export function hiddenOfKind(kind: string): number {
  return EFFECT_KINDS.includes(kind) ? HIDDEN.effect : 0;
}

/** What the events about one message come to. */
export interface Effects {
  /** The deletion that counts, whoever's. */
  readonly deletion: EventRow | undefined;
  /** Its text over time, the newest last; without the first one. */
  readonly edits: readonly { readonly row: EventRow; readonly text: string }[];
  /** Each person's last word, in the order (t, id). */
  readonly reactions: readonly { readonly by: string; readonly emoji: string }[];
}

/**
 * Whether a device that did not write it may take that event away with this deletion: between two, another device of its author; in
 * groups, who was an admin.
 */
export type MayDelete = (deletion: EventRow, target: EventRow) => boolean;

/** One name for all devices whose words are one person's. In a group each device stands alone: nobody there can check more. */
export type PersonOf = (device: string) => string;

/**
 * Whether a deletion counts. An author's own always does, also of one who was taken out of the group before it: no later event makes
 * a member bring back words that their author took back. What says who belongs to a group is never deleted.
 */
export function doesDelete(deletion: EventRow, target: EventRow, mayDelete: MayDelete): boolean {
  if (deletion.kind !== DELETE_KIND || deletion.of !== target.id || deletion.conv !== target.conv) return false;
  return !isMembershipKind(target.kind) && (deletion.by === target.by || mayDelete(deletion, target));
}

export const NO_EFFECTS: Effects = { deletion: undefined, edits: [], reactions: [] };

/** `about` in the order (t, id). What breaks a rule is stored and carried, and has no effect (app-protocol.md "Kinds"). */
export function effectsOn(
  target: EventRow,
  about: readonly EventRow[],
  mayDelete: MayDelete,
  personOf: PersonOf,
): Effects {
  const standing = about.filter(
    (row) => row.of === target.id && row.conv === target.conv && ((row.hidden ?? 0) & HIDDEN.void) === 0,
  );
  const reactions = new Map<string, Effects['reactions'][number]>();
  for (const row of standing.filter(({ kind }) => kind === REACT_KIND)) {
    const emoji = row.body === undefined ? undefined : readEmoji(row.body);
    const person = personOf(row.by);
    reactions.delete(person); // the last word stands last
    if (emoji !== undefined && emoji !== '') reactions.set(person, { by: row.by, emoji });
  }
  return {
    deletion: about.find((row) => doesDelete(row, target, mayDelete)),
    edits: standing.flatMap((row) => {
      const isEdit = row.kind === EDIT_KIND && personOf(row.by) === personOf(target.by) && row.body !== undefined;
      const text = isEdit ? readText(row.body) : undefined;
      return text === undefined ? [] : [{ row, text }];
    }),
    reactions: [...reactions.values()],
  };
}
