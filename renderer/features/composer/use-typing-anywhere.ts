import { type RefObject, useEffect } from 'react';

/** Where keys already mean something: text fields write, popups and the viewer are moved through by letters. */
const TAKES_KEYS = 'input, textarea, [role="menu"], [role="dialog"], [role="listbox"], .yarl__portal';

/** Whoever begins to type while a chat is open means its composer, wherever the last click was. */
export function useTypingAnywhere(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isWriting(event)) field.current?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [field]);
}

/** A key that writes something. Not the space bar: on a button it presses, in a chat it scrolls. */
function isWriting({ key, ctrlKey, metaKey, altKey, target, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented || ctrlKey || metaKey || altKey || key === ' ' || [...key].length !== 1) return false;
  return !(target instanceof Element && target.closest(TAKES_KEYS) !== null);
}
