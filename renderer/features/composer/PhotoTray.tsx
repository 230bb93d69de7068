import { X } from 'lucide-react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { useTranslate } from '../../i18n.tsx';
import { CAPTION_CHARS_MAX } from '../../limits.ts';
import { stagedUrl } from '../../media-url.ts';
import { useAppStore } from '../../store/app-store.ts';
import type { TrayItem } from '../../store/drafts-slice.ts';
import { PhotoPicture } from '../photos/PhotoPicture.tsx';
import styles from './PhotoTray.module.css';
import { removeFromTray } from './stage-files.ts';

interface PhotoTrayProps {
  readonly id: ConversationId;
  readonly tray: readonly TrayItem[];
}

/** Photos that go with the next message, in their order, each with its caption. */
export function PhotoTray({ id, tray }: PhotoTrayProps) {
  const t = useTranslate();
  if (tray.length === 0) return null;
  return (
    <ul className={styles.tray} aria-label={t('tray.label')}>
      {tray.map((item, index) => (
        <TrayPhoto key={item.fileId} id={id} item={item} position={index + 1} />
      ))}
    </ul>
  );
}

interface TrayPhotoProps {
  readonly id: ConversationId;
  readonly item: TrayItem;
  readonly position: number;
}

function TrayPhoto({ id, item, position }: TrayPhotoProps) {
  const t = useTranslate();
  const fileName = item.state === 'ready' ? item.photo.fileName : item.fileName;
  return (
    <li className={styles.item}>
      <div className={styles.picture}>
        {item.state === 'ready' ? (
          <PhotoPicture thumbhash={item.photo.thumbhash} sources={[stagedUrl(item.photo.stagedId)]} />
        ) : (
          <span className={styles.preparing}>
            <Spinner />
            <span className="spoken">{t('tray.preparing', { fileName })}</span>
          </span>
        )}
        <IconButton
          look="small"
          className={styles.remove}
          label={t('tray.remove', { fileName })}
          onClick={() => void removeFromTray(id, [item])}
        >
          <X />
        </IconButton>
      </div>
      <Caption id={id} item={item} position={position} />
    </li>
  );
}

function Caption({ id, item, position }: TrayPhotoProps) {
  const t = useTranslate();
  const updateDraft = useAppStore((state) => state.updateDraft);
  const write = (caption: string) =>
    updateDraft(id, ({ tray }) => ({
      tray: tray.map((other) =>
        other.fileId === item.fileId && other.state === 'ready' ? { ...other, caption } : other,
      ),
    }));
  return (
    <input
      className={styles.caption}
      dir="auto"
      disabled={item.state !== 'ready'}
      maxLength={CAPTION_CHARS_MAX}
      aria-label={t('tray.caption', { position })}
      placeholder={t('tray.captionPlaceholder')}
      value={item.state === 'ready' ? item.caption : ''}
      onChange={(event) => write(event.target.value)}
    />
  );
}
