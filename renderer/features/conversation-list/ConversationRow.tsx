import { BellOff, Image, Pin } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectConversation, unreadOf } from '../../store/conversations-slice.ts';
import { selectDraftText } from '../../store/drafts-slice.ts';
import { useToday } from '../../use-today.ts';
import { pointAnchor } from '../messages/message-popup.ts';
import styles from './ConversationRow.module.css';
import { listTimeOf } from './list-time.ts';
import { rowLineOf, rowStateOf } from './newest-line.ts';
import type { RowPopup } from './RowMenu.tsx';
import { rowId } from './row-id.ts';
import { useMuted } from './use-muted.ts';

interface ConversationRowProps {
  readonly id: ConversationId;
  readonly isOpen: boolean;
  /** The one row that the Tab key reaches; the arrows go on from there. */
  readonly isTabStop: boolean;
  readonly onOpen: (id: ConversationId) => void;
  readonly onOpenMenu: (popup: RowPopup) => void;
}

const noDraft = () => '';

/** Takes an id and reads its own conversation, so a new message draws this row again and no other. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { id, isOpen, isTabStop, onOpen, onOpenMenu } = props;
  const t = useTranslate();
  const todayMs = useToday();
  const conversation = useAppStore(selectConversation(id));
  const draft = useAppStore(isOpen ? noDraft : selectDraftText(id)); // of the open one it is in sight, and changes by every key
  const muted = useMuted(conversation);
  if (conversation === undefined) return null;
  const { name, person, newest, unreadCount, pinRank, isArchived } = conversation;
  const unread = unreadOf(conversation);
  const line = rowLineOf(conversation, draft, t);
  const state = rowStateOf(conversation, t);
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    onOpenMenu({ id, anchor: pointAnchor(event.clientX, event.clientY) });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return;
    event.preventDefault();
    onOpenMenu({ id, anchor: event.currentTarget });
  };

  return (
    <button
      type="button"
      id={rowId(id)}
      className={styles.row}
      aria-current={isOpen ? 'true' : undefined}
      data-unread={unread > 0}
      data-muted={muted}
      data-tone={line.tone}
      tabIndex={isTabStop ? 0 : -1}
      aria-keyshortcuts="Shift+F10"
      onClick={() => onOpen(id)}
      onContextMenu={onContextMenu}
      onKeyDown={onKeyDown}
    >
      <Avatar hashname={person ?? id} name={name} />
      <span className={styles.name} title={name}>
        <bdi>{name}</bdi>
        {muted && <BellOff className={styles.sign} role="img" aria-label={t('row.isMuted')} />}
        {pinRank !== undefined && !isArchived && (
          <Pin className={styles.sign} role="img" aria-label={t('row.isPinned')} />
        )}
      </span>
      {newest !== undefined && (
        <time className={styles.time} dateTime={new Date(newest.atMs).toISOString()}>
          {listTimeOf(newest.atMs, todayMs, t)}
        </time>
      )}
      {unread > 0 && (
        <span className={styles.unread} data-marked={unreadCount === 0}>
          <span aria-hidden="true">{unreadCount > 0 && unreadCount}</span>
          <span className="spoken">
            {unreadCount > 0 ? t('list.unread', { count: unreadCount }) : t('row.isMarkedUnread')}
          </span>
        </span>
      )}
      {unread === 0 && state !== null && <span className={styles.state}>{state}</span>}
      <span className={styles.line}>
        {line.label !== undefined && <span className={styles.label}>{line.label} </span>}
        {line.isPhoto && <Image className={styles.icon} aria-hidden="true" />}
        <bdi>{line.text}</bdi>
      </span>
    </button>
  );
});
