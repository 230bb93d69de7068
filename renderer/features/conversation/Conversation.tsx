import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { ConversationId, MessageId } from '../../../electron/bridge/contract.ts';
import { POPUPS_ID } from '../../components/popups-place.ts';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectConversation } from '../../store/conversations-slice.ts';
import { selectPage } from '../../store/messages-slice.ts';
import { selectContact } from '../../store/people-slice.ts';
import { selectDetails } from '../../store/view-slice.ts';
import { ContactDetails } from '../contact/ContactDetails.tsx';
import { takeMarkOff } from '../conversation-list/row-actions.ts';
import { Gallery } from '../gallery/Gallery.tsx';
import { photosOf } from '../gallery/gallery-items.ts';
import { GroupDetails } from '../groups/GroupDetails.tsx';
import { fetchAnswered } from '../messages/fetch-answered.ts';
import { freshPhotos, type ViewerPlace } from '../photos/viewer-items.ts';
import { VerifyDialog } from '../verify/VerifyDialog.tsx';
import { ChatBody } from './ChatBody.tsx';
import styles from './Conversation.module.css';
import { ConversationHeader } from './ConversationHeader.tsx';
import { openMessages } from './load-messages.ts';

/** With its table of letters that look alike. */
const LinkDialog = lazy(() => import('../text/LinkDialog.tsx'));
const PhotoViewer = lazy(() => import('../photos/PhotoViewer.tsx'));

/** One open chat. Mounted anew for each conversation. */
export function Conversation({ id }: { readonly id: ConversationId }) {
  const t = useTranslate();
  const conversation = useAppStore(selectConversation(id));
  const page = useAppStore(selectPage(id));
  const contact = useAppStore(selectContact(conversation?.person));
  const details = useAppStore(selectDetails);
  const verifying = useAppStore((state) => state.verifying);
  const openingLink = useAppStore((state) => state.openingLink);
  const showLink = useAppStore((state) => state.showLink);
  const showVerify = useAppStore((state) => state.showVerify);
  const showDetails = useAppStore((state) => state.showDetails);
  const [openPhoto, setOpenPhoto] = useState<ViewerPlace | null>(null);
  const isKnown = conversation !== undefined;
  const isLoaded = page !== undefined;

  const isOpened = useRef(false);
  useEffect(() => {
    if (!isKnown || (isOpened.current && isLoaded)) return;
    isOpened.current = true;
    void fetchAnswered(id);
    takeMarkOff(id);
    void openMessages(id); // once, and again after the main process said to take everything anew
  }, [id, isKnown, isLoaded]);

  if (conversation === undefined) return null; // accepted a moment ago: the event that brings it is on its way
  const photos = freshPhotos(openPhoto?.photos ?? [], page?.messages);
  const openOfMessage = (messageId: MessageId, index: number) => {
    const message = page?.messages.find(({ id: held }) => held === messageId);
    if (message !== undefined) setOpenPhoto({ photos: photosOf([message]), index });
  };

  return (
    <section className={styles.conversation} aria-label={t('chat.label', { name: conversation.name })}>
      <ConversationHeader
        conversation={conversation}
        details={details}
        onToggleDetails={(which) => showDetails(details === which ? null : which)}
      />
      <div className={styles.columns}>
        <ChatBody conversation={conversation} page={page} onOpenPhoto={openOfMessage} />
        {details === 'about' && conversation.group !== undefined && (
          <GroupDetails conversation={conversation} group={conversation.group} onClose={() => showDetails(null)} />
        )}
        {details === 'about' && contact !== undefined && (
          <ContactDetails conversation={conversation} contact={contact} onClose={() => showDetails(null)} />
        )}
        {details === 'media' && (
          <Gallery
            conversation={conversation}
            onOpen={(held, index) => setOpenPhoto({ photos: held, index })}
            onClose={() => showDetails(null)}
          />
        )}
      </div>
      <div id={POPUPS_ID} />
      {contact !== undefined && verifying === contact.person && (
        <VerifyDialog contact={contact} onClose={() => showVerify(null)} />
      )}
      {openingLink !== null && (
        <Suspense>
          <LinkDialog url={openingLink} onClose={() => showLink(null)} />
        </Suspense>
      )}
      {openPhoto !== null && photos.length > 0 && (
        <Suspense>
          <PhotoViewer
            photos={photos}
            index={openPhoto.index}
            name={conversation.name}
            onClose={() => setOpenPhoto(null)}
          />
        </Suspense>
      )}
    </section>
  );
}
