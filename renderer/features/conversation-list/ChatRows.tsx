import { Archive, ArrowLeft } from 'lucide-react';
import { type RefObject, useCallback, useDeferredValue, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useTranslate } from '../../i18n.tsx';
import { FIRST_ROWS } from '../../limits.ts';
import { useAppStore } from '../../store/app-store.ts';
import {
  selectArchivedIds,
  selectArchivedUnread,
  selectConversationIds,
  selectPinnedIds,
} from '../../store/conversations-slice.ts';
import styles from './ConversationList.module.css';
import { ConversationRow } from './ConversationRow.tsx';
import { EmptyList } from './EmptyList.tsx';
import { RowInvitation } from './RowInvitation.tsx';
import { RowMenu, type RowPopup } from './RowMenu.tsx';
import { usePinDrag } from './use-pin-drag.ts';
import { useRowKeys } from './use-row-keys.ts';

/** The chats, or those put away. */
export function ChatRows({ popupsIn }: { readonly popupsIn: RefObject<HTMLElement | null> }) {
  const t = useTranslate();
  const folder = useAppStore((state) => state.folder);
  const ids = useAppStore(useShallow(folder === 'chats' ? selectConversationIds : selectArchivedIds));
  const pinned = useAppStore(useShallow(selectPinnedIds));
  const openId = useAppStore(({ pane }) => (pane.name === 'conversation' ? pane.id : undefined));
  const showConversation = useAppStore((state) => state.showConversation);
  const [popup, setPopup] = useState<RowPopup | null>(null);
  const closePopup = useCallback(() => setPopup(null), []);
  const rows = useRowKeys(ids, openId);
  // What can be seen comes first, hundreds of others in the next moment.
  const hasTime = useDeferredValue(true, false);
  const dragPartsOf = usePinDrag(folder === 'chats' ? pinned : []);

  if (ids.length === 0 && folder === 'chats') {
    return (
      <div className={styles.scroller}>
        <FolderRow />
        <EmptyList />
      </div>
    );
  }
  return (
    <nav className={styles.scroller} aria-label={t(folder === 'chats' ? 'list.label' : 'list.archived')}>
      <FolderRow />
      {ids.length === 0 && folder === 'archived' && <p className={styles.quiet}>{t('list.archivedEmpty')}</p>}
      <ul className={styles.rows} onKeyDown={rows.onKeyDown}>
        {(hasTime ? ids : ids.slice(0, FIRST_ROWS)).map((id) => (
          <li key={id} className={styles.item} {...dragPartsOf(id)}>
            <ConversationRow
              id={id}
              isOpen={id === openId}
              isTabStop={id === rows.tabStop}
              onOpen={showConversation}
              onOpenMenu={setPopup}
            />
            <RowInvitation id={id} />
          </li>
        ))}
      </ul>
      {popup !== null && <RowMenu key={popup.id} popup={popup} popupsIn={popupsIn} onClose={closePopup} />}
    </nav>
  );
}

/** The way to the chats that were put away, and back. Not there while nothing is. */
function FolderRow() {
  const t = useTranslate();
  const folder = useAppStore((state) => state.folder);
  const showFolder = useAppStore((state) => state.showFolder);
  const count = useAppStore((state) => selectArchivedIds(state).length);
  const unread = useAppStore(selectArchivedUnread);
  if (folder === 'archived') {
    return (
      <button type="button" className={styles.folder} onClick={() => showFolder('chats')}>
        <ArrowLeft aria-hidden="true" data-mirrors />
        <span className={styles.folderName}>{t('list.archivedBack')}</span>
      </button>
    );
  }
  if (count === 0) return null;
  return (
    <button type="button" className={styles.folder} onClick={() => showFolder('archived')}>
      <Archive aria-hidden="true" />
      <span className={styles.folderName}>{t('list.archivedCount', { count })}</span>
      {unread > 0 && (
        <span className={styles.folderCount}>
          <span aria-hidden="true">{unread}</span>
          <span className="spoken">{t('list.unread', { count: unread })}</span>
        </span>
      )}
    </button>
  );
}
