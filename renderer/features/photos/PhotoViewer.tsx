import Lightbox from 'yet-another-react-lightbox';
import Captions from 'yet-another-react-lightbox/plugins/captions';
import Counter from 'yet-another-react-lightbox/plugins/counter';
import Zoom from 'yet-another-react-lightbox/plugins/zoom';
import 'yet-another-react-lightbox/styles.css';
import 'yet-another-react-lightbox/plugins/captions.css';
import 'yet-another-react-lightbox/plugins/counter.css';
import './PhotoViewer.css';
import { useMemo } from 'react';
import type { PhotoView } from '../../../electron/bridge/contract.ts';
import { type Translate, useTranslate } from '../../i18n.tsx';
import { photoUrl } from '../../media-url.ts';
import { isStill } from '../../theme.ts';

interface PhotoViewerProps {
  readonly photos: readonly PhotoView[];
  readonly index: number;
  readonly onClose: () => void;
}

const ZOOM_PIXEL_RATIO_MAX = 3; // beyond that one sees pixels
const FADE_MS = 160;

/** Photos of one message over the whole window: arrows, Escape, zoom by wheel, pinch, keys and double click. */
export default function PhotoViewer({ photos, index, onClose }: PhotoViewerProps) {
  const t = useTranslate();
  const slides = useMemo(() => photos.map((photo, at) => slideOf(photo, at + 1, photos.length, t)), [photos, t]);
  const hasMany = photos.length > 1;
  const still = isStill();

  return (
    <Lightbox
      open
      close={onClose}
      index={index}
      slides={slides}
      plugins={hasMany ? [Zoom, Captions, Counter] : [Zoom, Captions]}
      carousel={{ finite: true, padding: 0, preload: 1 }}
      controller={{ closeOnBackdropClick: true }}
      zoom={{ maxZoomPixelRatio: ZOOM_PIXEL_RATIO_MAX, scrollToZoom: true }}
      captions={{ descriptionTextAlign: 'center' }}
      animation={still ? { fade: 0, swipe: 0, zoom: 0 } : { fade: FADE_MS, swipe: FADE_MS, zoom: FADE_MS }}
      {...(!hasMany && { render: { buttonPrev: () => null, buttonNext: () => null } })}
      labels={{
        Lightbox: t('viewer.label'),
        Carousel: t('viewer.label'),
        'Photo gallery': t('viewer.label'),
        Slide: t('viewer.photo'),
        Caption: t('viewer.caption'),
        '{index} of {total}': t('viewer.position', { index: '{index}', total: '{total}' }), // the viewer fills it in
        Close: t('viewer.close'),
        Next: t('viewer.next'),
        Previous: t('viewer.previous'),
        'Zoom in': t('viewer.zoomIn'),
        'Zoom out': t('viewer.zoomOut'),
      }}
    />
  );
}

/** Shown as large as the photo itself; until it is here, its thumbnail at that size. */
function slideOf(
  { key, widthPx, heightPx, isWhole, caption }: PhotoView,
  position: number,
  total: number,
  t: Translate,
) {
  return {
    src: photoUrl(key, isWhole ? 'full' : 'thumb'),
    alt: caption ?? t('album.photo', { position, total }),
    width: widthPx,
    height: heightPx,
    ...(caption !== undefined && { description: caption }),
  };
}
