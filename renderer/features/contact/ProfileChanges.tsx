import { useEffect, useState } from 'react';
import { formatDateTime, useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { selectContact } from '../../store/people-slice.ts';
import { getProfileChanges } from './contact-actions.ts';
import styles from './ProfileChanges.module.css';

type Changes = Awaited<ReturnType<typeof getProfileChanges>>;

/** What they called themselves before, and when the picture changed; folded away. */
export function ProfileChanges({ person }: { readonly person: string }) {
  const t = useTranslate();
  const contact = useAppStore(selectContact(person));
  const [isOpen, setOpen] = useState(false);
  const [changes, setChanges] = useState<Changes>([]);
  // Asked anew when what they announce changes while it is open.
  const seen = `${contact?.announcedName} ${contact?.pictureId}`;
  useEffect(() => {
    if (isOpen && seen !== '') void getProfileChanges(person).then(setChanges);
  }, [isOpen, person, seen]);
  return (
    <details className={styles.changes} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('contact.changes')}</summary>
      {changes.length === 0 && <p className={styles.soft}>{t('contact.noChanges')}</p>}
      <ul className={styles.list}>
        {changes.map(({ atMs, what, before }) => (
          <li key={`${atMs}-${what}`}>
            <p>{what === 'name' ? t('contact.wasCalled', { name: before }) : t('contact.newPicture')}</p>
            <p className={styles.soft}>{formatDateTime(atMs)}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
