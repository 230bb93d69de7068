import { UserRoundPlus, UsersRound } from 'lucide-react';
import { useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectConversationIds } from '../../store/conversations-slice.ts';
import { RequestsRow } from '../requests/RequestsRow.tsx';
import styles from './ConversationList.module.css';
import { ConversationRow } from './ConversationRow.tsx';
import { EmptyList } from './EmptyList.tsx';
import { ProfileMenu } from './ProfileMenu.tsx';
import { RowInvitation } from './RowInvitation.tsx';
import { StartOffer } from './StartOffer.tsx';
import { StatusNotes } from './StatusNotes.tsx';
import { useRowKeys } from './use-row-keys.ts';

export function ConversationList() {
  const t = useTranslate();
  const ids = useAppStore(useShallow(selectConversationIds));
  const pane = useAppStore((state) => state.pane);
  const showNewGroup = useAppStore((state) => state.showNewGroup);
  const showAdd = useAppStore((state) => state.showAdd);
  const showConversation = useAppStore((state) => state.showConversation);
  const openId = pane.name === 'conversation' ? pane.id : undefined;
  const column = useRef<HTMLDivElement>(null);
  const rows = useRowKeys(ids, openId);

  return (
    <div ref={column} className={styles.column}>
      <header className={styles.head}>
        <ProfileMenu popupsIn={column} />
        {ids.length > 0 && (
          <IconButton
            label={t('list.newGroup')}
            aria-pressed={pane.name === 'new-group'}
            onClick={() => showNewGroup()}
          >
            <UsersRound />
          </IconButton>
        )}
        <IconButton label={t('list.addSomeone')} aria-pressed={pane.name === 'add'} onClick={() => showAdd()}>
          <UserRoundPlus />
        </IconButton>
      </header>
      <StatusNotes />
      <StartOffer />
      <RequestsRow />
      <nav className={styles.scroller} aria-label={t('list.label')}>
        {ids.length === 0 && <EmptyList />}
        <ul className={styles.rows} onKeyDown={rows.onKeyDown}>
          {ids.map((id) => (
            <li key={id}>
              <ConversationRow
                id={id}
                isOpen={id === openId}
                isTabStop={id === rows.tabStop}
                onOpen={showConversation}
              />
              <RowInvitation id={id} />
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
