import { COMPOSER_FIELD_ID } from './draft-about.ts';

/** Writing goes on: the field takes the focus, with the end of what stands in it. */
export function focusComposer(): void {
  const field = document.getElementById(COMPOSER_FIELD_ID);
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}
