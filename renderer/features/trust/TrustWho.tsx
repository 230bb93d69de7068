import type { ContactView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { metWords, usualWords, verifiedWords } from '../contact/contact-words.ts';
import { AlikeNote } from '../people/AlikeNote.tsx';
import styles from './TrustWho.module.css';

/** Who it is: how we met, and whether that was checked. */
export function TrustWho({ contact }: { readonly contact: ContactView }) {
  const t = useTranslate();
  const showVerify = useAppStore((state) => state.showVerify);
  const usually = usualWords(contact, t);
  const isCompared = contact.verified !== undefined || contact.differedAtMs !== undefined;
  return (
    <section className={styles.who} aria-label={t('trust.who')}>
      <AlikeNote resembles={contact.resembles} nameKey="contact.alikeName" pictureKey="contact.alikePicture" />
      <p>
        {metWords(contact, t)} {isCompared && t('contact.proof', { name: contact.name })} {verifiedWords(contact, t)}
      </p>
      {contact.differedAtMs !== undefined && <p>{t('contact.differedDo', { name: contact.name })}</p>}
      {usually !== null && <p className={styles.soft}>{usually}</p>}
      {contact.verified === undefined && (
        <Button onClick={() => showVerify(contact.person)}>
          {t(isCompared ? 'contact.checkAgain' : 'contact.checkNow')}
        </Button>
      )}
    </section>
  );
}
