import {
  ChevronLeft,
  ChevronRight,
  Copy,
  Download,
  Maximize,
  Minimize,
  RotateCw,
  X,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import Lightbox, { type ControllerRef, type SlideImage } from 'yet-another-react-lightbox';
import Captions from 'yet-another-react-lightbox/plugins/captions';
import Counter from 'yet-another-react-lightbox/plugins/counter';
import Zoom from 'yet-another-react-lightbox/plugins/zoom';
import 'yet-another-react-lightbox/styles.css';
import 'yet-another-react-lightbox/plugins/captions.css';
import 'yet-another-react-lightbox/plugins/counter.css';
import './PhotoViewer.css';
import { formatDate, formatTime, type Translate, useTranslate } from '../../i18n.tsx';
import { photoUrl, soundUrl } from '../../media-url.ts';
import { isStill } from '../../theme.ts';
import { saveContent } from '../files/save-content.ts';
import type { GalleryPhoto } from '../gallery/gallery-items.ts';
import { whyWithheld } from '../transfers/transfer-words.ts';
import { useLookedAt } from '../transfers/use-looked-at.ts';
import { copyPicture } from './copy-picture.ts';
import { turnedScale } from './viewer-items.ts';

interface PhotoViewerProps {
  readonly photos: readonly GalleryPhoto[];
  readonly index: number;
  /** Who it is of, where a message has no author: between two. */
  readonly name: string;
  readonly onClose: () => void;
}

const ZOOM_PIXEL_RATIO_MAX = 3; // beyond that one sees pixels
const FADE_MS = 160;
const QUARTER_DEG = 90;

/** One set of signs: its own are of another weight and size than ours beside them. */
const ICONS = {
  iconZoomIn: () => <ZoomIn />,
  iconZoomOut: () => <ZoomOut />,
  iconClose: () => <X />,
  iconPrev: () => <ChevronLeft />,
  iconNext: () => <ChevronRight />,
} as const;

/** Photos and clips over the whole window: arrows, Escape, zoom by wheel, pinch, keys and double click; R turns, S saves, F fills the screen. */
export default function PhotoViewer({ photos, index, name, onClose }: PhotoViewerProps) {
  const t = useTranslate();
  const [at, setAt] = useState(index);
  const [turns, setTurns] = useState(0);
  const isFull = useFullScreen();
  const frame = useRef<HTMLDivElement>(null);
  const viewer = useRef<ControllerRef>(null);
  const slides = useMemo(
    () => photos.map((item, place) => slideOf(item, place + 1, photos.length, name, t)),
    [photos, name, t],
  );
  const item = photos[Math.min(at, photos.length - 1)];
  const hasMany = photos.length > 1;
  const turn = () => setTurns((before) => before + 1);
  const save = () => item !== undefined && void saveContent(item.message.conversationId, item.photo.key);

  useEffect(() => {
    const acts: Readonly<Record<string, () => void>> = { r: turn, s: save, f: toggleFullScreen };
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.activeElement === document.body && takeFocusBack(viewer.current, event)) return;
      if (event.altKey || (event.ctrlKey || event.metaKey) !== (event.key === 'c')) return;
      const act = event.key === 'c' ? copyPicture : acts[event.key.toLowerCase()];
      if (act === undefined || (event.target instanceof Element && event.target.closest('input, video') !== null))
        return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });

  const isPicture = item !== undefined && item.photo.clip === undefined;
  const tools = [
    isPicture && <Tool key="turn" label={t('viewer.turn')} icon={<RotateCw />} onClick={turn} />,
    isPicture && item.photo.isWhole && (
      <Tool key="copy" label={t('viewer.copy')} icon={<Copy />} onClick={copyPicture} />
    ),
    item?.photo.isWhole === true && <Tool key="save" label={t('viewer.save')} icon={<Download />} onClick={save} />,
    <Tool
      key="full"
      label={t(isFull ? 'viewer.leaveFull' : 'viewer.full')}
      icon={isFull ? <Minimize /> : <Maximize />}
      onClick={toggleFullScreen}
    />,
  ];

  return (
    <div ref={frame}>
      {item !== undefined && <LookedAt key={item.photo.key} item={item} />}
      <Lightbox
        open
        close={onClose}
        index={Math.min(at, photos.length - 1)}
        slides={slides}
        plugins={hasMany ? [Zoom, Captions, Counter] : [Zoom, Captions]}
        carousel={{ finite: true, padding: 0, preload: 1 }}
        controller={{ closeOnBackdropClick: true, ref: viewer }}
        zoom={{ maxZoomPixelRatio: ZOOM_PIXEL_RATIO_MAX, scrollToZoom: true }}
        captions={{ descriptionTextAlign: 'center' }}
        animation={isStill() ? { fade: 0, swipe: 0, zoom: 0 } : { fade: FADE_MS, swipe: FADE_MS, zoom: FADE_MS }}
        toolbar={{ buttons: [...tools, 'close'] }}
        on={{
          entered: letNotesBeHeard,
          view: ({ index: shown }) => {
            if (shown !== at) setTurns(0);
            setAt(shown);
          },
        }}
        render={{
          ...ICONS,
          ...(!hasMany && { buttonPrev: () => null, buttonNext: () => null }),
          // Undefined: a picture, which the viewer draws itself.
          slide: ({ slide, offset }) => drawn(slide as ViewerSlide, offset === 0),
          slideContainer: ({ slide, children }) => (
            <Turned slide={slide as ViewerSlide} turns={slide === slides[at] ? turns : 0}>
              {children}
            </Turned>
          ),
        }}
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
    </div>
  );
}

