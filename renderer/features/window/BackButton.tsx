import { ArrowLeft } from 'lucide-react';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import styles from './BackButton.module.css';

/** The way back to the list, only where there is no room for both. */
export function BackButton() {
  const t = useTranslate();
  const showWelcome = useAppStore((state) => state.showWelcome);
  return (
    <IconButton label={t('app.back')} className={styles.back} onClick={showWelcome}>
      <ArrowLeft data-mirrors />
    </IconButton>
  );
}
