import { Check, ImageOff, Play } from 'lucide-react';
import { formatDateTime, useTranslate } from '../../i18n.tsx';
import { photoUrl } from '../../media-url.ts';
import { PhotoPicture } from '../photos/PhotoPicture.tsx';
import { whyWithheld } from '../transfers/transfer-words.ts';
import styles from './GalleryTile.module.css';
import type { GalleryPhoto } from './gallery-items.ts';

interface GalleryTileProps {
  readonly item: GalleryPhoto;
  /** Undefined while nothing is being chosen. */
  readonly isChosen: boolean | undefined;
  readonly onClick: () => void;
}

/** One photo of the gallery: opens it, or chooses it. */
export function GalleryTile({ item, isChosen, onClick }: GalleryTileProps) {
  const t = useTranslate();
  const { photo, message } = item;
  const { key, thumbhash, hasThumb, isWhole, caption, clip, transfer } = photo;
  const date = formatDateTime(message.atMs);
  const named = caption === undefined ? t('gallery.photo', { date }) : t('gallery.photoCaptioned', { date, caption });
  const isWithheld = transfer.state === 'withheld';
  const label = isWithheld ? t('gallery.photoWithheld', { date, why: whyWithheld(transfer.why, t) }) : named;
  const sources = hasThumb ? [photoUrl(key, 'thumb')] : isWhole && clip === undefined ? [photoUrl(key, 'full')] : [];
  return (
    <li className={styles.tile}>
      <button type="button" className={styles.photo} aria-label={label} aria-pressed={isChosen} onClick={onClick}>
        <PhotoPicture thumbhash={thumbhash} sources={sources} />
        {isWithheld && <ImageOff className={styles.withheld} aria-hidden="true" />}
        {clip !== undefined && <Play className={styles.clip} aria-hidden="true" />}
        {isChosen !== undefined && (
          <span className={styles.check} aria-hidden="true">
            {isChosen && <Check />}
          </span>
        )}
      </button>
    </li>
  );
}
