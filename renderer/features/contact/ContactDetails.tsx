import type { ContactView, ConversationView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { SideColumn } from '../../components/SideColumn.tsx';
import { useTranslate } from '../../i18n.tsx';
import { MediaButton } from '../gallery/MediaButton.tsx';
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
  const { person, name, state } = contact;
  const usually = usualWords(contact, t);
  return (
    <SideColumn label={t('contact.about', { name })} closeLabel={t('contact.close')} onClose={onClose}>
      <div className={styles.top}>
        <Avatar hashname={person} name={name} size="huge" />
        <ContactName contact={contact} />
        {usually !== null && <p className={styles.soft}>{usually}</p>}
      </div>
      <AlikeNote resembles={contact.resembles} nameKey="contact.alikeName" pictureKey="contact.alikePicture" />
      {state === 'contact' && <ContactProof contact={contact} />}
      <section className={styles.part}>
        <h3 className={styles.label}>{t('contact.met')}</h3>
        <p>{state === 'contact' ? metWords(contact, t) : t('contact.notYet', { name })}</p>
        <ProfileChanges person={person} />
      </section>
      <MediaButton />
      <SharedGroups person={person} />
      <ContactSettings conversation={conversation} name={name} />
      <ContactEnding contact={contact} />
    </SideColumn>
  );
}
