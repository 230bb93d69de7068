import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { type MessageKey, useTranslate } from '../../i18n.tsx';
import styles from './BeginAnew.module.css';
import { beginAnew } from './begin-anew.ts';

/** The last way on where nothing opens: what is here goes aside, whole, and a first run begins, from which one can restore. */
export function BeginAnew({ leadKey }: { readonly leadKey: MessageKey }) {
  const t = useTranslate();
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  if (!isAsked) {
    return (
      <Button look="quiet" className={styles.lead} onClick={() => setAsked(true)}>
        {t(leadKey)}
      </Button>
    );
  }
  const begin = async () => {
    setBusy(true);
    await beginAnew();
    setBusy(false);
  };
  return (
    <section className={styles.box} aria-label={t('beginAnew.title')}>
      <h2 className={styles.title}>{t('beginAnew.title')}</h2>
      <p>{t('beginAnew.body')}</p>
      <div className={styles.buttons}>
        <Button disabled={isBusy} onClick={() => void begin()}>
          {t('beginAnew.yes')}
        </Button>
        <Button look="quiet" onClick={() => setAsked(false)}>
          {t('dialog.cancel')}
        </Button>
      </div>
    </section>
  );
}
