import type { Connection } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { hexOf } from '../row-values.ts';
import type { EventRow, EventStore, MarkStore, StartStore } from '../store.ts';

/** One call for all conversations, instead of ten for each: at the start nobody waits for thousands of answers. */
export function createStartStore(
  connection: Connection,
  events: Sync<EventStore>,
  marks: Sync<MarkStore>,
): Sync<StartStore> {
  return {
    all({ ownDevices, kinds, effectKinds }) {
      const found = connection.all('SELECT conv FROM conversations').map((row) => {
        const conv = hexOf(row, 'conv');
        return { conv, newest: events.page(conv, undefined, 1)[0] };
      });
      const ids = found.flatMap(({ newest }) => (newest === undefined ? [] : [newest.id]));
      const forked = new Set(events.forked(ids));
      const aboutOf = bySubject(events.about(ids, effectKinds));
      return found.map(({ conv, newest }) => ({
        conv,
        newest,
        about: aboutOf.get(newest?.id) ?? [],
        isForked: newest !== undefined && forked.has(newest.id),
        unreadCount: events.countUnread(conv, ownDevices, kinds),
        tips: events.tips(conv).filter((tip) => ownDevices.includes(tip.by)),
        hasOpenDeletions: events.openDeletions(conv).length > 0,
        stored: marks.stored(conv),
        read: marks.read(conv),
        refused: marks.refused(conv),
      }));
    },
  };
}

/** Each in the order it came in. */
function bySubject(rows: readonly EventRow[]): ReadonlyMap<string | undefined, readonly EventRow[]> {
  const found = new Map<string | undefined, EventRow[]>();
  for (const row of rows) {
    const known = found.get(row.of);
    if (known === undefined) found.set(row.of, [row]);
    else known.push(row);
  }
  return found;
}