/** The viewer knows pictures; a clip comes along as one, with where its film is. */
interface ViewerSlide extends SlideImage {
  readonly film?: string;
  /** Said in place of what is not here, not even small, and does not come. */
  readonly missing?: string;
  readonly description?: string;
}

/** Shown as large as the photo itself; until it is here, its thumbnail at that size. What nobody may give us has its reason with it. */
function slideOf(
  { photo, message }: GalleryPhoto,
  position: number,
  total: number,
  name: string,
  t: Translate,
): ViewerSlide {
  const { key, widthPx, heightPx, isWhole, hasThumb, caption, clip, transfer } = photo;
  const withheld = transfer.state === 'withheld' ? whyWithheld(transfer.why, t) : undefined;
  const words = [caption, whenWords({ photo, message }, name, t), withheld].filter((part) => part);
  return {
    src: photoUrl(key, isWhole && clip === undefined ? 'full' : 'thumb'),
    alt: caption ?? t('album.photo', { position, total }),
    width: widthPx,
    height: heightPx,
    description: words.join('\n'),
    ...(clip !== undefined && withheld === undefined && { film: soundUrl(key) }),
    ...(withheld !== undefined && !hasThumb && { missing: t('viewer.missing') }),
  };
}

/** "Anna, 12 May 2026, 14:05": when it was taken, or else sent. */
function whenWords({ photo, message }: GalleryPhoto, name: string, t: Translate): string {
  const takenAtMs = photo.takenAt === undefined ? Number.NaN : Date.parse(photo.takenAt);
  const atMs = Number.isNaN(takenAtMs) ? message.atMs : takenAtMs;
  const date = `${formatDate(atMs, { day: 'numeric', month: 'long', year: 'numeric' })}, ${formatTime(atMs)}`;
  return t('viewer.when', { name: message.isMine ? t('message.sentByYou') : (message.author?.name ?? name), date });
}

function drawn(slide: ViewerSlide, isShown: boolean): ReactNode {
  const { film, missing } = slide;
  if (missing !== undefined) return <p className="viewer-problem">{missing}</p>;
  return film === undefined ? undefined : <Clip slide={slide} film={film} isShown={isShown} />;
}

interface ClipProps {
  readonly slide: ViewerSlide;
  readonly film: string;
  readonly isShown: boolean;
}

/** Plays while it loads; stops when one goes on. */
function Clip({ slide, film, isShown }: ClipProps) {
  const t = useTranslate();
  const [hasFailed, setFailed] = useState(false);
  if (!isShown) return <img className="viewer-poster" src={slide.src} alt="" />;
  if (hasFailed) return <p className="viewer-problem">{t('viewer.clipFailed')}</p>;
  return (
    // Nobody has written down what is said in a family's film.
    <video
      className="viewer-film"
      src={film}
      poster={slide.src}
      aria-label={slide.alt}
      controls
      controlsList="nodownload noremoteplayback"
      disablePictureInPicture
      autoPlay
      onError={() => setFailed(true)}
    >
      <track kind="captions" />
    </video>
  );
}

/** Turned by quarters, and sized to fit as before. */
function Turned({
  slide,
  turns,
  children,
}: {
  readonly slide: ViewerSlide;
  readonly turns: number;
  readonly children?: ReactNode;
}) {
  const { width = 1, height = 1 } = slide;
  const room = { width: window.innerWidth, height: window.innerHeight };
  const scale = turns % 2 === 0 ? 1 : turnedScale({ widthPx: width, heightPx: height }, room);
  return (
    <div className="viewer-turned" style={{ transform: `rotate(${turns * QUARTER_DEG}deg) scale(${scale})` }}>
      {children}
    </div>
  );
}

/** What one looks at is fetched first. */
function LookedAt({ item }: { readonly item: GalleryPhoto }) {
  const element = useRef<HTMLSpanElement>(null);
  useLookedAt(element, item.message, !item.photo.isWhole && item.photo.transfer.state !== 'withheld');
  return <span ref={element} className="viewer-eye" aria-hidden="true" />;
}

interface ToolProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}

function Tool({ label, icon, onClick }: ToolProps) {
  return (
    <button type="button" className="yarl__button viewer-tool" aria-label={label} title={label} onClick={onClick}>
      {icon}
    </button>
  );
}

/** The viewer makes all beside it deaf and dumb, also the notes that tell how saving went. */
function letNotesBeHeard(): void {
  const place = document.querySelector('[data-notes]')?.closest('[inert]');
  place?.removeAttribute('inert');
  place?.removeAttribute('aria-hidden');
}

/** A note that had the focus has gone, and the focus with it: the viewer hears keys only where it has it. True if it heard this one. */
function takeFocusBack(viewer: ControllerRef | null, event: KeyboardEvent): boolean {
  viewer?.focus();
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return false;
  activeElement.dispatchEvent(new KeyboardEvent('keydown', event));
  return true;
}

function toggleFullScreen(): void {
  if (document.fullscreenElement === null) void document.documentElement.requestFullscreen();
  else void document.exitFullscreen();
}

/** Leaving the viewer leaves the full screen too. */
function useFullScreen(): boolean {
  const [isFull, setFull] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const onChange = () => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', onChange);
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
      if (document.fullscreenElement !== null) void document.exitFullscreen();
    };
  }, []);
  return isFull;
}
