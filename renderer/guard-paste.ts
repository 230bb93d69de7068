import { tell } from './components/toasts.ts';
import { PASTE_CHARS_MAX, PASTED_MARKS_MAX } from './limits.ts';

const PILED = new RegExp(String.raw`(\p{M}{${PASTED_MARKS_MAX}})\p{M}+`, 'gu');

/** What a field can draw of a text without standing still; undefined if there is too much of it. */
export function pasteable(text: string): string | undefined {
  const plain = text.replace(PILED, '$1');
  return plain.length > PASTE_CHARS_MAX ? undefined : plain;
}

/**
 * No field of the window takes a text over which it would stand still: one that is too long is refused with a sentence, and a letter
 * under thousands of marks keeps some. Before anybody else sees it.
 */
export function guardPaste(): void {
  const guard = (event: Event, given: DataTransfer | null) => {
    const { target } = event;
    if (!(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)) return;
    const text = given?.getData('text/plain') ?? '';
    const taken = pasteable(text);
    if (taken === text) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (taken === undefined) return tell('paste.tooLong', { count: text.length, max: PASTE_CHARS_MAX });
    target.focus();
    // The one way that keeps Ctrl+Z, and that React hears of.
    document.execCommand('insertText', false, taken);
  };
  document.addEventListener('paste', (event) => guard(event, event.clipboardData), { capture: true });
  document.addEventListener('drop', (event) => guard(event, event.dataTransfer), { capture: true });
}
