import { useEffect } from 'react';
import { isMac, matchesKeys } from './key-names.ts';
import { BOUND_SHORTCUTS } from './shortcuts.ts';

/** What has keys of its own while it is open. (A note at the bottom is a dialog, too, but has none.) */
const OVER_THE_WINDOW =
  '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"][data-popup], .yarl__portal';

/** Binds the table of shortcuts. What is nearer to the key has it first. */
export function useShortcuts(): void {
  useEffect(() => {
    const onMac = isMac();
    let isCovered = false;
    // Before anybody: whatever closes by this key must not count as closed already.
    const look = () => {
      isCovered = document.querySelector(OVER_THE_WINDOW) !== null;
    };
    const act = (event: KeyboardEvent) => {
      if (isCovered || event.defaultPrevented || event.isComposing) return;
      const shortcut = BOUND_SHORTCUTS.find(({ keys }) => keys.some((names) => matchesKeys(names, event, onMac)));
      if (shortcut === undefined) return;
      event.preventDefault();
      shortcut.run();
    };
    window.addEventListener('keydown', look, { capture: true });
    window.addEventListener('keydown', act);
    return () => {
      window.removeEventListener('keydown', look, { capture: true });
      window.removeEventListener('keydown', act);
    };
  }, []);
}
