import type { MessageKey } from '../../i18n.tsx';

const HOUR_MS = 60 * 60_000;
const MORNING_HOUR = 8;
/** The last instant a Date can say (ECMA-262): for ever. */
export const ALWAYS_MS = 8_640_000_000_000_000;

/** For how long a chat can be quiet. */
export const MUTE_TIMES = [
  ['row.muteHour', (nowMs: number) => nowMs + HOUR_MS],
  ['row.muteTomorrow', tomorrowMorning],
  ['row.muteWeek', (nowMs: number) => nowMs + 7 * 24 * HOUR_MS],
  ['row.muteAlways', () => ALWAYS_MS],
] as const satisfies readonly (readonly [MessageKey, (nowMs: number) => number])[];

function tomorrowMorning(nowMs: number): number {
  const date = new Date(nowMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, MORNING_HOUR).getTime();
}
