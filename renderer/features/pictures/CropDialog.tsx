import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { SmallDialog } from '../../components/SmallDialog.tsx';
import { useTranslate } from '../../i18n.tsx';
import { CROP_EDGE_PX, CROP_STEP, CROP_ZOOM_MAX } from '../../limits.ts';
import styles from './CropDialog.module.css';
import { MIDDLE, moved, squareOf, zoomed } from './crop.ts';

interface CropDialogProps {
  readonly picture: ImageBitmap;
  readonly onDone: (part: Blob) => void;
  readonly onClose: () => void;
}

/** By so many steps to the right and down: the picture goes where the arrow points, so the square goes the other way. */
const ARROWS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
/** The arrow keys work on it. */
const REACHABLE = { tabIndex: 0 } as const;
/** One notch of the zoom. */
const ZOOM_STEP = 0.05;

/** Which part of a picture is shown in the circle: dragged, or moved with the arrow keys, and made larger. */
export function CropDialog({ picture, onDone, onClose }: CropDialogProps) {
  const t = useTranslate();
  const hintId = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [crop, setCrop] = useState(MIDDLE);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    const { left, top, side } = squareOf(crop, picture);
    context?.clearRect(0, 0, CROP_EDGE_PX, CROP_EDGE_PX);
    context?.drawImage(picture, left, top, side, side, 0, 0, CROP_EDGE_PX, CROP_EDGE_PX);
  }, [crop, picture]);

  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined) return;
    event.preventDefault();
    setCrop((now) => moved(now, arrow[0] * CROP_STEP, arrow[1] * CROP_STEP, picture));
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const stagePx = event.currentTarget.clientWidth;
    const { movementX, movementY } = event;
    setCrop((now) => moved(now, -movementX / stagePx, -movementY / stagePx, picture));
  };
  const use = () => canvas.current?.toBlob((part) => part !== null && onDone(part), 'image/webp');

  return (
    <SmallDialog
      title={t('crop.title')}
      onClose={onClose}
      actions={
        <>
          <Button look="main" onClick={use}>
            {t('crop.use')}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </>
      }
    >
      <div
        className={styles.stage}
        role="application"
        {...REACHABLE}
        aria-label={t('crop.stage')}
        aria-describedby={hintId}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      >
        <canvas ref={canvas} className={styles.canvas} width={CROP_EDGE_PX} height={CROP_EDGE_PX} />
        <span className={styles.ring} />
      </div>
      <label className={styles.zoom}>
        <span>{t('crop.zoom')}</span>
        <input
          type="range"
          min={1}
          max={CROP_ZOOM_MAX}
          step={ZOOM_STEP}
          value={crop.zoom}
          onChange={({ target }) => setCrop((now) => zoomed(now, target.valueAsNumber, picture))}
        />
      </label>
      <p id={hintId} className={styles.hint}>
        {t('crop.hint')}
      </p>
    </SmallDialog>
  );
}
