/**
 * For a popup's `finalFocus`. Left to itself Base UI goes to the first button inside of what the Tab key passes by: to a reaction instead
 * of its message. Null: to where the focus was before.
 */
export function returnFocusTo(element: HTMLElement | null | undefined): boolean {
  if (element === null || element === undefined) return true;
  queueMicrotask(() => element.focus()); // once the popup has let it go
  return false;
}
