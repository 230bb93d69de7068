import { Ban, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ContactView } from '../../../electron/bridge/contract.ts';
import { Button } from '../../components/Button.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { useTranslate } from '../../i18n.tsx';
import { blockPerson, unblockPerson } from '../people/block-person.ts';
import styles from './ContactDetails.module.css';
import { removeContact } from './contact-actions.ts';

/** To hear nothing more of somebody, or to have them gone. */
export function ContactEnding({ contact }: { readonly contact: ContactView }) {
  const t = useTranslate();
  const [isRemoving, setRemoving] = useState(false);
  const { person, name, isBlocked } = contact;
  return (
    <section className={styles.part}>
      {isBlocked && <p>{t('contact.blocked', { name })}</p>}
      <Button onClick={() => void (isBlocked ? unblockPerson(person) : blockPerson(person, name))}>
        <Ban aria-hidden="true" />
        {t(isBlocked ? 'contact.unblock' : 'contact.block', { name })}
      </Button>
      <Button onClick={() => setRemoving(true)}>
        <Trash2 aria-hidden="true" />
        {t('contact.remove', { name })}
      </Button>
      {isRemoving && (
        <SmallDialog
          title={t('contact.removeTitle', { name })}
          onClose={() => setRemoving(false)}
          actions={
            <>
              <Button look="main" onClick={() => void removeContact(person)}>
                {t('contact.remove', { name })}
              </Button>
              <Button onClick={() => setRemoving(false)}>{t('dialog.cancel')}</Button>
            </>
          }
        >
          <p>{t('contact.removeBody', { name })}</p>
          {!isBlocked && <p className={styles.soft}>{t('contact.removeBlockHint')}</p>}
        </SmallDialog>
      )}
    </section>
  );
}
