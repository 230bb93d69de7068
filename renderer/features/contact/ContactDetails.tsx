import { ChevronRight, Images } from 'lucide-react';
import type { ContactView, ConversationView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { SideColumn } from '../../components/SideColumn.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { AlikeNote } from '../people/AlikeNote.tsx';
import styles from './ContactDetails.module.css';
import { ContactEnding } from './ContactEnding.tsx';
import { ContactName } from './ContactName.tsx';
import { ContactProof } from './ContactProof.tsx';
import { ContactSettings } from './ContactSettings.tsx';
import { metWords, usualWords } from './contact-words.ts';
import { ProfileChanges } from './ProfileChanges.tsx';
import { SharedGroups } from './SharedGroups.tsx';

interface ContactDetailsProps {
  readonly conversation: ConversationView;
  readonly contact: ContactView;
  readonly onClose: () => void;
}

/** The column beside a chat of two: who it is, how sure that is, and what is set for them. */
export function ContactDetails({ conversation, contact, onClose }: ContactDetailsProps) {
  const t = useTranslate();
  const showDetails = useAppStore((state) => state.showDetails);
  const { person, name, state } = contact;
  const usually = usualWords(contact, t);
  return (
    <SideColumn label={t('contact.about', { name })} closeLabel={t('contact.close')} onClose={onClose}>
      <div className={styles.top}>
        <Avatar hashname={person} name={name} size="huge" />
        <ContactName key={contact.nickname ?? ''} contact={contact} />
        {usually !== null && <p className={styles.soft}>{usually}</p>}
      </div>
      <AlikeNote resembles={contact.resembles} nameKey="contact.alikeName" pictureKey="contact.alikePicture" />
      {state === 'contact' && <ContactProof contact={contact} />}
      <section className={styles.part}>
        <h3 className={styles.label}>{t('contact.met')}</h3>
        <p>{state === 'contact' ? metWords(contact, t) : t('contact.notYet', { name })}</p>
        <ProfileChanges person={person} />
      </section>
      <Button className={styles.media} onClick={() => showDetails('media')}>
        <Images aria-hidden="true" />
        <span className={styles.mediaWords}>{t('contact.media')}</span>
        <ChevronRight aria-hidden="true" data-mirrors />
      </Button>
      <SharedGroups person={person} />
      <ContactSettings conversation={conversation} name={name} />
      <ContactEnding contact={contact} />
    </SideColumn>
  );
}
