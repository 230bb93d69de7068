import type { ContactView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { unverify } from '../verify/verify-actions.ts';
import styles from './ContactDetails.module.css';
import { verifiedWords } from './contact-words.ts';

/** How sure it is who this is, and the way to be sure. */
export function ContactProof({ contact }: { readonly contact: ContactView }) {
  const t = useTranslate();
  const showVerify = useAppStore((state) => state.showVerify);
  const { person, name, verified, differedAtMs } = contact;
  const isCompared = verified !== undefined || differedAtMs !== undefined;
  return (
    <section className={styles.part} aria-label={t('contact.proof', { name })}>
      <h3 className={styles.label}>{t('contact.proof', { name })}</h3>
      <p className={differedAtMs === undefined ? undefined : styles.look}>{verifiedWords(contact, t)}</p>
      {differedAtMs !== undefined && <p>{t('contact.differedDo', { name })}</p>}
      <div className={styles.actions}>
        <Button look={verified === undefined ? 'main' : 'quiet'} onClick={() => showVerify(person)}>
          {t(isCompared ? 'contact.checkAgain' : 'contact.checkNow')}
        </Button>
        {isCompared && (
          <Button look="quiet" onClick={() => void unverify(person, name)}>
            {t('contact.unverify')}
          </Button>
        )}
      </div>
    </section>
  );
}
