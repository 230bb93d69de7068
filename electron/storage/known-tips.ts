import { KNOWN_TIPS_MAX } from './constants.ts';
import type { EventStore, LogTip } from './store.ts';

/**
 * The events table, which is asked for the tips of a conversation once for each change of them, and not a dozen times for each
 * event that comes: every `have`, acknowledgement, heading and answer needs them. Nothing but `insert` moves a tip, and whoever asks
 * after it began is answered by the worker after it: it takes one call after the other.
 */
export function withKnownTips(events: EventStore): EventStore {
  /** Of the conversations asked about last. */
  const known = new Map<string, Promise<readonly LogTip[]>>();

  function ask(conv: string): Promise<readonly LogTip[]> {
    const asked = events.tips(conv);
    known.set(conv, asked);
    for (const [oldest] of known) if (known.size > KNOWN_TIPS_MAX) known.delete(oldest);
    asked.catch(() => {
      if (known.get(conv) === asked) known.delete(conv);
    });
    return asked;
  }

  return {
    ...events,
    insert(rows, ...rest) {
      for (const { conv } of rows) known.delete(conv);
      return events.insert(rows, ...rest);
    },
    tips: (conv) => known.get(conv) ?? ask(conv),
  };
}
