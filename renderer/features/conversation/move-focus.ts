/** From message to message with the arrows; what is not drawn yet comes as the focus nears it. Says whether it moved. */
export function moveFocus(from: HTMLElement, key: string): boolean {
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
  const all = [...(from.closest('ol')?.querySelectorAll<HTMLElement>('article') ?? [])];
  const next = all[all.indexOf(from) + (key === 'ArrowUp' ? -1 : 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
}
