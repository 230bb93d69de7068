import { ArrowDown, ImageOff, Play, RotateCw } from 'lucide-react';
import type { CSSProperties, DragEvent, ReactNode } from 'react';
import type { MessageView, PhotoView, TransferView } from '../../../electron/bridge/contract.ts';
import { formatDuration, formatPercent, type Translate, useTranslate } from '../../i18n.tsx';
import { photoUrl } from '../../media-url.ts';
import { changeTransfer } from '../transfers/transfer-actions.ts';
import { whyWithheld } from '../transfers/transfer-words.ts';
import styles from './AlbumPhoto.module.css';
import { dragOut } from './drag-out.ts';
import { PhotoPicture } from './PhotoPicture.tsx';

interface AlbumPhotoProps {
  readonly message: MessageView;
  readonly photo: PhotoView;
  readonly position: number;
  readonly total: number;
  readonly isLarge: boolean;
  /** Photos of this album that have no tile; said on the last one. */
  readonly hiddenCount: number;
  readonly onOpen: () => void;
}

/** What a click does about what is stuck; nothing can be done about the last one. */
const SIGNS: Readonly<Partial<Record<TransferView['state'], ReactNode>>> = {
  asks: <ArrowDown />,
  paused: <ArrowDown />,
  declined: <ArrowDown />,
  failed: <RotateCw />,
  withheld: <ImageOff />,
};

/** One photo of an album. What is not coming by itself is fetched with one click; what nobody may give is shown as far as it is here. */
export function AlbumPhoto(props: AlbumPhotoProps) {
  const { message, photo, isLarge, hiddenCount, position, onOpen } = props;
  const t = useTranslate();
  const { transfer, clip } = photo;
  const isStuck = transfer.state !== 'here' && transfer.state !== 'coming';
  const isWithheld = transfer.state === 'withheld';
  const fetchIt = () => void changeTransfer('fetchContent', message, photo.key);
  const onDragStart = (event: DragEvent) => {
    event.preventDefault(); // the page's own drag would be a copy of the thumbnail
    if (photo.isWhole) void dragOut(message.conversationId, photo.key);
  };
  return (
    <button
      type="button"
      className={styles.photo}
      aria-label={labelOf(props, isStuck, t)}
      draggable={photo.isWhole}
      onDragStart={onDragStart}
      onClick={isStuck && !isWithheld && hiddenCount === 0 ? fetchIt : onOpen}
    >
      <PhotoPicture thumbhash={photo.thumbhash} sources={sourcesOf(photo, isLarge)} />
      {transfer.state === 'coming' && hiddenCount === 0 && (
        <Progress position={position} progress={transfer.progress} />
      )}
      {isStuck && hiddenCount === 0 && (
        <span className={styles.sign} data-state={transfer.state} aria-hidden="true">
          {SIGNS[transfer.state]}
        </span>
      )}
      {clip !== undefined && hiddenCount === 0 && (
        <>
          {!isStuck && transfer.state === 'here' && (
            <span className={styles.sign} aria-hidden="true">
              <Play />
            </span>
          )}
          <span className={styles.duration} aria-hidden="true">
            {formatDuration(clip.durationMs)}
          </span>
        </>
      )}
      {hiddenCount > 0 && (
        <span className={styles.more} aria-hidden="true">
          {t('album.more', { count: hiddenCount })}
        </span>
      )}
    </button>
  );
}

function labelOf({ photo, position, total, hiddenCount }: AlbumPhotoProps, isStuck: boolean, t: Translate): string {
  const { caption, clip, transfer } = photo;
  if (transfer.state === 'withheld' && hiddenCount === 0) {
    return t('album.photoWithheld', { position, total, why: whyWithheld(transfer.why, t) });
  }
  if (isStuck && hiddenCount === 0) {
    return t(transfer.state === 'failed' ? 'album.photoFailed' : 'album.photoAsks', { position, total });
  }
  if (clip !== undefined) return t('album.clip', { position, total, duration: formatDuration(clip.durationMs) });
  return caption === undefined
    ? t('album.photo', { position, total })
    : t('album.photoCaptioned', { position, total, caption });
}

/** A clip is shown by its poster, which is its thumbnail. */
function sourcesOf({ key, hasThumb, isWhole, clip }: PhotoView, isLarge: boolean): readonly string[] {
  const thumb = hasThumb ? [photoUrl(key, 'thumb')] : [];
  if (clip !== undefined) return thumb;
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
