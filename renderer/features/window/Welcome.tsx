import { useState } from 'react';
import { JoinedDots } from '../../components/JoinedDots.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectHasConversations } from '../../store/conversations-slice.ts';
import { AddContact } from '../add-contact/AddContact.tsx';
import styles from './Welcome.module.css';

/** Nothing chosen: whoever knows nobody yet gets their invite at once, others a quiet place. */
export function Welcome() {
  const t = useTranslate();
  const hasConversations = useAppStore(selectHasConversations);
  const [isFirstTime] = useState(!hasConversations); // the invite stays while its first use comes in
  if (isFirstTime) return <AddContact />;
  return (
    <div className={styles.quiet}>
      <JoinedDots joint="joined" />
      <p>{t('chat.choose')}</p>
    </div>
  );
}
