import { Image } from 'lucide-react';
import { memo } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectConversation } from '../../store/conversations-slice.ts';
import { useToday } from '../../use-today.ts';
import styles from './ConversationRow.module.css';
import { listTimeOf } from './list-time.ts';
import { newestLineOf, rowStateOf } from './newest-line.ts';
import { rowId } from './row-id.ts';

interface ConversationRowProps {
  readonly id: ConversationId;
  readonly isOpen: boolean;
  /** The one row that the Tab key reaches; the arrows go on from there. */
  readonly isTabStop: boolean;
  readonly onOpen: (id: ConversationId) => void;
}

/** Takes an id and reads its own conversation, so a new message draws this row again and no other. */
export const ConversationRow = memo(function ConversationRow({ id, isOpen, isTabStop, onOpen }: ConversationRowProps) {
  const t = useTranslate();
  const todayMs = useToday();
  const conversation = useAppStore(selectConversation(id));
  if (conversation === undefined) return null;
  const { name, person, newest, unreadCount } = conversation;
  const line = newestLineOf(conversation, t);
  const state = rowStateOf(conversation, t);

  return (
    <button
      type="button"
      id={rowId(id)}
      className={styles.row}
      aria-current={isOpen ? 'true' : undefined}
      data-unread={unreadCount > 0}
      data-tone={line.tone}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => onOpen(id)}
    >
      <Avatar hashname={person ?? id} name={name} />
      <span className={styles.name}>
        <bdi>{name}</bdi>
      </span>
      {newest !== undefined && (
        <time className={styles.time} dateTime={new Date(newest.atMs).toISOString()}>
          {listTimeOf(newest.atMs, todayMs, t)}
        </time>
      )}
      {unreadCount > 0 && (
        <span className={styles.unread}>
          <span aria-hidden="true">{unreadCount}</span>
          <span className="spoken">{t('list.unread', { count: unreadCount })}</span>
        </span>
      )}
      {unreadCount === 0 && state !== null && <span className={styles.state}>{state}</span>}
      <span className={styles.line}>
        {line.isPhoto && <Image className={styles.icon} aria-hidden="true" />}
        <bdi>{line.text}</bdi>
      </span>
    </button>
  );
});
