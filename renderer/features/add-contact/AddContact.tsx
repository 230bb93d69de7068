import { useEffect, useRef } from 'react';
import { useTranslate } from '../../i18n.tsx';
import { BackButton } from '../window/BackButton.tsx';
import styles from './AddContact.module.css';
import { MyInvite } from './MyInvite.tsx';
import { TheirInvite } from './TheirInvite.tsx';

/** Both ways to meet: give mine, or use theirs. */
export function AddContact() {
  const t = useTranslate();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []); // what was clicked may be gone in a narrow window
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <BackButton />
        <h2 ref={heading} className={styles.title} tabIndex={-1}>
          {t('add.title')}
        </h2>
      </header>
      <div className={styles.scroller}>
        <div className={styles.column}>
          <MyInvite />
          <hr className={styles.rule} />
          <TheirInvite />
        </div>
      </div>
    </div>
  );
}
