import { useShallow } from 'zustand/react/shallow';
import { Avatar } from '../../components/Avatar.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import styles from './SharedGroups.module.css';
import { selectSharedGroups } from './shared-groups.ts';

/** Groups that both belong to, each with the way there. */
export function SharedGroups({ person }: { readonly person: string }) {
  const t = useTranslate();
  const groups = useAppStore(useShallow(selectSharedGroups(person)));
  const showConversation = useAppStore((state) => state.showConversation);
  if (groups.length === 0) return null;
  return (
    <section aria-label={t('contact.groups')}>
      <h3 className={styles.label}>{t('contact.groups')}</h3>
      <ul className={styles.groups}>
        {groups.map(({ id, name }) => (
          <li key={id}>
            <button type="button" className={styles.group} onClick={() => showConversation(id)}>
              <Avatar hashname={id} name={name} size="small" />
              <span className={styles.name}>
                <bdi>{name}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
