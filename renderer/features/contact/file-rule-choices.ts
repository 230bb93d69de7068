import type { Translate } from '../../i18n.tsx';

const MEGABYTE = 1_000_000;
/** More than any file may have, and exact in JSON. */
const WHATEVER_BYTES = Number.MAX_SAFE_INTEGER;
const STEPS = [0, 5 * MEGABYTE, 25 * MEGABYTE, 100 * MEGABYTE, WHATEVER_BYTES];

/** Sizes up to which files come by themselves, with what is set among them even if another program set it. */
export function fileRuleChoices(setBytes: number, t: Translate) {
  const steps = STEPS.includes(setBytes) ? STEPS : [...STEPS, setBytes].sort((one, other) => one - other);
  return steps.map((bytes) => ({ value: String(bytes), label: fileRuleWords(bytes, t) }));
}

function fileRuleWords(bytes: number, t: Translate): string {
  if (bytes === 0) return t('contact.byItselfNever');
  if (bytes >= WHATEVER_BYTES) return t('contact.byItselfAlways');
  return t('contact.byItselfUpTo', { megabytes: Math.max(0.1, Math.round(bytes / (MEGABYTE / 10)) / 10) });
}
