import { CopyButton } from '../../components/CopyButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { NameForm } from '../profile/NameForm.tsx';
import { PictureForm } from '../profile/PictureForm.tsx';
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
      <p className={styles.about}>{t('profile.about')}</p>
      <PictureForm profile={profile} />
      <NameForm key={name} name={name} />
      <Group title={t('profile.hashname')} hint={t('profile.hashnameHint')}>
        <p className={styles.hashname}>{hashname}</p>
        <CopyButton text={hashname} labelKey="profile.copyHashname" copiedKey="add.copied" />
      </Group>
    </>
  );
}
