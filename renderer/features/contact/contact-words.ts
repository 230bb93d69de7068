import type { ContactView } from '../../../electron/bridge/contract.ts';
import { formatDate, formatTime, type MessageKey, type Translate } from '../../i18n.tsx';

const LONG_DATE = { dateStyle: 'long' } as const;

const MET = {
  'invited-them': 'contact.metInvitedThem',
  'used-invite': 'contact.metUsedInvite',
  'asked-us': 'contact.metAskedUs',
  'we-asked': 'contact.metWeAsked',
  nearby: 'contact.metNearby',
} as const satisfies Record<NonNullable<ContactView['met']>, MessageKey>;

const VERIFIED = {
  scan: 'contact.verifiedScan',
  words: 'contact.verifiedWords',
  nearby: 'contact.verifiedNearby',
} as const satisfies Record<NonNullable<ContactView['verified']>['how'], MessageKey>;

export function metWords({ met, addedAtMs }: ContactView, t: Translate): string {
  const date = formatDate(addedAtMs, LONG_DATE);
  return t(met === undefined ? 'contact.metUnknown' : MET[met], { date });
}

export function verifiedWords({ name, verified, differedAtMs }: ContactView, t: Translate): string {
  if (differedAtMs !== undefined) return t('contact.differed', { date: formatDate(differedAtMs, LONG_DATE) });
  if (verified === undefined) return t('contact.notVerified');
  return t(VERIFIED[verified.how], { name, date: formatDate(verified.atMs, LONG_DATE) });
}

/** "Anna is usually on around 19:00", from what was seen here; null while too little was. */
export function usualWords({ name, usuallyAtHour }: ContactView, t: Translate): string | null {
  if (usuallyAtHour === undefined) return null;
  return t('contact.usually', { name, time: formatTime(new Date(2000, 0, 1, usuallyAtHour).getTime()) });
}
