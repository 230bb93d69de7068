import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { Nearby } from '../nearby/Nearby.tsx';
import styles from './EmptyList.module.css';

/** What to do first: whoever is near stands here already. */
export function EmptyList() {
  const t = useTranslate();
  const showAdd = useAppStore((state) => state.showAdd);
  return (
    <div className={styles.empty}>
      <Nearby />
      <Button look="main" className={styles.add} onClick={() => showAdd()}>
        {t('list.addSomeone')}
      </Button>
      <div className={styles.hint}>
        <h2>{t('list.emptyTitle')}</h2>
        <p>{t('list.emptyBody')}</p>
      </div>
    </div>
  );
}
