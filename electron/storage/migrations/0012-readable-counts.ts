/**
 * How much of each log can be unread, by kind: the start counts no messages, however many wait. Kept by the database itself, in the
 * transaction of whatever changes an event, so that no crash and no way of writing can leave it wrong.
 */
const readable = (row: 'OLD' | 'NEW') => `(${row}.hidden = 0 AND ${row}.t IS NOT NULL AND ${row}.body IS NOT NULL)`;
const ADD_NEW = `INSERT INTO readable_counts (log_n, kind, count) VALUES (NEW.log_n, NEW.kind, 1)
  ON CONFLICT (log_n, kind) DO UPDATE SET count = count + 1;`;
const TAKE_OLD = 'UPDATE readable_counts SET count = count - 1 WHERE log_n = OLD.log_n AND kind = OLD.kind;';

export const readableCounts = `
CREATE TABLE readable_counts (
  log_n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (log_n, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO readable_counts (log_n, kind, count)
  SELECT log_n, kind, count(*) FROM events INDEXED BY events_readable
  WHERE hidden = 0 AND t IS NOT NULL AND body IS NOT NULL GROUP BY log_n, kind;

CREATE TRIGGER readable_came AFTER INSERT ON events WHEN ${readable('NEW')} BEGIN ${ADD_NEW} END;
CREATE TRIGGER readable_went AFTER DELETE ON events WHEN ${readable('OLD')} BEGIN ${TAKE_OLD} END;
CREATE TRIGGER readable_began AFTER UPDATE OF hidden, t, body ON events
  WHEN ${readable('NEW')} AND NOT ${readable('OLD')} BEGIN ${ADD_NEW} END;
CREATE TRIGGER readable_ended AFTER UPDATE OF hidden, t, body ON events
  WHEN ${readable('OLD')} AND NOT ${readable('NEW')} BEGIN ${TAKE_OLD} END;
`;
