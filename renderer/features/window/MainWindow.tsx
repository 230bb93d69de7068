import { useEffect } from 'react';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectPane } from '../../store/view-slice.ts';
import { AddContact } from '../add-contact/AddContact.tsx';
import { useInviteCatcher } from '../add-contact/use-invite-catcher.ts';
import { Conversation } from '../conversation/Conversation.tsx';
import { ConversationList } from '../conversation-list/ConversationList.tsx';
import { carryOutAll } from '../conversation-list/row-actions.ts';
import { SavingNote } from '../gallery/SavingNote.tsx';
import { NewGroup } from '../groups/NewGroup.tsx';
import { Requests } from '../requests/Requests.tsx';
import { Settings } from '../settings/Settings.tsx';
import { useShortcuts } from '../shortcuts/use-shortcuts.ts';
import { SideCheck } from '../verify/SideCheck.tsx';
import { CloseQuestion } from './CloseQuestion.tsx';
import styles from './MainWindow.module.css';
import { Overlays } from './Overlays.tsx';
import { Welcome } from './Welcome.tsx';

/** Two columns; in a narrow window one at a time, which the style sheet decides by `data-pane`. */
export function MainWindow() {
  const t = useTranslate();
  const pane = useAppStore(selectPane);
  const isSearching = useAppStore((state) => state.search !== null);
  useInviteCatcher();
  useShortcuts();
  useEffect(() => {
    window.addEventListener('pagehide', carryOutAll);
    return () => window.removeEventListener('pagehide', carryOutAll);
  }, []);
  return (
    <main className={styles.window} data-pane={pane.name} data-search={isSearching}>
      <h1 className="spoken">{t('app.name')}</h1>
      <div className={styles.list}>
        <ConversationList />
      </div>
      <div className={styles.pane}>
        {pane.name === 'welcome' && <Welcome />}
        {pane.name === 'add' && <AddContact />}
        {pane.name === 'settings' && <Settings section={pane.section} />}
        {pane.name === 'new-group' && <NewGroup />}
        {pane.name === 'requests' && <Requests />}
        {pane.name === 'conversation' && <Conversation key={pane.id} id={pane.id} />}
      </div>
      <Overlays />
      <SavingNote />
      <CloseQuestion />
      <SideCheck />
    </main>
  );
}
