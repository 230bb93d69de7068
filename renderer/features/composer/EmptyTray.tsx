import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { TRAY_EMPTIED_MIN } from '../../limits.ts';
import styles from './EmptyTray.module.css';
import { emptyTray } from './stage-files.ts';

interface EmptyTrayProps {
  readonly id: ConversationId;
  /** Photos and files together. */
  readonly count: number;
}

/** For whoever dropped too much: all of it out again, without a click for each. */
export function EmptyTray({ id, count }: EmptyTrayProps) {
  const t = useTranslate();
  if (count < TRAY_EMPTIED_MIN) return null;
  return (
    <div className={styles.line}>
      <Button look="quiet" onClick={() => emptyTray(id)}>
        {t('tray.empty', { count })}
      </Button>
    </div>
  );
}
