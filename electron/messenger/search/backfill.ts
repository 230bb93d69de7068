import type { Store } from '../../storage/index.ts';
import { SEARCH_BACKFILL_EVENTS } from '../limits.ts';
import { SEARCHED_KINDS, wordsOfBody } from './search-words.ts';

/** How far the index was made for what is older than it: a number of the store's own, then this word. */
const STATE = 'search-noted';
const DONE = 'done';

export interface BackfillParts {
  readonly store: Pick<Store, 'search' | 'state'>;
  /** Gives the thread away between two batches. */
  readonly pause: () => Promise<void>;
  readonly isStopped: () => boolean;
}

/** Notes the words of what was stored before there was an index. Goes on at the next start where it was interrupted. */
export async function backfillSearch({ store, pause, isStopped }: BackfillParts): Promise<void> {
  const noted = await store.state.getText(STATE);
  if (noted === DONE) return;
  for (let afterN = Number(noted ?? 0); !isStopped(); ) {
    const events = await store.search.unnoted(afterN, SEARCHED_KINDS, SEARCH_BACKFILL_EVENTS);
    const last = events.at(-1);
    if (last === undefined) {
      await store.state.setText(STATE, DONE);
      return;
    }
    await store.search.note(
      events.flatMap(({ n, kind, body }) => {
        const words = wordsOfBody(kind, body);
        return words === undefined ? [] : [{ n, words }];
      }),
    );
    await store.state.setText(STATE, String(last.n));
    afterN = last.n;
    await pause();
  }
}
