import { ArrowDown, Undo2 } from 'lucide-react';
import { useTranslate } from '../../i18n.tsx';
import styles from './JumpButtons.module.css';

interface JumpButtonsProps {
  /** The newest message is out of sight. */
  readonly isAway: boolean;
  readonly unreadCount: number;
  readonly onJump: () => void;
  /** Undefined while there is nowhere to go back to. */
  readonly onReturn: (() => void) | undefined;
}

/** The ways out of the middle of a chat: back to where a jump began, and to the newest message. */
export function JumpButtons({ isAway, unreadCount, onJump, onReturn }: JumpButtonsProps) {
  const t = useTranslate();
  const label = t(unreadCount > 0 ? 'chat.jumpToNewestUnread' : 'chat.jumpToNewest', { count: unreadCount });
  return (
    <div className={styles.corner}>
      {onReturn !== undefined && (
        <button type="button" className={styles.jump} onClick={onReturn}>
          <Undo2 aria-hidden="true" data-mirrors />
          <span className={styles.words}>{t('chat.goBack')}</span>
        </button>
      )}
      {isAway && (
        <button type="button" className={styles.jump} aria-label={label} title={label} onClick={onJump}>
          {unreadCount > 0 && <span className={styles.count}>{unreadCount}</span>}
          <ArrowDown aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
