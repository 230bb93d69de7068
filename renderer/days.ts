/** Calendar days on this computer's clock. */

/** "2026-11-22": the same for every instant of one day here, so it serves as a key. */
export function dayKeyOf(atMs: number): string {
  const date = new Date(atMs);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

/** When that day begins here; undefined for what is no day. */
export function startOfDayKey(dayKey: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(dayKey) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const atMs = new Date(Number(year), Number(month) - 1, Number(day)).getTime();
  return atMs >= 0 && dayKeyOf(atMs) === dayKey ? atMs : undefined;
}

/** Whole days from the day of `atMs` to the day of `nowMs`: 0 today, 1 yesterday, negative tomorrow. */
export function daysBetween(atMs: number, nowMs: number): number {
  return Math.round((startOfDay(nowMs) - startOfDay(atMs)) / DAY_MS); // rounded: a day of a clock change has 23 or 25 hours
}

/** The first instant of the day after the one of `nowMs`. */
export function nextMidnight(nowMs: number): number {
  const date = new Date(nowMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

const DAY_MS = 24 * 60 * 60_000;

function startOfDay(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}
