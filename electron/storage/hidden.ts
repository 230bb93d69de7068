/** Reasons why an event is stored, served and counted in its log, and yet not shown as a message. They add up. */
export const HIDDEN = {
  /** It changes another one: an edit, a deletion, a reaction. */
  effect: 1,
  /** In a group: its author had no right to it (membership.ts). */
  void: 2,
  /** Deleted on this device alone. */
  here: 4,
} as const;
