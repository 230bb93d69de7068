/**
 * Events that are no lines of a chat (edits, deletions, reactions, void ones): kept, served, not shown. `hidden` is the sum of
 * HIDDEN (hidden.ts). And the ways to find the events about an event, and those of one kind.
 */
export const effects = `
ALTER TABLE events ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
CREATE INDEX events_shown ON events (conv_n, t, id) WHERE hidden = 0 AND t IS NOT NULL;
CREATE INDEX events_by_subject ON events (subject, kind) WHERE subject IS NOT NULL;
CREATE INDEX events_by_kind ON events (conv_n, kind);
`;
