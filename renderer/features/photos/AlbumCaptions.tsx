import type { PhotoView } from '../../../electron/bridge/contract.ts';
import { useTranslate } from '../../i18n.tsx';
import styles from './AlbumCaptions.module.css';

interface AlbumCaptionsProps {
  readonly photos: readonly PhotoView[];
  readonly name: string;
  readonly isMine: boolean;
  readonly isAway: boolean;
}

/** What was written to the photos, and how many of them are here. */
export function AlbumCaptions({ photos, name, isMine, isAway }: AlbumCaptionsProps) {
  const t = useTranslate();
  const captioned = photos.filter(({ caption }) => caption !== undefined && caption !== '');
  const whole = photos.filter(({ isWhole }) => isWhole).length;
  const isFetching = !isMine && whole < photos.length;
  return (
    <>
      {captioned.map(({ key, caption }) => (
        <p key={key} className={styles.caption} dir="auto">
          {caption}
        </p>
      ))}
      {isFetching && (
        <p className={styles.here}>
          {t('album.here', { whole, total: photos.length })} {isAway && t('album.restLater', { name })}
        </p>
      )}
    </>
  );
}
