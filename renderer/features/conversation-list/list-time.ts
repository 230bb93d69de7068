import { daysBetween } from '../../days.ts';
import { formatDate, formatTime, type Translate } from '../../i18n.tsx';

const DAYS_WITH_NAME = 6; // a week back, the weekday's name would mean today

/** When a chat was last written in, as short as it can be said. */
export function listTimeOf(atMs: number, todayMs: number, t: Translate): string {
  const days = daysBetween(atMs, todayMs);
  if (days <= 0) return formatTime(atMs);
  if (days === 1) return t('list.yesterday');
  if (days <= DAYS_WITH_NAME) return formatDate(atMs, { weekday: 'short' });
  const isThisYear = new Date(atMs).getFullYear() === new Date(todayMs).getFullYear();
  return formatDate(
    atMs,
    isThisYear ? { day: 'numeric', month: 'short' } : { day: 'numeric', month: 'numeric', year: '2-digit' },
  );
}
