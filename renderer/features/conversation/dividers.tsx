import { daysBetween } from '../../days.ts';
import { formatDate, type Translate, useTranslate } from '../../i18n.tsx';
import { useToday } from '../../use-today.ts';
import styles from './dividers.module.css';

const DAYS_WITH_NAME = 6; // a week back, the weekday's name would mean today

export function DayDivider({ atMs }: { readonly atMs: number }) {
  const t = useTranslate();
  const todayMs = useToday();
  return (
    <h3 className={styles.day}>
      <time dateTime={new Date(atMs).toISOString().slice(0, 10)}>{dayWords(atMs, todayMs, t)}</time>
    </h3>
  );
}

function dayWords(atMs: number, todayMs: number, t: Translate): string {
  const days = daysBetween(atMs, todayMs);
  if (days === 0) return t('chat.today');
  if (days === 1) return t('chat.yesterday');
  if (days > 1 && days <= DAYS_WITH_NAME) return formatDate(atMs, { weekday: 'long' });
  const isThisYear = new Date(atMs).getFullYear() === new Date(todayMs).getFullYear();
  return formatDate(atMs, { weekday: 'short', day: 'numeric', month: 'long', ...(!isThisYear && { year: 'numeric' }) });
}

export function UnreadDivider({ count }: { readonly count: number }) {
  const t = useTranslate();
  return <p className={styles.unread}>{t('chat.unreadDivider', { count })}</p>;
}

/** Said instead of slipping messages silently in above what was read already. */
export function LateDivider() {
  const t = useTranslate();
  return <p className={styles.late}>{t('chat.late')}</p>;
}
