import type { CSSProperties } from 'react';
import type { PhotoView } from '../../../electron/bridge/contract.ts';
import { formatPercent, useTranslate } from '../../i18n.tsx';
import { photoUrl } from '../../media-url.ts';
import styles from './AlbumPhoto.module.css';
import { PhotoPicture } from './PhotoPicture.tsx';

interface AlbumPhotoProps {
  readonly photo: PhotoView;
  readonly position: number;
  readonly total: number;
  readonly isLarge: boolean;
  /** Photos of this album that have no tile; said on the last one. */
  readonly hiddenCount: number;
  readonly onOpen: () => void;
}

export function AlbumPhoto({ photo, position, total, isLarge, hiddenCount, onOpen }: AlbumPhotoProps) {
  const t = useTranslate();
  const { caption } = photo;
  const label =
    caption === undefined
      ? t('album.photo', { position, total })
      : t('album.photoCaptioned', { position, total, caption });

  return (
    <button type="button" className={styles.photo} aria-label={label} onClick={onOpen}>
      <PhotoPicture thumbhash={photo.thumbhash} sources={sourcesOf(photo, isLarge)} />
      {!photo.isWhole && hiddenCount === 0 && <Progress position={position} progress={photo.progress} />}
      {hiddenCount > 0 && (
        <span className={styles.more} aria-hidden="true">
          {t('album.more', { count: hiddenCount })}
        </span>
      )}
    </button>
  );
}

function sourcesOf({ key, hasThumb, isWhole }: PhotoView, isLarge: boolean): readonly string[] {
  const thumb = hasThumb ? [photoUrl(key, 'thumb')] : [];
  return isWhole && (isLarge || !hasThumb) ? [...thumb, photoUrl(key, 'full')] : thumb;
}

function Progress({ position, progress }: { readonly position: number; readonly progress: number }) {
  const t = useTranslate();
  const ratio = { '--progress': progress } as CSSProperties; // a custom property is not in React's type
  return (
    <span className={styles.progress} style={ratio}>
      <span className="spoken">{t('album.loading', { position, percent: formatPercent(progress) })}</span>
    </span>
  );
}
