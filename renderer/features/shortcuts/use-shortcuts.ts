import { useEffect } from 'react';
import { isMac, matchesKeys } from './key-names.ts';
import { BOUND_SHORTCUTS, type BoundShortcut } from './shortcuts.ts';

/** What has keys of its own while it is open. A note is a dialog, too, but has none. */
const OVER_THE_WINDOW =
  '[role="dialog"]:not([data-notes] *), [role="alertdialog"], [role="menu"], [role="listbox"][data-popup], .yarl__portal';

/** Binds the table of shortcuts. What is nearer to the key has it first. */
export function useShortcuts(): void {
  useEffect(() => {
    const onMac = isMac();
    let shortcut: BoundShortcut | undefined;
    let isCovered = false;
    // Before anybody: whatever closes by this key must not count as closed already.
    const look = (event: KeyboardEvent) => {
      shortcut = BOUND_SHORTCUTS.find(({ keys }) => keys.some((names) => matchesKeys(names, event, onMac)));
      isCovered = shortcut !== undefined && document.querySelector(OVER_THE_WINDOW) !== null; // not searched for at every letter
    };
    const act = (event: KeyboardEvent) => {
      if (shortcut === undefined || isCovered || event.defaultPrevented || event.isComposing) return;
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
