import type { Store } from '../../storage/index.ts';
import { appendEvent } from './append.ts';
import type { ConversationLog } from './conversation-log.ts';
import { ingestEvents } from './ingest.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import { LogBudget } from './log-budget.ts';
import { missingFrom } from './missing-events.ts';
import { openOwnLog } from './own-log.ts';
import type { EventSigner } from './signature.ts';

export interface ConversationLogParts {
  readonly store: Pick<Store, 'events' | 'state'>;
  readonly selfDevice: string;
  readonly random: (length: number) => Uint8Array;
  /** Signs events of groups. */
  readonly sign: EventSigner;
  /** For the time of receipt. */
  readonly wallMs: () => number;
  /** Blob ids that a body of this kind names; none for bodies that are not as their kind has them. */
  readonly blobsOf: (kind: string, body: Uint8Array) => readonly string[];
  /** Why an event of this kind is no line of the chat (storage/hidden.ts); 0 if it is one. */
  readonly hiddenOf?: (kind: string) => number;
  /** What search finds of a body, folded; undefined for nothing. */
  readonly wordsOf?: (kind: string, body: Uint8Array) => string | undefined;
  /** Gives the thread away for a turn, between two slices of a large batch: a timer of 0 ms of the `Clock`. */
  readonly pause?: () => Promise<void>;
}

/** The log over a store. Makes the log's name and the `own` key at first run. */
export async function openConversationLog(parts: ConversationLogParts): Promise<ConversationLog> {
  const { store, selfDevice, sign, wallMs, blobsOf, hiddenOf = () => 0, pause = () => Promise.resolve() } = parts;
  const { wordsOf = () => undefined } = parts;
  const { events } = store;
  const ownLog = await openOwnLog(store.state, parts.random);
  const queue = createKeyedQueue();
  const budget = new LogBudget(wallMs);

  return {
    append: (draft) =>
      queue.run(draft.conv, () =>
        appendEvent({ store, ownLog, selfDevice, sign, wallMs, wordsOf }, { hidden: hiddenOf(draft.kind), ...draft }),
      ),
    ingest: (conv, authority, received) =>
      queue.run(conv, async () => {
        const mayBeginLog = (by: string) => by === selfDevice || budget.take(conv, by);
        const result = await ingestEvents(
          { events, ownKey: ownLog.key, wallMs, blobsOf, hiddenOf, wordsOf, pause, mayBeginLog },
          conv,
          authority,
          received,
        );
        // An event of our current log that we did not have: this store was rolled back, and what we write next would fork it.
        const isRolledBack = result.stored.some(({ by, log }) => by === selfDevice && log === ownLog.name());
        if (isRolledBack) await ownLog.begin();
        return result;
      }),
    tips: (conv) => events.tips(conv),
    missingFrom: (conv, tips, maxBytes) => missingFrom(events, conv, tips, maxBytes),
    async isRolledBack(conv, tips) {
      const ours = tips.filter(({ by, log }) => by === selfDevice && log === ownLog.name());
      const isHere = await events.holds(conv, ours);
      return isHere.includes(false);
    },
    beginNewLog: () => ownLog.begin(),
  };
}
