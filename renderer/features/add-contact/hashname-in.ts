/** A hashname as people paste it: 64 hex digits, perhaps in groups and capitals. Undefined if the text is anything else. */
export function hashnameIn(text: string): string | undefined {
  const digits = text.replace(/[\s:-]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : undefined;
}
