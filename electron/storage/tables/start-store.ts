import type { Connection } from '../connection.ts';
import type { Sync } from '../operations.ts';
import { hexOf } from '../row-values.ts';
import type { EventStore, MarkStore, StartStore } from '../store.ts';

/** One call for all conversations, instead of ten for each: at the start nobody waits for thousands of answers. */
export function createStartStore(
  connection: Connection,
  events: Sync<EventStore>,
  marks: Sync<MarkStore>,
): Sync<StartStore> {
  return {
    all: ({ ownDevices, kinds, effectKinds }) =>
      connection.all('SELECT conv FROM conversations').map((row) => {
        const conv = hexOf(row, 'conv');
        const [newest] = events.page(conv, undefined, 1);
        return {
          conv,
          newest,
          about: newest === undefined ? [] : events.about([newest.id], effectKinds),
          isForked: newest !== undefined && events.forked([newest.id]).length > 0,
          unreadCount: events.countUnread(conv, ownDevices, kinds),
          tips: events.tips(conv).filter((tip) => ownDevices.includes(tip.by)),
          hasOpenDeletions: events.openDeletions(conv).length > 0,
          stored: marks.stored(conv),
          read: marks.read(conv),
          refused: marks.refused(conv),
        };
      }),
  };
}
