import { useTranslate } from '../../i18n.tsx';
import { BackButton } from '../window/BackButton.tsx';
import styles from './AddContact.module.css';
import { MyInvite } from './MyInvite.tsx';
import { TheirInvite } from './TheirInvite.tsx';

/** Both ways to meet: give mine, or use theirs. */
export function AddContact() {
  const t = useTranslate();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <BackButton />
        <h2 className={styles.title}>{t('add.title')}</h2>
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
