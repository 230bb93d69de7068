import { CopyButton } from '../../components/CopyButton.tsx';
import { useTranslate } from '../../i18n.tsx';
import { useAppStore } from '../../store/app-store.ts';
import { NameForm } from './NameForm.tsx';
import { PictureForm } from './PictureForm.tsx';
import styles from './ProfileEditor.module.css';

/** My picture, my name, and the hashname by which I can be asked. */
export function ProfileEditor() {
  const t = useTranslate();
  const profile = useAppStore((state) => state.profile);
  if (profile === null) return null;
  return (
    <div className={styles.editor}>
      <p className={styles.about}>{t('profile.about')}</p>
      <PictureForm profile={profile} />
      <NameForm key={profile.name} name={profile.name} />
      <section className={styles.part}>
        <h3 className={styles.label}>{t('profile.hashname')}</h3>
        <p className={styles.hashname} dir="ltr">
          {profile.hashname}
        </p>
        <p className={styles.about}>{t('profile.hashnameAbout')}</p>
        <CopyButton
          text={profile.hashname}
          labelKey="profile.copyHashname"
          copiedKey="add.copied"
          className={styles.button}
        />
      </section>
    </div>
  );
}
