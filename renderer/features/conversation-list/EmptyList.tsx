import { useTranslate } from '../../i18n.tsx';
import styles from './EmptyList.module.css';

/** What to do first. */
export function EmptyList() {
  const t = useTranslate();
  return (
    <div className={styles.empty}>
      <h2>{t('list.emptyTitle')}</h2>
      <p>{t('list.emptyBody')}</p>
    </div>
  );
}
