import type { Bridge } from '../../electron/bridge/contract.ts';
import type { AppStore } from './app-store.ts';

/** Calls back once what is in the page now has been painted; at once where nothing is painted, in a window that is hidden. */
export type AfterPaint = (callback: () => void) => void;

const afterPaint: AfterPaint = (callback) => {
  if (document.visibilityState === 'hidden') callback();
  else requestAnimationFrame(() => setTimeout(callback)); // the frame that draws it, and then the next task
};

/** Tells the main process, once, when the first screen is there: it has put off for it what would have slowed it down. */
export function tellShown(bridge: Pick<Bridge, 'noteShown'>, store: AppStore, when: AfterPaint = afterPaint): void {
  const stop = store.subscribe(({ phase }) => {
    if (phase === 'starting') return;
    stop();
    when(() => void bridge.noteShown({}));
  });
}
