import { ArrowLeft } from 'lucide-react';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { focusRow } from '../conversation-list/row-id.ts';
import styles from './BackButton.module.css';

/** The way back to the list, only where there is no room for both. */
export function BackButton() {
  const t = useTranslate();
  const pane = useAppStore((state) => state.pane);
  const showWelcome = useAppStore((state) => state.showWelcome);
  const goBack = () => {
    showWelcome();
    if (pane.name === 'conversation') focusRow(pane.id);
  };
  return (
    <IconButton label={t('app.back')} className={styles.back} onClick={goBack}>
      <ArrowLeft data-mirrors />
    </IconButton>
  );
}
