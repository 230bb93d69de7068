import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { setStart } from '../settings/change-desktop.ts';
import { Note } from './Note.tsx';
import styles from './StartOffer.module.css';

/** On the second day, once: people who are there are people who can be reached. */
export function StartOffer() {
  const t = useTranslate();
  const isOffered = useAppStore((state) => state.desktop?.start.isOffered === true);
  if (!isOffered) return null;
  return (
    <Note
      title={t('startOffer.title')}
      body={t('startOffer.body')}
      tone="plain"
      action={
        <span className={styles.answers}>
          <Button onClick={() => void setStart(true)}>{t('startOffer.yes')}</Button>
          <Button look="quiet" onClick={() => void setStart(false)}>
            {t('startOffer.no')}
          </Button>
        </span>
      }
    />
  );
}
