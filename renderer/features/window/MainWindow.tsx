import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectPane } from '../../store/view-slice.ts';
import { AddContact } from '../add-contact/AddContact.tsx';
import { useInviteCatcher } from '../add-contact/use-invite-catcher.ts';
import { Conversation } from '../conversation/Conversation.tsx';
import { ConversationList } from '../conversation-list/ConversationList.tsx';
import { SavingNote } from '../gallery/SavingNote.tsx';
import { NewGroup } from '../groups/NewGroup.tsx';
import { Requests } from '../requests/Requests.tsx';
import { Settings } from '../settings/Settings.tsx';
import { CloseQuestion } from './CloseQuestion.tsx';
import { SideCheck } from '../verify/SideCheck.tsx';
import styles from './MainWindow.module.css';
import { Welcome } from './Welcome.tsx';

/** Two columns; in a narrow window one at a time, which the style sheet decides by `data-pane`. */
export function MainWindow() {
  const t = useTranslate();
  const pane = useAppStore(selectPane);
  useInviteCatcher();
  return (
    <main className={styles.window} data-pane={pane.name}>
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
      <SavingNote />
      <CloseQuestion />
      <SideCheck />
    </main>
  );
}
