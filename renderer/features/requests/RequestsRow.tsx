import { UserRoundPen } from 'lucide-react';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import styles from './RequestsRow.module.css';

/** Above the chats, while somebody asks. */
export function RequestsRow() {
  const t = useTranslate();
  const count = useAppStore((state) => state.requests.length);
  const isOpen = useAppStore((state) => state.pane.name === 'requests');
  const showRequests = useAppStore((state) => state.showRequests);
  if (count === 0) return null;
  return (
    <button
      type="button"
      className={styles.row}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => showRequests()}
    >
      <UserRoundPen aria-hidden="true" />
      <span className={styles.words}>{t('requests.row', { count })}</span>
    </button>
  );
}
