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
  return (
    <section className={styles.who} aria-label={t('trust.who')}>
      <AlikeNote resembles={contact.resembles} nameKey="contact.alikeName" pictureKey="contact.alikePicture" />
      <p>
        {metWords(contact, t)} {contact.verified !== undefined && t('contact.proof', { name: contact.name })}{' '}
        {verifiedWords(contact, t)}
      </p>
      {usually !== null && <p className={styles.soft}>{usually}</p>}
      {contact.verified === undefined && (
        <Button onClick={() => showVerify(contact.person)}>{t('contact.checkNow')}</Button>
      )}
    </section>
  );
}
