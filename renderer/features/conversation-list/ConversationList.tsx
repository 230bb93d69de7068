import { UserRoundPlus, UsersRound } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectHasConversations } from '../../store/conversations-slice.ts';
import { RequestsRow } from '../requests/RequestsRow.tsx';
import { Search } from '../search/Search.tsx';
import { ChatRows } from './ChatRows.tsx';
import styles from './ConversationList.module.css';
import { ProfileMenu } from './ProfileMenu.tsx';
import { StartOffer } from './StartOffer.tsx';
import { StatusNotes } from './StatusNotes.tsx';

export function ConversationList() {
  const t = useTranslate();
  const hasConversations = useAppStore(selectHasConversations);
  const isSearching = useAppStore((state) => state.search !== null);
  const pane = useAppStore((state) => state.pane);
  const showNewGroup = useAppStore((state) => state.showNewGroup);
  const showAdd = useAppStore((state) => state.showAdd);
  const column = useRef<HTMLDivElement>(null);

  return (
    <div ref={column} className={styles.column}>
      <header className={styles.head}>
        <ProfileMenu popupsIn={column} />
        {hasConversations && (
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
      {hasConversations && <Search />}
      {!isSearching && <RequestsRow />}
      {!isSearching && <ChatRows popupsIn={column} />}
    </div>
  );
}
