import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import styles from './EmptyList.module.css';

/** What to do first. */
export function EmptyList() {
  const t = useTranslate();
  const showAdd = useAppStore((state) => state.showAdd);
  return (
    <div className={styles.empty}>
      <h2>{t('list.emptyTitle')}</h2>
      <p>{t('list.emptyBody')}</p>
      <Button look="main" className={styles.add} onClick={() => showAdd()}>
        {t('list.addSomeone')}
      </Button>
    </div>
  );
}
