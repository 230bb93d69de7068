import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Avatar } from '../../components/Avatar.tsx';
import { Button } from '../../components/Button.tsx';
import { tell } from '../../components/toasts.ts';
import { useTranslate } from '../../i18n.tsx';
import { PHOTO_FILE_BYTES_MAX } from '../../limits.ts';
import { CropDialog } from './CropDialog.tsx';
import styles from './PictureForm.module.css';
import { unpackPicture } from './unpack-picture.ts';

interface PictureFormProps {
  readonly label: string;
  /** Whose: a hashname, or the id of a group's conversation. */
  readonly id: string;
  readonly name: string;
  readonly hasPicture: boolean;
  /** `column`: where there is room for one thing only. */
  readonly look: 'row' | 'column';
  /** Under the picture. */
  readonly children?: ReactNode;
  /** Any picture file; none takes it away. Says itself what went wrong. */
  readonly onChange: (file: Blob | undefined) => Promise<unknown>;
}

/** The picture of oneself or of a group: chosen or dropped, the part that is shown, or taken away. */
export function PictureForm({ label, id, name, hasPicture, look, children, onChange }: PictureFormProps) {
  const t = useTranslate();
  const picker = useRef<HTMLInputElement>(null);
  const [isPreparing, setPreparing] = useState(false);
  const [isOver, setOver] = useState(false);
  const [unpacked, setUnpacked] = useState<ImageBitmap | null>(null);

  const change = async (file: Blob | undefined) => {
    setPreparing(true);
    await onChange(file);
    setPreparing(false);
  };
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > PHOTO_FILE_BYTES_MAX) {
      tell('person.pictureTooLarge');
      return;
    }
    const picture = await unpackPicture(file);
    // What only the main process can read (HEIC, or a very large one) is taken as it is, its middle.
    if (typeof picture === 'string') await change(file);
    else setUnpacked(picture);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <section
      className={styles.picture}
      data-look={look}
      aria-label={label}
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
      <Avatar hashname={id} name={name} size="huge" />
      {children}
      <div className={styles.words}>
        <div className={styles.actions}>
          <Button disabled={isPreparing} onClick={() => picker.current?.click()}>
            {t(hasPicture ? 'profile.change' : 'profile.choose')}
          </Button>
          {hasPicture && (
            <Button disabled={isPreparing} onClick={() => void change(undefined)}>
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
      {unpacked !== null && (
        <CropDialog
          picture={unpacked}
          onClose={() => setUnpacked(null)}
          onDone={(part) => {
            setUnpacked(null);
            void change(part);
          }}
        />
      )}
    </section>
  );
}
