import { Image, Play, X } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, memo, useRef } from 'react';
import type { ConversationId } from '../../../electron/bridge/contract.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { formatDuration, useTranslate } from '../../i18n.tsx';
import { CAPTION_CHARS_MAX } from '../../limits.ts';
import { stagedUrl } from '../../media-url.ts';
import { useAppStore } from '../../store/app-store.ts';
import type { TrayItem } from '../../store/drafts-slice.ts';
import { focusComposer } from '../messages/focus-composer.ts';
import { PhotoPicture } from '../photos/PhotoPicture.tsx';
import { removeFromTray } from './stage-files.ts';
import styles from './TrayPhoto.module.css';
import { trayActOf } from './tray-keys.ts';

interface TrayPhotoProps {
  readonly id: ConversationId;
  readonly item: TrayItem;
  readonly index: number;
  readonly count: number;
  /** It is being prepared just now; the others wait. */
  readonly isWorkedOn: boolean;
  readonly onMove: (fileId: number, to: number) => void;
}

/** The photo that is being dragged: one at a time, in one window. */
let draggedId: number | undefined;

/** One photo of the tray. Dragged, or moved by Alt and the arrow keys. Of a hundred only the one that changed is drawn again. */
export const TrayPhoto = memo(function TrayPhoto({ id, item, index, count, isWorkedOn, onMove }: TrayPhotoProps) {
  const t = useTranslate();
  const place = useRef<HTMLLIElement>(null);
  const fileName = item.state === 'ready' ? item.photo.fileName : item.fileName;

  const remove = () => {
    const near = place.current?.nextElementSibling ?? place.current?.previousElementSibling;
    void removeFromTray(id, [item]);
    if (near instanceof HTMLElement) focusHandle(near);
    else focusComposer();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const list = place.current?.parentElement;
    if (list === null || list === undefined) return;
    const isRightToLeft = getComputedStyle(list).direction === 'rtl';
    const act = trayActOf(event, { index, count, columns: columnsOf(list), isRightToLeft });
    if (act === undefined) return;
    event.preventDefault();
    if (act.name === 'remove') remove();
    else if (act.name === 'caption') place.current?.querySelector('input')?.focus();
    else if (act.name === 'move') onMove(item.fileId, act.to);
    else if (act.name === 'focus') focusHandle(list.children[act.to]);
  };
  return (
    <li
      ref={place}
      className={styles.item}
      onDragEnter={() => {
        if (draggedId !== undefined && draggedId !== item.fileId) onMove(draggedId, index);
      }}
      onDragOver={(event) => {
        if (draggedId !== undefined) event.preventDefault(); // says: may be put here
      }}
    >
      <div className={styles.picture}>
        <button
          type="button"
          className={styles.handle}
          data-handle
          draggable
          aria-label={t('tray.photo', { position: index + 1, count, fileName })}
          aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Delete"
          title={t('tray.moveHint', { fileName })}
          onKeyDown={onKeyDown}
          onDragStart={(event) => startDrag(event, item.fileId)}
          onDragEnd={() => {
            draggedId = undefined;
          }}
        >
          <Face item={item} isWorkedOn={isWorkedOn} />
        </button>
        <IconButton
          look="small"
          tabIndex={-1} // by keyboard: Delete on the photo
          className={styles.remove}
          label={t('tray.remove', { fileName })}
          onClick={remove}
        >
          <X />
        </IconButton>
      </div>
      <Caption id={id} item={item} position={index + 1} />
    </li>
  );
});

function Face({ item, isWorkedOn }: Pick<TrayPhotoProps, 'item' | 'isWorkedOn'>) {
  const t = useTranslate();
  if (item.state === 'preparing') {
    return (
      <span className={styles.preparing}>
        {isWorkedOn ? <Spinner /> : <Image aria-hidden="true" />}
        <span className="spoken">{t('tray.preparing', { fileName: item.fileName })}</span>
      </span>
    );
  }
  const { stagedId, durationMs } = item.photo;
  return (
    <>
      <PhotoPicture sources={[stagedUrl(stagedId)]} />
      {durationMs !== undefined && (
        <span className={styles.duration}>
          <Play aria-hidden="true" />
          {formatDuration(durationMs)}
        </span>
      )}
    </>
  );
}

function startDrag(event: DragEvent, fileId: number): void {
  draggedId = fileId;
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData('application/x-hashline-photo', String(fileId)); // a drag without data is none
}

function focusHandle(place: Element | undefined): void {
  place?.querySelector<HTMLElement>('[data-handle]')?.focus();
}

/** Photos in the first row, as they stand. */
function columnsOf(list: HTMLElement): number {
  const children = [...list.children].filter((child) => child instanceof HTMLElement);
  const top = children[0]?.offsetTop;
  return Math.max(1, children.filter((child) => child.offsetTop === top).length);
}

function Caption({ id, item, position }: Pick<TrayPhotoProps, 'id' | 'item'> & { readonly position: number }) {
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
      defaultValue={item.state === 'ready' ? item.caption : ''} // from here on it is the field's own: the tray follows later
      onChange={(event) => write(event.target.value)}
    />
  );
}
