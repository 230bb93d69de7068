import { formatDateTime, type Translate } from '../../i18n.tsx';
import { MUTED_FOR_EVER_MS } from '../../limits.ts';

const HOUR_MS = 60 * 60_000;
const EIGHT_HOURS_MS = 8 * HOUR_MS;
const WEEK_MS = 7 * 24 * HOUR_MS;

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What stands in the list and which of it is chosen. A mute that ends later is a choice of its own, so it is shown. */
export function muteChoices(
  untilMs: number | undefined,
  nowMs: number,
  t: Translate,
): { readonly value: string; readonly options: readonly Choice[] } {
  const isMuted = untilMs !== undefined && untilMs > nowMs;
  const isForEver = isMuted && untilMs >= MUTED_FOR_EVER_MS;
  const current: readonly Choice[] =
    isMuted && !isForEver ? [{ value: 'until', label: t('contact.muteUntil', { date: formatDateTime(untilMs) }) }] : [];
  return {
    value: isForEver ? 'always' : isMuted ? 'until' : 'not',
    options: [
      { value: 'not', label: t('contact.muteNot') },
      ...current,
      { value: 'hours', label: t('contact.muteHours') },
      { value: 'week', label: t('contact.muteWeek') },
      { value: 'always', label: t('contact.muteAlways') },
    ],
  };
}

/** Until when a choice mutes; undefined: not at all. */
export function mutedUntil(value: string, nowMs: number): number | undefined {
  if (value === 'hours') return nowMs + EIGHT_HOURS_MS;
  if (value === 'week') return nowMs + WEEK_MS;
  return value === 'always' ? MUTED_FOR_EVER_MS : undefined;
}
