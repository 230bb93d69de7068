import type { ContactView, ConversationView } from '../../../electron/bridge/contract.ts';
import type { Translate } from '../../i18n.tsx';

/** What the pill says instead of the way while it is news: who this is may not be settled (section 3.4 of the notes). */
export function identityNews(
  { newDevice, name }: ConversationView,
  contact: ContactView | undefined,
  t: Translate,
): string | null {
  if (newDevice !== undefined) return t('pill.newDevice');
  if (contact?.differedAtMs !== undefined) return t('pill.differed');
  const isAlike = contact !== undefined && contact.verified === undefined && contact.resembles.length > 0;
  return isAlike ? t('pill.twoOf', { name }) : null;
}

/** Known from a link or from afar, and not checked: the other dot of the drawing is hollow. */
export const isUnchecked = (contact: ContactView | undefined): boolean =>
  contact?.state === 'contact' && contact.verified === undefined;
