import { ArrowDown } from 'lucide-react';
import { useTranslate } from '../../i18n.tsx';
import styles from './JumpToNewest.module.css';

interface JumpToNewestProps {
  readonly isShown: boolean;
  readonly unreadCount: number;
  readonly onJump: () => void;
}

export function JumpToNewest({ isShown, unreadCount, onJump }: JumpToNewestProps) {
  const t = useTranslate();
  if (!isShown) return null;
  const label = t(unreadCount > 0 ? 'chat.jumpToNewestUnread' : 'chat.jumpToNewest', { count: unreadCount });
  return (
    <button type="button" className={styles.jump} aria-label={label} title={label} onClick={onJump}>
      {unreadCount > 0 && <span className={styles.count}>{unreadCount}</span>}
      <ArrowDown aria-hidden="true" />
    </button>
  );
}
