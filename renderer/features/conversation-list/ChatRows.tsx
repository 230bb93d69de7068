import { Archive, ArrowLeft } from 'lucide-react';
import { type RefObject, useCallback, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import {
  selectArchivedIds,
  selectArchivedUnread,
  selectConversationIds,
  selectPinnedIds,
} from '../../store/conversations-slice.ts';
import styles from './ConversationList.module.css';
import { EmptyList } from './EmptyList.tsx';
import { RowList } from './RowList.tsx';
import { RowMenu, type RowPopup } from './RowMenu.tsx';
import { useRowKeys } from './use-row-keys.ts';

const NONE: readonly ConversationId[] = [];

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
  const keys = useRowKeys(ids, openId);
  const scroller = useRef<HTMLElement>(null);

  if (ids.length === 0 && folder === 'chats') {
    return (
      <div className={styles.scroller}>
        <FolderRow />
        <EmptyList />
      </div>
    );
  }
  return (
    <nav
      ref={scroller}
      className={styles.scroller}
      aria-label={t(folder === 'chats' ? 'list.label' : 'list.archived')}
      onKeyDown={keys.onKeyDown}
      onFocus={keys.onFocus}
    >
      <FolderRow />
      {ids.length === 0 && folder === 'archived' && <p className={styles.quiet}>{t('list.archivedEmpty')}</p>}
      <RowList
        key={folder}
        ids={ids}
        pinned={folder === 'chats' ? pinned : NONE}
        openId={openId}
        keys={keys}
        scroller={scroller}
        onOpen={showConversation}
        onOpenMenu={setPopup}
      />
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
