import { useEffect, useState } from 'react';
import { JoinedDots } from '../../components/JoinedDots.tsx';
import { useTranslate } from '../../i18n.tsx';
import { STARTING_SHOWN_AFTER_MS } from '../../limits.ts';
import styles from './Starting.module.css';

/** Mostly never seen: opening takes a moment, and words that only flash would be noise. */
export function Starting() {
  const t = useTranslate();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), STARTING_SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className={styles.page} aria-busy="true">
      <h1 className="spoken">{t('app.name')}</h1>
      {isSlow && (
        <p className={styles.words} role="status">
          <JoinedDots joint="seeking" />
          {t('app.starting')}
        </p>
      )}
    </main>
  );
}
