import { daysBetween } from '../../days.ts';
import { formatDate, formatTime, type Translate } from '../../i18n.tsx';

/** Until when an invite can be used, and by how many. */
export function expiryWords(expiresAtMs: number, nowMs: number, t: Translate): string {
  if (expiresAtMs <= nowMs) return t('add.expired');
  if (daysBetween(nowMs, expiresAtMs) === 0) return t('add.expiresSoon', { time: formatTime(expiresAtMs) });
  return t('add.expires', { date: formatDate(expiresAtMs, { weekday: 'long', day: 'numeric', month: 'long' }) });
}
