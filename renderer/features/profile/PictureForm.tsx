import { type DragEvent, useRef, useState } from 'react';
import type { ProfileView } from '../../../electron/bridge/contract.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { useTranslate } from '../../i18n.tsx';
import styles from './PictureForm.module.css';
import { removeMyPicture, setMyPicture } from './profile-actions.ts';

/** My picture: chosen, dropped, or taken away. */
export function PictureForm({ profile }: { readonly profile: ProfileView }) {
  const t = useTranslate();
  const picker = useRef<HTMLInputElement>(null);
  const [isPreparing, setPreparing] = useState(false);
  const [isOver, setOver] = useState(false);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setPreparing(true);
    await setMyPicture(file);
    setPreparing(false);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const hasPicture = profile.pictureId !== undefined;
  return (
    <section
      className={styles.picture}
      aria-label={t('profile.picture')}
      aria-busy={isPreparing}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Avatar hashname={profile.hashname} name={profile.name} size="huge" />
      <div className={styles.words}>
        <div className={styles.actions}>
          <Button disabled={isPreparing} onClick={() => picker.current?.click()}>
            {t(hasPicture ? 'profile.change' : 'profile.choose')}
          </Button>
          {hasPicture && (
            <Button disabled={isPreparing} onClick={() => void removeMyPicture()}>
              {t('profile.remove')}
            </Button>
          )}
        </div>
        <p className={styles.hint} role="status">
          {t(isPreparing ? 'profile.preparing' : 'profile.drop')}
        </p>
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        accept="image/*"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = ''; // the same file can be chosen again
        }}
      />
    </section>
  );
}
