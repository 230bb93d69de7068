import { PanePage } from '../../components/PanePage.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectHasConversations } from '../../store/conversations-slice.ts';
import { Nearby } from '../nearby/Nearby.tsx';
import styles from './AddContact.module.css';
import { InviteStories } from './InviteStories.tsx';
import { MyInvite } from './MyInvite.tsx';
import { TheirInvite } from './TheirInvite.tsx';
import { useArrivals } from './use-arrivals.ts';
import { useQrPictures } from './use-qr-pictures.ts';

/** All ways to meet: give mine, use theirs, or find each other in this network. */
export function AddContact() {
  const t = useTranslate();
  const hasConversations = useAppStore(selectHasConversations);
  useQrPictures();
  useArrivals();
  return (
    <PanePage title={t('add.title')}>
      <MyInvite />
      <InviteStories />
      <hr className={styles.rule} />
      <TheirInvite />
      {/* As long as there are no chats the list shows it. */}
      {hasConversations && (
        <>
          <hr className={styles.rule} />
          <Nearby />
        </>
      )}
    </PanePage>
  );
}
