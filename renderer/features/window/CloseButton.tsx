import { X } from 'lucide-react';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import styles from './CloseButton.module.css';

/** Closes a screen that is no chat, where the list stands beside it. In one column the way back does that. */
export function CloseButton() {
  const t = useTranslate();
  const closePane = useAppStore((state) => state.closePane);
  return (
    <IconButton label={t('dialog.close')} className={styles.close} onClick={closePane}>
      <X />
    </IconButton>
  );
}
