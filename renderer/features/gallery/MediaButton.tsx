import { ChevronRight, Images } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import styles from './MediaButton.module.css';

/** From the column about a chat to all that was sent in it: of a group, the family album. */
export function MediaButton() {
  const t = useTranslate();
  const showDetails = useAppStore((state) => state.showDetails);
  return (
    <Button className={styles.media} onClick={() => showDetails('media')}>
      <Images aria-hidden="true" />
      <span className={styles.words}>{t('contact.media')}</span>
      <ChevronRight aria-hidden="true" data-mirrors />
    </Button>
  );
}
