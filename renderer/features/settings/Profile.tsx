import { CopyButton } from '../../components/CopyButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { PictureForm } from '../pictures/PictureForm.tsx';
import { NameForm } from '../profile/NameForm.tsx';
import { setMyPicture } from '../profile/profile-actions.ts';
import { Group } from './Group.tsx';
import styles from './Profile.module.css';

/** Who I am here: what others see, and the hashname behind it. */
export function Profile() {
  const t = useTranslate();
  const profile = useAppStore((state) => state.profile);
  if (profile === null) return null;
  const { hashname, name, pictureId } = profile;
  return (
    <>
      <p className={styles.about}>{t('profile.about')}</p>
      <PictureForm
        label={t('profile.picture')}
        id={hashname}
        name={name}
        hasPicture={pictureId !== undefined}
        look="row"
        onChange={setMyPicture}
      />
      <NameForm key={name} name={name} />
      <Group title={t('profile.hashname')} hint={t('profile.hashnameHint')}>
        <p className={styles.hashname}>{hashname}</p>
        <CopyButton text={hashname} labelKey="profile.copyHashname" copiedKey="add.copied" />
      </Group>
    </>
  );
}
