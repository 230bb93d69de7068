/** What can be unread, by log: counting it at the start reads no message, however many there are. */
export const unread = `
CREATE INDEX events_readable ON events (log_n, seq, kind) WHERE hidden = 0 AND t IS NOT NULL AND body IS NOT NULL;
`;
