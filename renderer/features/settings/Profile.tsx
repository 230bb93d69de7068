import { Avatar } from '../../components/Avatar.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { Group } from './Group.tsx';
import styles from './Profile.module.css';

/** Who I am here: what others see, and the hashname behind it. */
export function Profile() {
  const t = useTranslate();
  const profile = useAppStore((state) => state.profile);
  if (profile === null) return null;
  const { hashname, name } = profile;
  return (
    <>
      <div className={styles.me}>
        <Avatar hashname={hashname} name={name} size="large" />
        <p className={styles.name}>
          <bdi>{name}</bdi>
        </p>
      </div>
      <Group title={t('profile.hashname')} hint={t('profile.hashnameHint')}>
        <p className={styles.hashname}>{hashname}</p>
        <CopyButton text={hashname} labelKey="profile.copyHashname" copiedKey="add.copied" />
      </Group>
    </>
  );
}
